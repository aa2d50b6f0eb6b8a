import type { GradingScale, Language } from './course.ts';
import type { EnrolmentState } from './enrolment.ts';
import type { PinnedIds, PinnedSpellings } from './pinned-facts.ts';

// What fixtures/campus.schema.json describes, as types. An empty entry of YAML is null.

/** A whole fixture. */
export interface CampusFixture {
  readonly learners?: Entries<LearnerFixture> | null;
  readonly courses?: Entries<CourseFixture> | null;
  readonly departments?: Entries<DepartmentFixture> | null;
  readonly enrolments?: readonly EnrolmentFixture[] | null;
}

/** Entries by the name that only the fixture uses. */
export type Entries<T> = Readonly<Record<string, T | null>>;

/** A learner, to be pinned. */
export interface LearnerFixture {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly username?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly department?: string;
  readonly ids?: PinnedIds;
}

/** A course, to be pinned. */
export interface CourseFixture {
  readonly title?: string;
  readonly slug?: string;
  readonly code?: string;
  readonly key?: string;
  readonly language?: Language;
  readonly gradingScale?: GradingScale;
  readonly isScored?: boolean;
  readonly passRatio?: number;
  readonly ids?: PinnedIds;
}

/** A department, to be pinned; parent and manager by their names. */
export interface DepartmentFixture {
  readonly name?: string;
  readonly code?: string;
  readonly parent?: string;
  readonly manager?: string;
  readonly ids?: PinnedIds;
}

/** An enrolment, to be pinned; learner and course by their names, instants as text. */
export interface EnrolmentFixture {
  readonly learner: string;
  readonly course: string;
  readonly state?: EnrolmentState;
  readonly progressRatio?: number;
  readonly gradeRatio?: number | null;
  readonly gradePoints?: number;
  readonly attemptCount?: number;
  readonly enrolledAt?: string;
  readonly startedAt?: string;
  readonly lastViewedAt?: string;
  readonly firstPassedAt?: string;
  readonly completedAt?: string;
  readonly ids?: PinnedIds;
  readonly as?: PinnedSpellings;
}
