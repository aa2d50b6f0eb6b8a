import type { Course } from './course.ts';
import type { Department } from './department.ts';
import { told } from './enrolment.ts';
import type { Enrolment } from './enrolment.ts';
import type { IdSpace } from './ids/id-space.ts';
import type { IdSpacePurpose } from './ids/id-spaces.ts';
import type { Instant } from './instant.ts';
import { toldLearner } from './learner.ts';
import type { Learner } from './learner.ts';
import { createPopulation } from './population.ts';
import type { Population, PopulationOptions } from './population.ts';
import type { Walk } from './walk.ts';

export type { IdSpace } from './ids/id-space.ts';

/** What a campus is a pure function of. */
export interface CampusOptions extends PopulationOptions {
  /** How much of every timeline has happened. */
  readonly now: Instant;
}

/**
 * Learners, courses, departments and enrolments as they stand at one moment. Everything is composed when
 * asked for, in constant time and memory, so that ten million learners cost what ten do.
 *
 * Indexes count from 0, pinned facts first. An index that isn't there throws a `RangeError`, but for
 * `enrolment`, where gaps are usual.
 */
export interface Campus {
  readonly seed: number;
  readonly now: Instant;
  readonly learnerCount: number;
  readonly courseCount: number;
  /** So many of the courses are pinned: those with the lowest indexes. */
  readonly pinnedCourseCount: number;
  readonly departmentCount: number;
  /** The same campus at another moment. Costs next to nothing. Throws a `RangeError` where that is no instant. */
  at(now: Instant): Campus;
  learner(index: number): Learner;
  course(index: number): Course;
  department(index: number): Department;
  /** By the exact name, its case kept. */
  learnerByUsername(username: string): Learner | undefined;
  courseByKey(key: string): Course | undefined;
  courseBySlug(slug: string): Course | undefined;
  /** All the courses that share a code; none where the code is unknown. */
  coursesByCode(code: string): readonly Course[];
  /** All that have happened by now, each once. Lazy, and can be walked again. */
  enrolments(): Walk<Enrolment>;
  /** Walks the learners of that course alone. In no order that means anything. */
  enrolmentsOfCourse(course: Course): Walk<Enrolment>;
  enrolmentsOfLearner(learner: Learner): Walk<Enrolment>;
  /** By its index, which never changes; undefined where there is none, or not yet. */
  enrolment(index: number): Enrolment | undefined;
  enrolmentOf(learner: Learner, course: Course): Enrolment | undefined;
  /**
   * The ids under which one vendor knows one kind of thing. The name, such as `ispring.contentId`, is opaque:
   * it salts the ids, and is the one that fixtures pin ids under. The space is the same at every moment.
   *
   * @throws {TypeError} where the name has been used for something of another kind or format.
   */
  idSpace(name: string, purpose: IdSpacePurpose): IdSpace;
  /** Whether a department is one of the roots, by index, or anywhere below one. */
  departmentsWithin(roots: readonly number[]): (departmentIndex: number) => boolean;
}

/** The same campus, for whoever keeps or prints what it gives: its learners and enrolments are plain objects, all told. */
export function toldCampus(campus: Campus): Campus {
  const toldOf = (enrolment: Enrolment | undefined): Enrolment | undefined =>
    enrolment && told(enrolment, toldLearner(enrolment.learner));
  return {
    ...campus,
    at: (now) => toldCampus(campus.at(now)),
    learner: (index) => toldLearner(campus.learner(index)),
    learnerByUsername(username) {
      const learner = campus.learnerByUsername(username);
      return learner && toldLearner(learner);
    },
    enrolments: () => toldAll(campus.enrolments()),
    enrolmentsOfCourse: (course) => toldAll(campus.enrolmentsOfCourse(course)),
    enrolmentsOfLearner: (learner) => toldAll(campus.enrolmentsOfLearner(learner)),
    enrolment: (index) => toldOf(campus.enrolment(index)),
    enrolmentOf: (learner, course) => toldOf(campus.enrolmentOf(learner, course)),
  };
}

/** Neighbours of one learner share it, as they do untold. */
function toldAll(enrolments: Walk<Enrolment>): Walk<Enrolment> {
  let last: { readonly learner: Learner; readonly told: Learner } | undefined;
  return enrolments.collect((enrolment) => {
    const { learner } = enrolment;
    if (last?.learner !== learner) last = { learner, told: toldLearner(learner) };
    return told(enrolment, last.told);
  });
}

/**
 * Makes a campus. Takes a few milliseconds, whatever its size.
 *
 * @throws {RangeError} where seed, learners, courses or now are out of range.
 * @example
 * const campus = createCampus({ seed: 1, learners: 200, courses: 12, now, awkward: true, pinned: NO_PINNED_FACTS });
 * for (const { learner, state } of campus.enrolmentsOfCourse(campus.course(0))) console.log(learner.fullName, state);
 */
export function createCampus({ now, ...options }: CampusOptions): Campus {
  return campusAt(createPopulation(options), now);
}

function campusAt(population: Population, now: Instant): Campus {
  if (!Number.isSafeInteger(now))
    throw new RangeError(`A campus can't stand at ${now}: an instant is a whole number of microseconds.`);
  const { seed, learners, courses, departments, enrolments } = population;
  return {
    seed,
    now,
    learnerCount: learners.numbering.count,
    courseCount: courses.numbering.count,
    pinnedCourseCount: courses.numbering.pinnedCount,
    departmentCount: departments.numbering.count,
    at: (other) => campusAt(population, other),
    learner: learners.at,
    course: courses.at,
    department: departments.at,
    learnerByUsername: learners.byUsername,
    courseByKey: courses.byKey,
    courseBySlug: courses.bySlug,
    coursesByCode: courses.byCode,
    enrolments: () => enrolments.all(now),
    enrolmentsOfCourse: (course) => enrolments.ofCourse(course, now),
    enrolmentsOfLearner: (learner) => enrolments.ofLearner(learner, now),
    enrolment: (index) => enrolments.at(index, now),
    enrolmentOf: (learner, course) => enrolments.of(learner, course, now),
    idSpace: population.idSpace,
    departmentsWithin: departments.within,
  };
}
