import type { Grading } from '../grading.ts';
import { below, draw } from '../hash.ts';
import { DAY_US, HOUR_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Plot } from './plot.ts';
import { TRAIT } from './trait.ts';

/** An instant that doesn't come: later than every `now`. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

/** Whether something happens that does so in so many of a hundred enrolments. */
export function happens(hash: number, trait: number, percent: number): boolean {
  return below(draw(hash, trait), 100) < percent;
}

/** A whole number from 0 to limit - 1. */
export function countOf(hash: number, trait: number, limit: number): number {
  return below(draw(hash, trait), limit);
}

/** A length of time, to the microsecond. */
export function spanOf(hash: number, trait: number, fromUs: number, toUs: number): number {
  return fromUs + below(draw(hash, trait), toUs - fromUs);
}

/** What the whole timeline of a seeded enrolment is drawn from, whatever the time is now. */
export interface Drawn {
  readonly hash: number;
  readonly course: Grading;
  readonly plot: Plot;
  readonly enrolledAt: Instant;
}

/** From the enrolment to the start. */
export function delayUsOf(hash: number): number {
  return spanOf(hash, TRAIT.startDelay, 0, 10 * DAY_US);
}

/** A course is gone through in 3 to 24 steps of one length, half a day to four days. */
export function stepCountOf(hash: number): number {
  return 3 + countOf(hash, TRAIT.stepCount, 22);
}

export function stepUsOf(hash: number): number {
  return spanOf(hash, TRAIT.stepLength, 12 * HOUR_US, 4 * DAY_US);
}

/** From the enrolment to the exam; where nothing is graded, the last step is the exam. */
export function untilExamUs(hash: number, { isScored }: Grading): number {
  const lastStepUs = delayUsOf(hash) + stepCountOf(hash) * stepUsOf(hash);
  return lastStepUs + (isScored ? spanOf(hash, TRAIT.examDelay, HOUR_US, 5 * DAY_US) : 0);
}

/** The pass mark in hundredths. */
export function passPercentOf({ passRatio }: Grading): number {
  return Math.round(passRatio * 100);
}
