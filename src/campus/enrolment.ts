import type { Course } from './course.ts';
import type { Instant } from './instant.ts';
import type { Learner } from './learner.ts';
import type { PinnedIds, PinnedSpellings } from './pinned/pinned-ids.ts';

/** The states of an enrolment. `enrolled` means that the learner has not started. */
export const ENROLMENT_STATES = ['enrolled', 'in-progress', 'passed', 'failed', 'withdrawn'] as const;

/** The state of an enrolment. `enrolled` means that the learner has not started. */
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];

/**
 * A learner in a course at one moment. Rules for seeded enrolments:
 *
 * - graded course: `passed` if and only if `gradeRatio` is at least the course's `passRatio`; `failed` means an exam
 *   below it. Ungraded course: passed by completing it, never failed, no grade;
 * - `progressRatio` is 0 before the start, and 1 when passed or failed;
 * - a grade is null if and only if `attemptCount` is 0. A first attempt may fail halfway while the course goes on;
 * - `completedAt` is present if and only if passed or failed; a resit replaces it. `firstPassedAt` never changes,
 *   even if a reopened course lowers grade and progress again;
 * - `startedAt` and `lastViewedAt` are both present or both absent. A withdrawal ends the timeline, keeps progress and
 *   grade, and never follows a pass;
 * - enrolled <= started <= last viewed <= updated <= now, and completed <= last viewed.
 *
 * A pinned enrolment has the values of its fixture. It follows the rules of passing. But it may end with a progress
 * below 1 and be completed after the last view, as in documented samples, and may have no grade if its fixture says so.
 */
export interface Enrolment {
  readonly index: number;
  readonly learner: Learner;
  readonly course: Course;
  readonly state: EnrolmentState;
  /** Same as `state === 'withdrawn'`, but cheaper to compute. */
  readonly isWithdrawn: boolean;
  /** From 0 to 1, in two or four decimals. */
  readonly progressRatio: number;
  /** From 0 to 1 in hundredths, of the last attempt; null before the first attempt. */
  readonly gradeRatio: number | null;
  /** A whole number from 0 (failed) to 5, for courses on that scale; null before the first attempt and elsewhere. */
  readonly gradePoints: number | null;
  readonly attemptCount: number;
  readonly enrolledAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly lastViewedAt?: Instant | undefined;
  readonly firstPassedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  /** Time of the last change of any member. */
  readonly updatedAt: Instant;
  readonly ids?: PinnedIds | undefined;
  /** Spellings that a fixture fixes, by vendor; present once all events of the enrolment have happened. */
  readonly as?: PinnedSpellings | undefined;
}

/** The part of an enrolment that changes over time. */
export type EnrolmentStatus = Omit<Enrolment, 'index' | 'learner' | 'course' | 'isWithdrawn' | 'ids' | 'as'>;

/** The part of an enrolment that never changes, with what a fixture fixes at the moment. */
type EnrolmentBase = Pick<Enrolment, 'index' | 'learner' | 'course' | 'ids' | 'as'>;

/**
 * Joins the two parts of an enrolment. All objects have all members in the same order, even undefined ones, because V8 is
 * much faster with one shape than with several.
 */
export function enrolmentWith(status: EnrolmentStatus, { index, learner, course, ids, as }: EnrolmentBase): Enrolment {
  return {
    index,
    learner,
    course,
    state: status.state,
    isWithdrawn: status.state === 'withdrawn',
    progressRatio: status.progressRatio,
    gradeRatio: status.gradeRatio,
    gradePoints: status.gradePoints,
    attemptCount: status.attemptCount,
    enrolledAt: status.enrolledAt,
    startedAt: status.startedAt,
    lastViewedAt: status.lastViewedAt,
    firstPassedAt: status.firstPassedAt,
    completedAt: status.completedAt,
    updatedAt: status.updatedAt,
    ids,
    as,
  };
}

/** An enrolment as a plain object, to keep, spread, compare or print. */
export function plainEnrolment(enrolment: Enrolment, learner: Learner): Enrolment {
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
