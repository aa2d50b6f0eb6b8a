import type { Grading } from '../grading.ts';
import { below, draw } from '../hash.ts';
import { DAY_US, HOUR_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Plot } from './plot.ts';
import { TRAIT } from './trait.ts';

/** An instant after every `now`. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

/** Draws whether an event happens, by its probability in percent. */
export function happens(hash: number, trait: number, percent: number): boolean {
  return below(draw(hash, trait), 100) < percent;
}

/** Draws an integer from 0 to limit - 1. */
export function countOf(hash: number, trait: number, limit: number): number {
  return below(draw(hash, trait), limit);
}

/** Draws a duration in microseconds. */
export function spanOf(hash: number, trait: number, fromUs: number, toUs: number): number {
  return fromUs + below(draw(hash, trait), toUs - fromUs);
}

/** The inputs of the timeline of a seeded enrolment; they do not depend on the moment. */
export interface TimelineInputs {
  readonly hash: number;
  readonly course: Grading;
  readonly plot: Plot;
  readonly enrolledAt: Instant;
}

/** Duration from the enrolment to the start, in microseconds. */
export function delayUsOf(hash: number): number {
  return spanOf(hash, TRAIT.startDelay, 0, 10 * DAY_US);
}

/** Number of steps of a course: 3 to 24, each of the same length, half a day to four days. */
export function stepCountOf(hash: number): number {
  return 3 + countOf(hash, TRAIT.stepCount, 22);
}

export function stepUsOf(hash: number): number {
  return spanOf(hash, TRAIT.stepLength, 12 * HOUR_US, 4 * DAY_US);
}

/** Duration from the enrolment to the exam. In an ungraded course the last step counts as the exam. */
export function untilExamUs(hash: number, { isScored }: Grading): number {
  const lastStepUs = delayUsOf(hash) + stepCountOf(hash) * stepUsOf(hash);
  return lastStepUs + (isScored ? spanOf(hash, TRAIT.examDelay, HOUR_US, 5 * DAY_US) : 0);
}

/** The pass mark in hundredths. */
export function passPercentOf({ passRatio }: Grading): number {
  return Math.round(passRatio * 100);
}
