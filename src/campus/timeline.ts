import type { EnrolmentOutcome } from './awkward.ts';
import { NO_ENDING, endingOf } from './ending.ts';
import type { Ending } from './ending.ts';
import type { Grading } from './grading.ts';
import { DAY_US, HOUR_US } from './instant.ts';
import type { Instant } from './instant.ts';
import { NEVER, TRAIT, countOf, happens, paceOf, passPercentOf, spanOf, untilExamUs } from './timeline-traits.ts';

/** All that will ever happen to a seeded enrolment, whatever the time is now. */
export interface Timeline {
  readonly enrolledAt: Instant;
  readonly startedAt: Instant;
  readonly stepUs: number;
  readonly stepCount: number;
  /** How many of the steps are ever made. */
  readonly stepsMade: number;
  /** Whether progress is told in hundredths (100) or ten-thousandths (10,000). */
  readonly progressScale: number;
  /** A first try while the course goes on. It fails. Its grade is in hundredths. */
  readonly trialAt: Instant;
  readonly trialPercent: number;
  readonly ending: Ending;
  /** The last of it: nothing later happens. Never after a pass. */
  readonly withdrawnAt: Instant;
}

const CALENDAR_FROM: Instant = Date.UTC(2023, 8, 1) * 1_000;
const CALENDAR_DAYS = 1_827; // to 2028-09-01
// Whatever must have happened by the product's default now begins in the first year.
const EARLY_DAYS = 365;
const LEAP_DAY: Instant = Date.UTC(2024, 1, 29) * 1_000;

/** The moment of enrolment alone: the cheapest way to see that something has not happened yet. */
export function enrolledAtOf(hash: number, grading: Grading, outcome: EnrolmentOutcome | undefined): Instant {
  if (outcome === 'passes-on-leap-day') {
    return (
      LEAP_DAY + spanOf(hash, TRAIT.leapTime, 8 * HOUR_US, 20 * HOUR_US) - untilExamUs(hash, grading, paceOf(hash))
    );
  }
  const day = countOf(hash, TRAIT.enrolledDay, outcome === undefined ? CALENDAR_DAYS : EARLY_DAYS);
  return CALENDAR_FROM + day * DAY_US + spanOf(hash, TRAIT.enrolledTime, 0, DAY_US);
}

/** What a timeline is drawn from. */
export interface TimelineOptions {
  readonly hash: number;
  readonly grading: Grading;
  /** Overrules the dice. */
  readonly outcome: EnrolmentOutcome | undefined;
  /** What `enrolledAtOf` gives, which whoever asks for a timeline has looked at before. */
  readonly enrolledAt: Instant;
}

/** Draws what will happen to an enrolment. */
export function timelineOf({ hash, grading, outcome, enrolledAt }: TimelineOptions): Timeline {
  const effort = effortOf(hash, outcome);
  const pace = paceOf(hash);
  const startedAt = effort === 'none' ? NEVER : enrolledAt + pace.delayUs;
  const stepsMade = effort === 'all' ? pace.stepCount : countOf(hash, TRAIT.stepsMade, pace.stepCount);
  const trialStep = grading.isScored && outcome === undefined ? trialStepOf(hash, pace.stepCount) : 0;
  const hasTrial = trialStep > 0 && trialStep <= stepsMade;
  const examAt = enrolledAt + untilExamUs(hash, grading, pace);
  const ending = effort === 'all' ? endingOf({ hash, grading, outcome, examAt, stepCount: pace.stepCount }) : NO_ENDING;
  return {
    enrolledAt,
    startedAt,
    stepUs: pace.stepUs,
    stepCount: pace.stepCount,
    stepsMade,
    progressScale: happens(hash, TRAIT.progressScale, 25) ? 10_000 : 100,
    trialAt: hasTrial ? startedAt + trialStep * pace.stepUs + Math.floor(pace.stepUs / 2) : NEVER,
    trialPercent: hasTrial ? countOf(hash, TRAIT.trialGrade, passPercentOf(grading)) : 0,
    ending,
    withdrawnAt: enrolledAt + withdrawalOffsetUs(hash, grading, outcome, ending),
  };
}

type Effort = 'none' | 'some' | 'all';

function effortOf(hash: number, outcome: EnrolmentOutcome | undefined): Effort {
  if (outcome !== undefined) return outcome === 'is-never-graded' ? 'some' : 'all';
  const drawn = countOf(hash, TRAIT.effort, 100);
  if (drawn < 10) return 'none';
  return drawn < 30 ? 'some' : 'all';
}

/** The step after which a first try falls, before the next one: three in ten graded enrolments have one; 0 for none. */
function trialStepOf(hash: number, stepCount: number): number {
  return happens(hash, TRAIT.hasTrial, 30) ? 1 + countOf(hash, TRAIT.trialStep, stepCount - 1) : 0;
}

/** From the enrolment to a withdrawal: one in four of those who never pass gives up, some of them midway. */
function withdrawalOffsetUs(
  hash: number,
  grading: Grading,
  outcome: EnrolmentOutcome | undefined,
  ending: Ending,
): number {
  if (outcome !== undefined) return NEVER;
  const { examAt, examPercent, resitAt, resitPercent } = ending;
  const passPercent = passPercentOf(grading);
  const passesEver =
    (examAt !== NEVER && examPercent >= passPercent) || (resitAt !== NEVER && resitPercent >= passPercent);
  return passesEver || !happens(hash, TRAIT.withdraws, 25)
    ? NEVER
    : spanOf(hash, TRAIT.withdrawDelay, DAY_US, 150 * DAY_US);
}
