import type { Course } from '../course.ts';
import type { Enrolment, EnrolmentStatus } from '../enrolment.ts';
import { pointsOf } from '../grading.ts';
import type { Instant } from '../instant.ts';

/** The end of a course, as a client writes it. */
export interface Ending {
  /** The enrolment until now, if there is one. */
  readonly before: Enrolment | undefined;
  readonly course: Course;
  readonly isPassed: boolean;
  /** From 0 to 1. Not read in an ungraded course. */
  readonly gradeRatio: number;
  /** Not after `now`. */
  readonly completedAt: Instant;
  readonly now: Instant;
}

/** An enrolment that has ended. It keeps the rules of `Enrolment`, also if it had another state before. */
export function endedStatus({ before, course, isPassed, gradeRatio, completedAt, now }: Ending): EnrolmentStatus {
  const { isScored, gradingScale } = course;
  return {
    state: isPassed ? 'passed' : 'failed',
    progressRatio: 1,
    gradeRatio: isScored ? gradeRatio : null,
    gradePoints: isScored && gradingScale === 'zero-to-five' ? pointsOf(gradeRatio, course) : null,
    attemptCount: isScored ? (before?.attemptCount ?? 0) + 1 : 0,
    enrolledAt: Math.min(before?.enrolledAt ?? completedAt, completedAt),
    startedAt: Math.min(before?.startedAt ?? completedAt, completedAt),
    lastViewedAt: Math.max(before?.lastViewedAt ?? completedAt, completedAt),
    firstPassedAt: before?.firstPassedAt ?? (isPassed ? completedAt : undefined),
    completedAt,
    updatedAt: now,
  };
}

/** An enrolment that has not begun, or begins again. */
export function enrolledStatus(enrolledAt: Instant, now: Instant): EnrolmentStatus {
  return {
    state: 'enrolled',
    progressRatio: 0,
    gradeRatio: null,
    gradePoints: null,
    attemptCount: 0,
    enrolledAt,
    updatedAt: now,
  };
}

/** An enrolment that is in progress. */
export function begunStatus(progressRatio: number, enrolledAt: Instant, now: Instant): EnrolmentStatus {
  const dates = { startedAt: enrolledAt, lastViewedAt: now };
  return { ...enrolledStatus(enrolledAt, now), state: 'in-progress', progressRatio, ...dates };
}

/** The status of an enrolment now. Some enrolments compute their members when these are read, so they are copied by name. */
export function statusOf(enrolment: Enrolment): EnrolmentStatus {
  const { state, progressRatio, gradeRatio, gradePoints, attemptCount, enrolledAt } = enrolment;
  const { startedAt, lastViewedAt, firstPassedAt, completedAt, updatedAt } = enrolment;
  const score = { progressRatio, gradeRatio, gradePoints, attemptCount };
  return { state, ...score, enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt, updatedAt };
}

/** An enrolment that a client has ended. It keeps progress and grade, as every withdrawn one, but is not completed. */
export function withdrawnStatus(status: EnrolmentStatus, now: Instant): EnrolmentStatus {
  return { ...status, state: 'withdrawn', completedAt: undefined, updatedAt: now };
}

/**
 * An enrolment that continues after it was withdrawn.
 *
 * @param before The status before, if a client withdrew it. One that was withdrawn on the campus itself has never passed.
 */
export function resumedStatus(
  withdrawn: EnrolmentStatus,
  before: EnrolmentStatus | undefined,
  now: Instant,
): EnrolmentStatus {
  const state = withdrawn.startedAt === undefined ? 'enrolled' : 'in-progress';
  return { ...withdrawn, state, ...before, updatedAt: now };
}
