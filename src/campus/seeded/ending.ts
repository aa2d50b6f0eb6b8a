import { DAY_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import { NEVER, countOf, happens, passPercentOf, spanOf, stepCountOf, untilExamUs } from './timeline-traits.ts';
import { TRAIT } from './trait.ts';
import type { TimelineInputs } from './timeline-traits.ts';

/** The part of a timeline from the exam on. Grades are in hundredths. */
export interface Ending {
  readonly examAt: Instant;
  readonly examPercent: number;
  /** Only after a failed exam. */
  readonly resitAt: Instant;
  readonly resitPercent: number;
  /** A passed course is reopened: grade and progress drop. */
  readonly reopenedAt: Instant;
  readonly reopenedPercent: number;
  readonly reopenedStep: number;
  readonly retakenAt: Instant;
  readonly retakenPercent: number;
  /** A view after the end that changes nothing else. */
  readonly revisitedAt: Instant;
}

/** For learners who never reach the exam. */
const NO_ENDING: Ending = {
  examAt: NEVER,
  examPercent: 0,
  resitAt: NEVER,
  resitPercent: 0,
  reopenedAt: NEVER,
  reopenedPercent: 0,
  reopenedStep: 0,
  retakenAt: NEVER,
  retakenPercent: 0,
  revisitedAt: NEVER,
};

/** Draws the exam and the events after it. */
export function endingOf(drawn: TimelineInputs): Ending {
  const { hash, course, plot, enrolledAt } = drawn;
  if (!plot.finishes) return NO_ENDING;
  const passPercent = passPercentOf(course);
  const examAt = enrolledAt + untilExamUs(hash, course);
  const resitAt = plot.resits ? examAt + spanOf(hash, TRAIT.resitDelay, 3 * DAY_US, 30 * DAY_US) : NEVER;
  const reopenedAt = plot.reopens ? examAt + spanOf(hash, TRAIT.reopenDelay, 30 * DAY_US, 200 * DAY_US) : NEVER;
  const endAt = plot.resits ? resitAt : examAt;
  return {
    examAt,
    examPercent: examPercentOf(drawn),
    resitAt,
    resitPercent: plot.resits ? percentOf(hash, TRAIT.resitGrade, passPercent, plot.passesResit) : 0,
    reopenedAt,
    reopenedPercent: plot.reopens ? countOf(hash, TRAIT.reopenedGrade, passPercent) : 0,
    reopenedStep: plot.reopens ? reopenedStepOf(hash) : 0,
    retakenAt: plot.retakes ? reopenedAt + spanOf(hash, TRAIT.retakeDelay, 5 * DAY_US, 40 * DAY_US) : NEVER,
    retakenPercent: plot.retakes ? percentOf(hash, TRAIT.retakeGrade, passPercent, plot.passesRetake) : 0,
    revisitedAt: happens(hash, TRAIT.isRevisited, 30)
      ? endAt + spanOf(hash, TRAIT.revisitDelay, DAY_US, 90 * DAY_US)
      : NEVER,
  };
}

function examPercentOf({ hash, course, plot }: TimelineInputs): number {
  if (plot.examPercent !== undefined) return plot.examPercent;
  return course.isScored ? percentOf(hash, TRAIT.examGrade, passPercentOf(course), plot.passesExam) : 100;
}

/** Reopening takes back at least one step and at most half of them. */
function reopenedStepOf(hash: number): number {
  const stepCount = stepCountOf(hash);
  return stepCount - 1 - countOf(hash, TRAIT.reopenedStep, Math.ceil(stepCount / 2));
}

/** Draws a grade at or above the pass mark, or below it. */
function percentOf(hash: number, trait: number, passPercent: number, passes: boolean): number {
  return passes ? passPercent + countOf(hash, trait, 101 - passPercent) : countOf(hash, trait, passPercent);
}
