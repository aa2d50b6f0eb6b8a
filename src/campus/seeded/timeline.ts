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
import type { TimelineInputs } from './timeline-traits.ts';

// The events of a seeded enrolment up to its exam. Each function draws only the traits that it needs, because a walk
// over a million enrolments reads few members of each.

const CALENDAR_FROM: Instant = Date.UTC(2023, 8, 1) * 1_000;
const CALENDAR_US = 1_827 * DAY_US; // to 2028-09-01
// Enrolments that must have ended by the default `now` begin in the first year.
const EARLY_US = 365 * DAY_US;
const LEAP_DAY: Instant = Date.UTC(2024, 1, 29) * 1_000;

/** The instant of enrolment: the cheapest way to see that an enrolment does not exist yet. */
export function enrolledAtOf(hash: number): Instant {
  return CALENDAR_FROM + countOf(hash, TRAIT.enrolment, CALENDAR_US);
}

/** The instant of enrolment of an awkward learner, early enough for the outcome. */
export function awkwardEnrolledAtOf(hash: number, course: Grading, outcome: EnrolmentOutcome): Instant {
  if (outcome !== 'passes-on-leap-day') return CALENDAR_FROM + countOf(hash, TRAIT.enrolment, EARLY_US);
  return LEAP_DAY + spanOf(hash, TRAIT.leapTime, 8 * HOUR_US, 20 * HOUR_US) - untilExamUs(hash, course);
}

export function startedAtOf(drawn: TimelineInputs): Instant {
  return drawn.plot.begins ? drawn.enrolledAt + delayUsOf(drawn.hash) : NEVER;
}

/** The instant of withdrawal, which ends the timeline; `NEVER` if there is none. */
export function withdrawnAtOf({ hash, plot, enrolledAt }: TimelineInputs): Instant {
  return plot.withdraws ? enrolledAt + spanOf(hash, TRAIT.withdrawDelay, DAY_US, 150 * DAY_US) : NEVER;
}

/** Progress from 0 to 1, in hundredths, or in ten-thousandths for one in four; 0 before the start. */
export function progressBy(drawn: TimelineInputs, moment: Instant): number {
  const startedAt = startedAtOf(drawn);
  if (startedAt > moment) return 0;
  const stepCount = stepCountOf(drawn.hash);
  const steps = stepsAfterReopening(drawn, moment) ?? stepsBy(drawn, moment - startedAt);
  if (steps === stepCount) return 1;
  if (steps === 0) return 0;
  const scale = happens(drawn.hash, TRAIT.progressScale, 25) ? 10_000 : 100;
  return Math.round((steps * scale) / stepCount) / scale;
}

/** The instant of the last step before a moment; the start if there is none. */
export function lastStepBy(drawn: TimelineInputs, moment: Instant): Instant {
  const startedAt = startedAtOf(drawn);
  return startedAt + stepsBy(drawn, moment - startedAt) * stepUsOf(drawn.hash);
}

/** The steps that remain after a reopening. */
function stepsAfterReopening(drawn: TimelineInputs, moment: Instant): number | undefined {
  if (!drawn.plot.reopens) return undefined;
  const { reopenedAt, reopenedStep, retakenAt } = endingOf(drawn);
  return reopenedAt <= moment && retakenAt > moment ? reopenedStep : undefined;
}

function stepsBy(drawn: TimelineInputs, sinceStartUs: number): number {
  return Math.min(stepsMadeOf(drawn), Math.floor(sinceStartUs / stepUsOf(drawn.hash)));
}

/** Number of steps that are ever made by a learner who starts. */
function stepsMadeOf({ hash, plot }: TimelineInputs): number {
  const stepCount = stepCountOf(hash);
  return plot.finishes ? stepCount : countOf(hash, TRAIT.stepsMade, stepCount);
}

/** A failed first attempt between two steps. Three in ten learners who get that far have one. */
export function trialAtOf(drawn: TimelineInputs): Instant {
  const { hash, course, plot } = drawn;
  if (!course.isScored || !plot.allowsTrial || !happens(hash, TRAIT.hasTrial, 30)) return NEVER;
  const step = 1 + countOf(hash, TRAIT.trialStep, stepCountOf(hash) - 1);
  if (step > stepsMadeOf(drawn)) return NEVER;
  const stepUs = stepUsOf(hash);
  return startedAtOf(drawn) + step * stepUs + Math.floor(stepUs / 2);
}

/** The grade of a first attempt, in hundredths. */
export function trialPercentOf({ hash, course }: TimelineInputs): number {
  return countOf(hash, TRAIT.trialGrade, passPercentOf(course));
}
