import type { EnrolmentOutcome } from './awkward.ts';
import type { Grading } from './grading.ts';
import { DAY_US } from './instant.ts';
import type { Instant } from './instant.ts';
import { NEVER, TRAIT, countOf, happens, passPercentOf, spanOf } from './timeline-traits.ts';

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
export const NO_ENDING: Ending = {
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

/** What an ending is drawn from. */
export interface EndingOptions {
  readonly hash: number;
  readonly grading: Grading;
  readonly outcome: EnrolmentOutcome | undefined;
  readonly examAt: Instant;
  readonly stepCount: number;
}

/** Draws the exam and whatever follows it. */
export function endingOf({ hash, grading, outcome, examAt, stepCount }: EndingOptions): Ending {
  const passPercent = passPercentOf(grading);
  const examPercent = examPercentOf(hash, grading, outcome);
  const passesExam = examPercent >= passPercent;
  const resits = !passesExam && outcome === undefined && happens(hash, TRAIT.hasResit, 70);
  const resitAt = resits ? examAt + spanOf(hash, TRAIT.resitDelay, 3 * DAY_US, 30 * DAY_US) : NEVER;
  const endAt = resits ? resitAt : examAt;
  const reopened = passesExam && outcome === undefined && happens(hash, TRAIT.isReopened, 4);
  const reopenedAt = reopened ? examAt + spanOf(hash, TRAIT.reopenDelay, 30 * DAY_US, 200 * DAY_US) : NEVER;
  const retaken = reopened && happens(hash, TRAIT.hasRetake, 75);
  return {
    examAt,
    examPercent,
    resitAt,
    // What doesn't happen isn't drawn: this is where a walk over a million enrolments spends its time.
    resitPercent: resits ? gradePercentOf(hash, TRAIT.passesResit, TRAIT.resitGrade, passPercent) : 0,
    reopenedAt,
    reopenedPercent: reopened ? countOf(hash, TRAIT.reopenedGrade, passPercent) : 0,
    reopenedStep: reopened ? stepCount - 1 - countOf(hash, TRAIT.reopenedStep, Math.ceil(stepCount / 2)) : 0,
    retakenAt: retaken ? reopenedAt + spanOf(hash, TRAIT.retakeDelay, 5 * DAY_US, 40 * DAY_US) : NEVER,
    retakenPercent: retaken ? gradePercentOf(hash, TRAIT.passesRetake, TRAIT.retakeGrade, passPercent) : 0,
    revisitedAt: happens(hash, TRAIT.isRevisited, 30)
      ? endAt + spanOf(hash, TRAIT.revisitDelay, DAY_US, 90 * DAY_US)
      : NEVER,
  };
}

function examPercentOf(hash: number, grading: Grading, outcome: EnrolmentOutcome | undefined): number {
  const passPercent = passPercentOf(grading);
  if (!grading.isScored || outcome === 'scores-full-marks') return 100;
  if (outcome === 'scores-zero') return 0;
  if (outcome !== undefined) return passPercent + countOf(hash, TRAIT.examGrade, 101 - passPercent);
  return gradePercentOf(hash, TRAIT.passesExam, TRAIT.examGrade, passPercent);
}

/** Three of four pass, whichever attempt it is. An ungraded course (pass mark 100) can't be failed later on either. */
function gradePercentOf(hash: number, passes: number, grade: number, passPercent: number): number {
  if (passPercent === 100 || happens(hash, passes, 75)) return passPercent + countOf(hash, grade, 101 - passPercent);
  return countOf(hash, grade, passPercent);
}
