import type { Personas } from '../../apis/index.ts';
import type { ApiName } from '../../apis/names.ts';
import { createTruths } from '../../apis/truth.ts';
import type { TruthRows } from '../../apis/truth.ts';
import type { VariantChoicesByApi } from '../../apis/variants.ts';
import { plainCampus } from '../../campus/campus.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Instant } from '../../campus/instant.ts';
import { takeAll } from '../../walk.ts';
import type { Walk } from '../../walk.ts';
import { OptionError } from '../../config/option-readers.ts';
import { createEntities } from './entities.ts';
import type { CourseEntity, EnrolmentEntity, LearnerEntity } from './entities.ts';
import { createFinder } from './queries.ts';
import type { CourseQuery, EnrolmentQuery, LearnerQuery } from './queries.ts';
import { readQuery } from './read-query.ts';
import { createReferences } from './references.ts';
import { summarySteps } from './summary.ts';
import type { CampusSummary } from './summary.ts';

/** Each API's rows, so that the name of one leads to the type of its row. */
type RowSources = { readonly [A in ApiName]: { rows(persona: string): Found<TruthRows[A]> } };

/** What a query finds, one by one as it is walked. */
export interface Found<T> extends Iterable<T> {
  /** Some at a time; none where long nothing was found, so that whoever walks may do something else meanwhile. */
  batches(): Iterable<readonly T[]>;
}

/** The campus, to look at: who there is, how each API calls them, and what a client must end up knowing. */
export interface CampusView extends Campus {
  /**
   * The same campus at another moment, in microseconds since 1970, UTC: `campus.at(campus.now + 86_400e6)` is a day on.
   *
   * @throws {RangeError} where that is no instant.
   */
  at(now: Instant): CampusView;
  /** Looks at no more than 50,000 learners: about a tenth of a second. */
  summary(): CampusSummary;
  /**
   * Learners, one after the other: `[...mock.campus.findLearners({ label: 'emoji' })]`.
   *
   * @throws {OptionError} where a part of the query is unknown or is not what it wants, or names something that isn't
   * there. So do the next two.
   */
  findLearners(query?: LearnerQuery): Found<LearnerEntity>;
  findCourses(query?: CourseQuery): Found<CourseEntity>;
  findEnrolments(query?: EnrolmentQuery): Found<EnrolmentEntity>;
  /**
   * What a correct client of the API, calling as a persona, knows when it has read everything: a row for each
   * record, by ids, in the precision that the API tells, as the mock or the session reads what the vendor leaves open;
   * nothing where the persona is refused. Ordered by person and then by course, by their ids' characters.
   *
   * Synchronous: it makes and sorts all rows, which takes about a second for each 100,000 learners and blocks a server of
   * the same process meanwhile. `truthRows` makes them one by one, or some at a time.
   *
   * @throws {OptionError} where the API has no such persona.
   * @example
   * assert.deepEqual(myClient.completions(), mock.campus.truth('stackone', 'integrator'));
   */
  truth<A extends ApiName>(api: A, persona: string): readonly TruthRows[A][];
  /** The rows of the truth in the order of the campus, each made when it is walked to. @throws {OptionError} as `truth`. */
  truthRows<A extends ApiName>(api: A, persona: string): Found<TruthRows[A]>;
}

/** The choices are how the vendors' silence is read: they change the truth, not who and what there is. */
export function createCampusView(campus: Campus, personas: Personas, choices: VariantChoicesByApi): CampusView {
  const truths = createTruths(campus, personas, choices);
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
