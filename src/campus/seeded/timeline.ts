import type { EnrolmentOutcome } from '../names/awkward.ts';
import { endingOf } from './ending.ts';
import type { Grading } from '../grading.ts';
import { DAY_US, HOUR_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import {
  NEVER,
  countOf,
  delayUsOf,
  happens,
  passPercentOf,
  spanOf,
  stepCountOf,
  stepUsOf,
  untilExamUs,
} from './timeline-traits.ts';
import { TRAIT } from './trait.ts';
import type { Drawn } from './timeline-traits.ts';

// What happens to a seeded enrolment up to its exam. Each question draws what it needs and no more: a walk over a
// million enrolments asks little of each.

const CALENDAR_FROM: Instant = Date.UTC(2023, 8, 1) * 1_000;
const CALENDAR_US = 1_827 * DAY_US; // to 2028-09-01
// Whatever must have happened by the product's default now begins in the first year.
const EARLY_US = 365 * DAY_US;
const LEAP_DAY: Instant = Date.UTC(2024, 1, 29) * 1_000;

/** The moment of enrolment alone: the cheapest way to see that something has not happened yet. */
export function enrolledAtOf(hash: number): Instant {
  return CALENDAR_FROM + countOf(hash, TRAIT.enrolment, CALENDAR_US);
}

/** The moment of enrolment of an awkward learner: early enough for the outcome. */
export function awkwardEnrolledAtOf(hash: number, course: Grading, outcome: EnrolmentOutcome): Instant {
  if (outcome !== 'passes-on-leap-day') return CALENDAR_FROM + countOf(hash, TRAIT.enrolment, EARLY_US);
  return LEAP_DAY + spanOf(hash, TRAIT.leapTime, 8 * HOUR_US, 20 * HOUR_US) - untilExamUs(hash, course);
}

export function startedAtOf(drawn: Drawn): Instant {
  return drawn.plot.begins ? drawn.enrolledAt + delayUsOf(drawn.hash) : NEVER;
}

/** The last of it: nothing later happens. */
export function withdrawnAtOf({ hash, plot, enrolledAt }: Drawn): Instant {
  return plot.withdraws ? enrolledAt + spanOf(hash, TRAIT.withdrawDelay, DAY_US, 150 * DAY_US) : NEVER;
}

/** How much is done, from 0 to 1, in hundredths, or in ten-thousandths for one in four; 0 before the start. */
export function progressBy(drawn: Drawn, moment: Instant): number {
  const startedAt = startedAtOf(drawn);
  if (startedAt > moment) return 0;
  const stepCount = stepCountOf(drawn.hash);
  const steps = takenBackBy(drawn, moment) ?? stepsBy(drawn, moment - startedAt);
  if (steps === stepCount) return 1;
  if (steps === 0) return 0;
  const scale = happens(drawn.hash, TRAIT.progressScale, 25) ? 10_000 : 100;
  return Math.round((steps * scale) / stepCount) / scale;
}

/** When the last step was made that is made by a moment; the start, where there is none. */
export function lastStepBy(drawn: Drawn, moment: Instant): Instant {
  const startedAt = startedAtOf(drawn);
  return startedAt + stepsBy(drawn, moment - startedAt) * stepUsOf(drawn.hash);
}

/** The steps that are left of a course which is open again. */
function takenBackBy(drawn: Drawn, moment: Instant): number | undefined {
  if (!drawn.plot.reopens) return undefined;
  const { reopenedAt, reopenedStep, retakenAt } = endingOf(drawn);
  return reopenedAt <= moment && retakenAt > moment ? reopenedStep : undefined;
}

function stepsBy(drawn: Drawn, sinceStartUs: number): number {
  return Math.min(stepsMadeOf(drawn), Math.floor(sinceStartUs / stepUsOf(drawn.hash)));
}

/** How many of the steps are ever made, where any is. */
function stepsMadeOf({ hash, plot }: Drawn): number {
  const stepCount = stepCountOf(hash);
  return plot.finishes ? stepCount : countOf(hash, TRAIT.stepsMade, stepCount);
}

/** A first try while the course goes on, between two steps: three in ten of those have one who get that far. It fails. */
export function trialAtOf(drawn: Drawn): Instant {
  const { hash, course, plot } = drawn;
  if (!course.isScored || !plot.allowsTrial || !happens(hash, TRAIT.hasTrial, 30)) return NEVER;
  const step = 1 + countOf(hash, TRAIT.trialStep, stepCountOf(hash) - 1);
  if (step > stepsMadeOf(drawn)) return NEVER;
  const stepUs = stepUsOf(hash);
  return startedAtOf(drawn) + step * stepUs + Math.floor(stepUs / 2);
}

/** The grade of a first try, in hundredths. */
export function trialPercentOf({ hash, course }: Drawn): number {
  return countOf(hash, TRAIT.trialGrade, passPercentOf(course));
}
