import { PINNED_COURSES_MAX, SEEDED_COURSES_MAX } from './names/course-names.ts';
import { createCourses } from './courses.ts';
import type { Courses } from './courses.ts';
import { createDepartments, indexOfDrawnDepartment } from './departments.ts';
import type { Departments } from './departments.ts';
import { createEnrolments } from './enrolments.ts';
import type { Enrolments } from './enrolments.ts';
import { createIdSpaces } from './ids/id-spaces.ts';
import type { IdSpaces } from './ids/id-spaces.ts';
import { createLearners, SEEDED_LEARNERS_MAX } from './learners.ts';
import type { Learners } from './learners.ts';
import type { PinnedFacts } from './pinned/pinned-facts.ts';
import { drawVocabulary } from './names/vocabulary.ts';

/** The inputs of a population. */
export interface PopulationOptions {
  /** Any safe integer. */
  readonly seed: number;
  /** Seeded learners, from 0 to 10,000,000. */
  readonly learners: number;
  /** Seeded courses, from 0 to 10,000. */
  readonly courses: number;
  /** Whether the first seeded learners are awkward. */
  readonly awkward: boolean;
  readonly pinned: PinnedFacts;
}

/** The parts of a campus that do not depend on the moment. */
export interface Population {
  readonly seed: number;
  readonly learners: Learners;
  readonly courses: Courses;
  readonly departments: Departments;
  readonly enrolments: Enrolments;
  readonly idSpace: IdSpaces;
}

/** @throws {RangeError} if an option is out of range. */
export function createPopulation({
  seed,
  learners: learnerCount,
  courses: courseCount,
  awkward,
  pinned,
}: PopulationOptions): Population {
  assertInteger('seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  assertInteger('number of learners', learnerCount, 0, SEEDED_LEARNERS_MAX);
  assertInteger('number of courses', courseCount, 0, SEEDED_COURSES_MAX);
  assertInteger('number of pinned courses', pinned.courses.length, 0, PINNED_COURSES_MAX);
  const vocabulary = drawVocabulary(seed);
  const learners = createLearners({
    seed,
    count: learnerCount,
    awkward,
    pinned: pinned.learners,
    names: vocabulary.names,
    drawnDepartmentIndex: (drawn) => indexOfDrawnDepartment(drawn, pinned.departments.length),
  });
  const courses = createCourses({ seed, count: courseCount, pinned: pinned.courses, english: vocabulary.english });
  const departments = createDepartments({ seed, pinned: pinned.departments, learners: learners.numbering });
  const enrolments = createEnrolments({ seed, pinned: pinned.enrolments, learners, courses });
  const idSpace = createIdSpaces(seed, {
    learner: { numbering: learners.numbering, pinned: pinned.learners, exists: always },
    course: { numbering: courses.numbering, pinned: pinned.courses, exists: always },
    department: { numbering: departments.numbering, pinned: pinned.departments, exists: always },
    enrolment: { numbering: enrolments.numbering, pinned: pinned.enrolments, exists: enrolments.exists },
  });
  return { seed, learners, courses, departments, enrolments, idSpace };
}

function always(): boolean {
  return true;
}

function assertInteger(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`The ${name} of a campus must be a whole number from ${least} to ${most}, got ${value}.`);
}
