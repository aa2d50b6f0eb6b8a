import type { GradingScale, Language } from '../course.ts';
import type { EnrolmentState } from '../enrolment.ts';
import type { Instant } from '../instant.ts';
import type { PinnedIds, PinnedSpellings } from './pinned-ids.ts';

/** A learner as a fixture tells it. What it leaves out is composed from the seed. */
export interface PinnedLearner {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly username?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly departmentIndex?: number;
  readonly ids?: PinnedIds;
}

/** A course as a fixture tells it. It has exactly its pinned learners. */
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

/** A department as a fixture tells it. Without a parent it hangs below the root of the seeded tree. */
export interface PinnedDepartment {
  readonly name?: string;
  readonly code?: string;
  readonly parentIndex?: number;
  readonly managerLearnerIndex?: number;
  readonly ids?: PinnedIds;
}

/** An enrolment as a fixture tells it, once all of it has happened. Pinned ones come first, so an index counts these. */
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

/** What is fixed in a campus, whatever its seed. Made by `parsePinnedFacts`, which has checked it. */
export interface PinnedFacts {
  readonly learners: readonly PinnedLearner[];
  readonly courses: readonly PinnedCourse[];
  readonly departments: readonly PinnedDepartment[];
  readonly enrolments: readonly PinnedEnrolment[];
}

/** A campus that is seeded through and through. */
export const NO_PINNED_FACTS: PinnedFacts = { learners: [], courses: [], departments: [], enrolments: [] };
