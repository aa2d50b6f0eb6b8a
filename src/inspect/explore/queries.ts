import { AWKWARD_LABELS } from '../../campus/names/awkward.ts';
import type { AwkwardLabel } from '../../campus/names/awkward.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Course, GradingScale, Language } from '../../campus/course.ts';
import { ENROLMENT_STATES } from '../../campus/enrolment.ts';
import type { Enrolment, EnrolmentState } from '../../campus/enrolment.ts';
import type { Learner } from '../../campus/learner.ts';
import { MAX_CANDIDATES, Walk, joined, walkOver } from '../../walk.ts';
import { oneOf, someText, wholeNumber } from '../../config/option-readers.ts';
import type { OptionReader } from '../../config/option-readers.ts';
import type { References } from './references.ts';

/** Filters of learners. All are optional. */
export interface LearnerQuery {
  /** User name, or id in any API. */
  readonly learner?: string;
  /** Code of a department. Includes the departments below it. */
  readonly department?: string;
  /** Label of learners that are hard to handle, or `any`. */
  readonly label?: AwkwardLabel | 'any';
  /** Part of the name, the user name or the e-mail address. Case is ignored. */
  readonly search?: string;
  /** Maximum number of results, 1 to 10000000. Default all. */
  readonly limit?: number;
}

/** Filters of courses. */
export interface CourseQuery {
  /** Key, slug, code, or id in any API. */
  readonly course?: string;
  readonly language?: Language;
  readonly scale?: GradingScale;
  /** Part of the title. Case is ignored. */
  readonly search?: string;
  readonly limit?: number;
}

/** Filters of enrolments: learners, course and state. */
export interface EnrolmentQuery extends LearnerQuery {
  readonly course?: string;
  readonly state?: EnrolmentState;
}

/** A reader for each filter of a query. */
type Readers<Q> = { readonly [K in keyof Q]-?: OptionReader<NonNullable<Q[K]>> };

const MAX_LIMIT = 10_000_000;

/** The readers of each filter, for texts of a command line or a URL and for values of a program. */
export const LEARNER_READERS: Readers<LearnerQuery> = {
  learner: someText('a user name or an id'),
  department: someText("a department's code"),
  label: oneOf('any', ...AWKWARD_LABELS),
  search: someText('a part of a name'),
  limit: wholeNumber(1, MAX_LIMIT),
};

export const COURSE_READERS: Readers<CourseQuery> = {
  course: someText("a course's key, slug, code or id"),
  language: oneOf('en-US', 'fi-FI', 'sv-SE'),
  scale: oneOf('letters', 'zero-to-five', 'pass-fail'),
  search: someText('a part of a title'),
  limit: wholeNumber(1, MAX_LIMIT),
};

export const ENROLMENT_READERS: Readers<EnrolmentQuery> = {
  ...LEARNER_READERS,
  course: COURSE_READERS.course,
  state: oneOf(...ENROLMENT_STATES),
};

/** Finds the results of queries. Results are created while they are iterated; the search stops at the limit. */
export interface Finder {
  learners(query: LearnerQuery): Walk<Learner>;
  courses(query: CourseQuery): Walk<Course>;
  enrolments(query: EnrolmentQuery): Walk<Enrolment>;
}

export function createFinder(campus: Campus, references: References): Finder {
  function isLearner({ department, label, search }: LearnerQuery): (learner: Learner) => boolean {
    const isWithin =
      department === undefined ? undefined : campus.departmentsWithin([references.department(department)]);
    const needle = search?.toLowerCase();
    return (learner) =>
      (isWithin === undefined || isWithin(learner.departmentIndex)) &&
      (label === undefined || (label === 'any' ? learner.label !== undefined : learner.label === label)) &&
      (needle === undefined || hasText(needle, learner.fullName, learner.username, learner.email));
  }

  /** The smallest set of enrolments that contains all results. */
  function candidates({ learner, course }: EnrolmentQuery): Walk<Enrolment> {
    const person = learner === undefined ? undefined : references.learner(learner);
    const courses = course === undefined ? undefined : references.courses(course);
    if (courses === undefined) return person === undefined ? campus.enrolments() : campus.enrolmentsOfLearner(person);
    if (person === undefined) return joined(courses.map((one) => campus.enrolmentsOfCourse(one)));
    return walkOver(courses.flatMap((one) => campus.enrolmentOf(person, one) ?? []));
  }

  return {
    learners(query) {
      const accepts = isLearner(query);
      const learners =
        query.learner === undefined
          ? inOrder(campus.learnerCount, (index) => campus.learner(index))
          : walkOver([references.learner(query.learner)]);
      return select(learners, accepts, query.limit);
    },
    courses(query) {
      const { course, language, scale, limit } = query;
      const needle = query.search?.toLowerCase();
      const courses =
        course === undefined
          ? inOrder(campus.courseCount, (index) => campus.course(index))
          : walkOver(references.courses(course));
      const accepts = (one: Course): boolean =>
        (language === undefined || one.language === language) &&
        (scale === undefined || one.gradingScale === scale) &&
        (needle === undefined || hasText(needle, one.title));
      return select(courses, accepts, limit);
    },
    enrolments(query) {
      const accepts = isLearner(query);
      const { state, limit } = query;
      return select(
        candidates(query),
        (one) => (state === undefined || one.state === state) && accepts(one.learner),
        limit,
      );
    },
  };
}

function hasText(needle: string, ...texts: readonly string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(needle));
}

function inOrder<T>(count: number, at: (index: number) => T): Walk<T> {
  return new Walk(function* batches() {
    for (let from = 0; from < count; from += MAX_CANDIDATES)
      yield Array.from({ length: Math.min(MAX_CANDIDATES, count - from) }, (_, place) => at(from + place));
  });
}

function select<T>(all: Walk<T>, accepts: (one: T) => boolean, limit = MAX_LIMIT): Walk<T> {
  return new Walk(function* batches() {
    let left = limit;
    for (const batch of all.batches()) {
      const matching = batch.filter(accepts).slice(0, left);
      yield matching;
      left -= matching.length;
      if (left === 0) return;
    }
  });
}
