import type { GradingScale, Language } from '../course.ts';
import type { EnrolmentState } from '../enrolment.ts';
import type { Instant } from '../instant.ts';
import type { PinnedIds, PinnedSpellings } from './pinned-ids.ts';

/** A pinned learner. Absent members are seeded. */
export interface PinnedLearner {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly username?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly departmentIndex?: number;
  readonly ids?: PinnedIds;
}

/** A pinned course. It has only its pinned learners. */
export interface PinnedCourse {
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

/** A pinned department. Its default parent is the root of the seeded tree. */
export interface PinnedDepartment {
  readonly name?: string;
  readonly code?: string;
  readonly parentIndex?: number;
  readonly managerLearnerIndex?: number;
  readonly ids?: PinnedIds;
}

/** A pinned enrolment after all of its events. Indexes refer to pinned entities, which come first. */
export interface PinnedEnrolment {
  readonly learnerIndex: number;
  readonly courseIndex: number;
  readonly state?: EnrolmentState;
  readonly progressRatio?: number;
  readonly gradeRatio?: number | null;
  readonly gradePoints?: number;
  readonly attemptCount?: number;
  readonly enrolledAt?: Instant;
  readonly startedAt?: Instant;
  readonly lastViewedAt?: Instant;
  readonly firstPassedAt?: Instant;
  readonly completedAt?: Instant;
  readonly ids?: PinnedIds;
  readonly as?: PinnedSpellings;
}

/** The facts of a campus that do not depend on the seed. Made and checked by `parsePinnedFacts`. */
export interface PinnedFacts {
  readonly learners: readonly PinnedLearner[];
  readonly courses: readonly PinnedCourse[];
  readonly departments: readonly PinnedDepartment[];
  readonly enrolments: readonly PinnedEnrolment[];
}

/** For a campus without pinned facts. */
export const NO_PINNED_FACTS: PinnedFacts = { learners: [], courses: [], departments: [], enrolments: [] };
