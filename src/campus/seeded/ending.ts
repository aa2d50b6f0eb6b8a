import { DAY_US } from '../instant.ts';
import type { Instant } from '../instant.ts';
import { NEVER, countOf, happens, passPercentOf, spanOf, stepCountOf, untilExamUs } from './timeline-traits.ts';
import { TRAIT } from './trait.ts';
import type { Drawn } from './timeline-traits.ts';

/** What becomes of a learner who gets to the end of a course. Grades are in hundredths. */
export interface Ending {
  readonly examAt: Instant;
  readonly examPercent: number;
  /** Only after a failed exam. */
  readonly resitAt: Instant;
  readonly resitPercent: number;
  /** A passed course is opened again: grade and progress sink. */
  readonly reopenedAt: Instant;
  readonly reopenedPercent: number;
  readonly reopenedStep: number;
  readonly retakenAt: Instant;
  readonly retakenPercent: number;
  /** A look back after the end, which changes nothing else. */
  readonly revisitedAt: Instant;
}

/** For whoever never gets there. */
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

/** Draws the exam and whatever follows it. */
export function endingOf(drawn: Drawn): Ending {
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

function examPercentOf({ hash, course, plot }: Drawn): number {
  if (plot.examPercent !== undefined) return plot.examPercent;
  return course.isScored ? percentOf(hash, TRAIT.examGrade, passPercentOf(course), plot.passesExam) : 100;
}

/** At most half of the steps are taken back, and one at least. */
function reopenedStepOf(hash: number): number {
  const stepCount = stepCountOf(hash);
  return stepCount - 1 - countOf(hash, TRAIT.reopenedStep, Math.ceil(stepCount / 2));
}

/** A grade from the pass mark up, or below it. */
function percentOf(hash: number, trait: number, passPercent: number, passes: boolean): number {
  return passes ? passPercent + countOf(hash, trait, 101 - passPercent) : countOf(hash, trait, passPercent);
}
