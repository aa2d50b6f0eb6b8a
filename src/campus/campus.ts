import type { Course } from './course.ts';
import type { Department } from './department.ts';
import { plainEnrolment } from './enrolment.ts';
import type { Enrolment } from './enrolment.ts';
import type { IdSpace } from './ids/id-space.ts';
import type { IdSpacePurpose } from './ids/id-spaces.ts';
import type { Instant } from './instant.ts';
import { plainLearner } from './learner.ts';
import type { Learner } from './learner.ts';
import { createPopulation } from './population.ts';
import type { Population, PopulationOptions } from './population.ts';
import type { Walk } from '../walk.ts';

export type { IdSpace } from './ids/id-space.ts';

/** The inputs of a campus: the same inputs give the same campus. */
export interface CampusOptions extends PopulationOptions {
  /** The moment at which the campus is seen. Later events have not happened yet. */
  readonly now: Instant;
}

/**
 * Learners, courses, departments and enrolments at one moment. Each is computed from its index when it is requested, in
 * constant time and memory, so ten million learners cost as much as ten.
 *
 * Indexes count from 0, pinned facts first. An unknown index throws a `RangeError`, except in
 * `enrolment`, where gaps are normal.
 */
export interface Campus {
  readonly seed: number;
  readonly now: Instant;
  readonly learnerCount: number;
  readonly courseCount: number;
  /** Number of pinned courses. They have the lowest indexes. */
  readonly pinnedCourseCount: number;
  readonly departmentCount: number;
  /** Indexes of enrolments are below this number. Many of them have none. */
  readonly enrolmentCount: number;
  /** The same campus at another moment; cheap. Throws a `RangeError` if `now` is not an instant. */
  at(now: Instant): Campus;
  learner(index: number): Learner;
  course(index: number): Course;
  department(index: number): Department;
  /** Finds a learner by the exact username; case matters. */
  learnerByUsername(username: string): Learner | undefined;
  /** Finds a learner by the e-mail address; case doesn't matter. */
  learnerByEmail(email: string): Learner | undefined;
  courseByKey(key: string): Course | undefined;
  courseBySlug(slug: string): Course | undefined;
  /** All courses with this code; empty if the code is unknown. */
  coursesByCode(code: string): readonly Course[];
  /** Every enrolment that exists at this moment, once. Lazy; can be iterated again. */
  enrolments(): Walk<Enrolment>;
  /** The enrolments of one course. The order has no meaning. */
  enrolmentsOfCourse(course: Course): Walk<Enrolment>;
  enrolmentsOfLearner(learner: Learner): Walk<Enrolment>;
  /** By its index, which never changes; undefined if there is none, or none yet. */
  enrolment(index: number): Enrolment | undefined;
  enrolmentOf(learner: Learner, course: Course): Enrolment | undefined;
  /** The index that the enrolment of a learner in a course has at any moment; undefined if there is never one. */
  enrolmentIndexOf(learner: Learner, course: Course): number | undefined;
  /**
   * The ids of one vendor for one kind of entity. The name, such as `ispring.contentId`, salts the ids, and fixtures
   * pin ids under it. The space is the same at every moment.
   *
   * @throws {TypeError} if the name is already in use for another kind or format.
   */
  idSpace(name: string, purpose: IdSpacePurpose): IdSpace;
  /** Whether a department is one of the roots, or below one of them. Departments are given by index. */
  departmentsWithin(roots: readonly number[]): (departmentIndex: number) => boolean;
}

/** The campus has no time of creation of learners and courses, so all have this one (assumed). */
const OPENED_AT: Instant = Date.UTC(2020, 0, 1) * 1_000;

/** The time of creation and of the last change of everything except enrolments. */
export function openedAt(now: Instant): Instant {
  return Math.min(now, OPENED_AT);
}

/** The same campus with learners and enrolments as plain objects, to keep or print. */
export function plainCampus(campus: Campus): Campus {
  const plainOf = (enrolment: Enrolment | undefined): Enrolment | undefined =>
    enrolment && plainEnrolment(enrolment, plainLearner(enrolment.learner));
  return {
    ...campus,
    at: (now) => plainCampus(campus.at(now)),
    learner: (index) => plainLearner(campus.learner(index)),
    learnerByUsername(username) {
      const learner = campus.learnerByUsername(username);
      return learner && plainLearner(learner);
    },
    learnerByEmail(email) {
      const learner = campus.learnerByEmail(email);
      return learner && plainLearner(learner);
    },
    enrolments: () => plainAll(campus.enrolments()),
    enrolmentsOfCourse: (course) => plainAll(campus.enrolmentsOfCourse(course)),
    enrolmentsOfLearner: (learner) => plainAll(campus.enrolmentsOfLearner(learner)),
    enrolment: (index) => plainOf(campus.enrolment(index)),
    enrolmentOf: (learner, course) => plainOf(campus.enrolmentOf(learner, course)),
  };
}

/** Consecutive enrolments of one learner share the learner object. */
function plainAll(enrolments: Walk<Enrolment>): Walk<Enrolment> {
  let last: { readonly learner: Learner; readonly plain: Learner } | undefined;
  return enrolments.collect((enrolment) => {
    const { learner } = enrolment;
    if (last?.learner !== learner) last = { learner, plain: plainLearner(learner) };
    return plainEnrolment(enrolment, last.plain);
  });
}

/**
 * Makes a campus. Takes a few milliseconds for any size.
 *
 * @throws {RangeError} if seed, learners, courses or now are out of range.
 * @example
 * const campus = createCampus({ seed: 1, learners: 200, courses: 12, now, awkward: true, pinned: NO_PINNED_FACTS });
 * for (const { learner, state } of campus.enrolmentsOfCourse(campus.course(0))) console.log(learner.fullName, state);
 */
export function createCampus({ now, ...options }: CampusOptions): Campus {
  return campusAt(createPopulation(options), now);
}

function campusAt(population: Population, now: Instant): Campus {
  if (!Number.isSafeInteger(now))
    throw new RangeError(`The time of a campus must be a whole number of microseconds, got ${now}.`);
  const { seed, learners, courses, departments, enrolments } = population;
  return {
    seed,
    now,
    learnerCount: learners.numbering.count,
    courseCount: courses.numbering.count,
    pinnedCourseCount: courses.numbering.pinnedCount,
    departmentCount: departments.numbering.count,
    enrolmentCount: enrolments.numbering.count,
    at: (other) => campusAt(population, other),
    learner: learners.at,
    course: courses.at,
    department: departments.at,
    learnerByUsername: learners.byUsername,
    learnerByEmail: learners.byEmail,
    courseByKey: courses.byKey,
    courseBySlug: courses.bySlug,
    coursesByCode: courses.byCode,
    enrolments: () => enrolments.all(now),
    enrolmentsOfCourse: (course) => enrolments.ofCourse(course, now),
    enrolmentsOfLearner: (learner) => enrolments.ofLearner(learner, now),
    enrolment: (index) => enrolments.at(index, now),
    enrolmentOf: (learner, course) => enrolments.of(learner, course, now),
    enrolmentIndexOf: enrolments.indexOf,
    idSpace: population.idSpace,
    departmentsWithin: departments.within,
  };
}
