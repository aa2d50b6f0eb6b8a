import { DAY_US } from './instant.ts';
import type { Instant } from './instant.ts';
import {
  NEVER,
  TRAIT,
  countOf,
  effortOf,
  happens,
  passPercentOf,
  spanOf,
  stepCountOf,
  untilExamUs,
} from './timeline-traits.ts';
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
  if (effortOf(drawn) !== 'all') return NO_ENDING;
  const { hash, course, enrolledAt } = drawn;
  const passPercent = passPercentOf(course);
  const examAt = enrolledAt + untilExamUs(hash, course);
  const isResat = resits(drawn);
  const resitAt = isResat ? examAt + spanOf(hash, TRAIT.resitDelay, 3 * DAY_US, 30 * DAY_US) : NEVER;
  const reopened = isReopened(drawn);
  const reopenedAt = reopened ? examAt + spanOf(hash, TRAIT.reopenDelay, 30 * DAY_US, 200 * DAY_US) : NEVER;
  const retaken = reopened && happens(hash, TRAIT.hasRetake, 75);
  const endAt = isResat ? resitAt : examAt;
  return {
    examAt,
    examPercent: examPercentOf(drawn),
    resitAt,
    resitPercent: isResat ? resitPercentOf(drawn) : 0,
    reopenedAt,
    reopenedPercent: reopened ? countOf(hash, TRAIT.reopenedGrade, passPercent) : 0,
    reopenedStep: reopened ? reopenedStepOf(hash) : 0,
    retakenAt: retaken ? reopenedAt + spanOf(hash, TRAIT.retakeDelay, 5 * DAY_US, 40 * DAY_US) : NEVER,
    retakenPercent: retaken ? gradePercentOf(hash, TRAIT.passesRetake, TRAIT.retakeGrade, passPercent) : 0,
    revisitedAt: happens(hash, TRAIT.isRevisited, 30)
      ? endAt + spanOf(hash, TRAIT.revisitDelay, DAY_US, 90 * DAY_US)
      : NEVER,
  };
}

/** Whether any attempt passes. */
export function passesEver(drawn: Drawn): boolean {
  if (effortOf(drawn) !== 'all') return false;
  return passesExam(drawn) || (resits(drawn) && resitPercentOf(drawn) >= passPercentOf(drawn.course));
}

/** Whether a passed course is ever opened again: four in a hundred are. */
export function isReopened(drawn: Drawn): boolean {
  const { hash, outcome } = drawn;
  return outcome === undefined && happens(hash, TRAIT.isReopened, 4) && effortOf(drawn) === 'all' && passesExam(drawn);
}

function resits(drawn: Drawn): boolean {
  return drawn.outcome === undefined && !passesExam(drawn) && happens(drawn.hash, TRAIT.hasResit, 70);
}

function passesExam(drawn: Drawn): boolean {
  return examPercentOf(drawn) >= passPercentOf(drawn.course);
}

function examPercentOf({ hash, course, outcome }: Drawn): number {
  const passPercent = passPercentOf(course);
  if (!course.isScored || outcome === 'scores-full-marks') return 100;
  if (outcome === 'scores-zero') return 0;
  if (outcome !== undefined) return passPercent + countOf(hash, TRAIT.examGrade, 101 - passPercent);
  return gradePercentOf(hash, TRAIT.passesExam, TRAIT.examGrade, passPercent);
}

function resitPercentOf({ hash, course }: Drawn): number {
  return gradePercentOf(hash, TRAIT.passesResit, TRAIT.resitGrade, passPercentOf(course));
}

/** At most half of the steps are taken back, and one at least. */
function reopenedStepOf(hash: number): number {
  const stepCount = stepCountOf(hash);
  return stepCount - 1 - countOf(hash, TRAIT.reopenedStep, Math.ceil(stepCount / 2));
}

/** Three of four pass, whichever attempt it is. An ungraded course (pass mark 100) can't be failed later on either. */
function gradePercentOf(hash: number, passes: number, grade: number, passPercent: number): number {
  if (passPercent === 100 || happens(hash, passes, 75)) return passPercent + countOf(hash, grade, 101 - passPercent);
  return countOf(hash, grade, passPercent);
}
