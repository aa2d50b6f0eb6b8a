import type { GradingScale, Language } from './course.ts';
import type { EnrolmentState } from './enrolment.ts';
import type { PinnedIds, PinnedSpellings } from './pinned-facts.ts';

// What fixtures/campus.schema.json describes, as types. An empty entry of YAML is null.

export interface CampusFixture {
  readonly learners?: Entries<LearnerFixture> | null;
  readonly courses?: Entries<CourseFixture> | null;
  readonly departments?: Entries<DepartmentFixture> | null;
  readonly enrolments?: readonly EnrolmentFixture[] | null;
}

export type Entries<T> = Readonly<Record<string, T | null>>;

export interface LearnerFixture {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly username?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly department?: string;
  readonly ids?: PinnedIds;
}

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

export interface DepartmentFixture {
  readonly name?: string;
  readonly code?: string;
  readonly parent?: string;
  readonly manager?: string;
  readonly ids?: PinnedIds;
}

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
