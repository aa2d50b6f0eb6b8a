import type { Course } from './course.ts';
import type { Instant } from './instant.ts';
import type { Learner } from './learner.ts';
import type { PinnedIds, PinnedSpellings } from './pinned/pinned-ids.ts';

/** Where a learner stands in a course. `enrolled` is: never begun. */
export type EnrolmentState = 'enrolled' | 'in-progress' | 'passed' | 'failed' | 'withdrawn';

/**
 * A learner in a course, as it is told at one moment. The rules, for whatever is seeded:
 *
 * - a graded course: `passed` exactly where `gradeRatio` is at least the course's `passRatio`; `failed` is an
 *   exam below it. An ungraded one is passed by getting through it, never failed, and has no grade;
 * - `progressRatio` is 0 before the start, and 1 when passed or failed;
 * - a grade is null exactly while `attemptCount` is 0. A first try may fail halfway, with the course going on;
 * - `completedAt` is there exactly when passed or failed; a resit replaces it. `firstPassedAt` stays forever,
 *   also where a re-opened course lowers grade and progress again;
 * - `startedAt` and `lastViewedAt` come together. A withdrawal ends everything, keeps progress and grade, and
 *   never follows a pass;
 * - enrolled <= started <= last viewed <= updated <= now, and completed <= last viewed.
 *
 * A pinned enrolment says what its fixture says. It keeps the rules of passing, but may end with less than all the
 * progress and be completed after the last view, as documented samples are, and have no grade where its fixture says so.
 */
export interface Enrolment {
  readonly index: number;
  readonly learner: Learner;
  readonly course: Course;
  readonly state: EnrolmentState;
  /** The same as the state `withdrawn`, and found sooner. */
  readonly isWithdrawn: boolean;
  /** From 0 to 1, in two or four decimals. */
  readonly progressRatio: number;
  /** From 0 to 1 in hundredths, of the last attempt; null before the first. */
  readonly gradeRatio: number | null;
  /** A whole number from 0 (failed) to 5, for courses on that scale; null before the first attempt and elsewhere. */
  readonly gradePoints: number | null;
  readonly attemptCount: number;
  readonly enrolledAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly lastViewedAt?: Instant | undefined;
  readonly firstPassedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  /** When anything of this last changed. Whatever moves between two moments moves this too. */
  readonly updatedAt: Instant;
  readonly ids?: PinnedIds | undefined;
  /** Spellings that a fixture fixes, by vendor; told once all of the fixture's enrolment has happened. */
  readonly as?: PinnedSpellings | undefined;
}

/** What an enrolment tells beside who takes what, and how that is named. */
export type EnrolmentStatus = Omit<Enrolment, 'index' | 'learner' | 'course' | 'isWithdrawn' | 'ids' | 'as'>;

/** An enrolment of a told learner as a plain object, all of it told: to keep, to spread, to compare or to print. */
export function told(enrolment: Enrolment, learner: Learner): Enrolment {
  const { index, course, state, isWithdrawn, progressRatio, gradeRatio, gradePoints, attemptCount } = enrolment;
  const { enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt, updatedAt, ids, as } = enrolment;
  return {
    index,
    learner,
    course,
    state,
    isWithdrawn,
    progressRatio,
    gradeRatio,
    gradePoints,
    attemptCount,
    enrolledAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(lastViewedAt === undefined ? {} : { lastViewedAt }),
    ...(firstPassedAt === undefined ? {} : { firstPassedAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
    updatedAt,
    ...(ids === undefined ? {} : { ids }),
    ...(as === undefined ? {} : { as }),
  };
}
