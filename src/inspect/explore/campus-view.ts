import { apis, eachApi } from '../../apis/index.ts';
import type { ApiName, Personas, TruthRows, Truths, VariantChoicesByApi } from '../../apis/index.ts';
import type { PersonaName } from '../../apis/names.ts';
import { plainCampus } from '../../campus/campus.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Instant } from '../../campus/instant.ts';
import { takeAll } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import { OptionError } from '../../config/option-readers.ts';
import { chooseVariants } from '../../engine/variant.ts';
import { createEntities } from './entities.ts';
import type { CourseEntity, EnrolmentEntity, LearnerEntity } from './entities.ts';
import { createFinder } from './queries.ts';
import type { CourseQuery, EnrolmentQuery, LearnerQuery } from './queries.ts';
import { readQuery } from './read-query.ts';
import { createReferences } from './references.ts';
import { summarySteps } from './summary.ts';
import type { CampusSummary } from './summary.ts';

/** The rows by API, typed so that the name of an API determines the type of its rows. */
type RowSources = { readonly [A in ApiName]: { rows(persona: string): Found<TruthRows[A]> } };

/** The results of a query, created one at a time while they are iterated. */
export interface Found<T> extends Iterable<T> {
  /** Batches of results. A batch may be empty if a search takes long, so that the caller can do other work. */
  batches(): Iterable<readonly T[]>;
}

/** The campus: its learners, courses and enrolments with their ids in each API, and the expected result of a client. */
export interface CampusView extends Campus {
  /**
   * The campus at another time, in microseconds since 1970, UTC: `campus.at(campus.now + 86_400e6)` is one day later.
   *
   * @throws {RangeError} if the time is invalid.
   */
  at(now: Instant): CampusView;
  /** Numbers of the campus. Counts at most 50,000 learners, which takes about a tenth of a second. */
  summary(): CampusSummary;
  /**
   * Finds learners: `[...mock.campus.findLearners({ label: 'emoji' })]`.
   *
   * @throws {OptionError} if a filter is unknown or invalid, or names something that does not exist. The next two
   * methods throw it too.
   */
  findLearners(query?: LearnerQuery): Found<LearnerEntity>;
  findCourses(query?: CourseQuery): Found<CourseEntity>;
  findEnrolments(query?: EnrolmentQuery): Found<EnrolmentEntity>;
  /**
   * The records that a correct client of the API, calling as this persona, must have at the end: one row for each, with
   * the variants of the mock or the session. All instants of an API have the same number of digits. Empty if the persona is refused. Ordered by
   * the ids of person and course.
   *
   * Synchronous: creating and sorting all rows takes about a second for 100,000 learners, in which a server of the same
   * process answers no request. `truthRows` creates one row at a time.
   *
   * @throws {OptionError} if the API has no such persona.
   * @example
   * assert.deepEqual(myClient.completions(), mock.campus.truth('stackone', 'integrator'));
   */
  truth<A extends ApiName>(api: A, persona: PersonaName<A>): readonly TruthRows[A][];
  /** The rows of the truth in the order of the campus, created one at a time. @throws {OptionError} as `truth`. */
  truthRows<A extends ApiName>(api: A, persona: PersonaName<A>): Found<TruthRows[A]>;
}

/** The same view for untyped input: its `truthRows` checks the persona's name itself. */
export interface ReadableCampusView extends CampusView {
  truthRows<A extends ApiName>(api: A, persona: string): Found<TruthRows[A]>;
}

/** The variant choices change the truth, but not the learners, courses and enrolments of the campus. */
export function createCampusView(campus: Campus, personas: Personas, choices: VariantChoicesByApi): ReadableCampusView {
  const truths = eachApi<Truths>((name) => {
    const { variants, createTruth } = apis[name];
    return createTruth(campus, personas[name], chooseVariants(variants, choices[name] ?? {}).choices);
  });
  const rowSources: RowSources = truths;
  const finder = createFinder(campus, createReferences(campus, truths));
  const entities = createEntities(campus, truths);
  return {
    ...plainCampus(campus),
    at: (now) => createCampusView(campus.at(now), personas, choices),
    summary: () => takeAll(summarySteps(campus)),
    findLearners: (query = {}) => map(finder.learners(readQuery('learners', Object.entries(query))), entities.learner),
    findCourses: (query = {}) => map(finder.courses(readQuery('courses', Object.entries(query))), entities.course),
    findEnrolments: (query = {}) =>
      map(finder.enrolments(readQuery('enrolments', Object.entries(query))), entities.enrolment),
    truth: (api, persona) => [...truthRows(api, persona)].sort(byPersonAndCourse),
    truthRows,
  };

  function truthRows<A extends ApiName>(api: A, persona: string): Found<TruthRows[A]> {
    const known = Object.keys(personas[api].personas);
    if (!known.includes(persona)) throw new OptionError(`persona of ${api}`, `one of ${known.join(', ')}`, persona);
    return rowSources[api].rows(persona);
  }
}

function map<T, U>(all: Walk<T>, show: (one: T) => U): Found<U> {
  return {
    *[Symbol.iterator]() {
      for (const one of all) yield show(one);
    },
    *batches() {
      for (const batch of all.batches()) yield batch.map(show);
    },
  };
}

function byPersonAndCourse(one: TruthRows[ApiName], other: TruthRows[ApiName]): number {
  return compare(one.person.id, other.person.id) || compare(one.course.id, other.course.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
