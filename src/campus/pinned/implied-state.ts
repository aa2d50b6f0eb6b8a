import type { EnrolmentState } from '../enrolment.ts';

/** The members of a pinned enrolment that imply its state. Instants may have any type. */
export interface Signs {
  readonly state?: EnrolmentState;
  readonly progressRatio?: number;
  readonly gradeRatio?: number | null;
  readonly gradePoints?: number;
  readonly startedAt?: unknown;
  readonly lastViewedAt?: unknown;
  readonly firstPassedAt?: unknown;
  readonly completedAt?: unknown;
}

/**
 * The state of a fixture's enrolment, explicit or implied. A passing grade implies passed. An instant of passing or
 * completion also implies passed, but failed with a grade below the pass mark. Any other activity implies in progress.
 */
export function impliedState(signs: Signs, passRatio: number): EnrolmentState {
  const { state, firstPassedAt, completedAt } = signs;
  if (state !== undefined) return state;
  const passes = hasPassingGrade(signs, passRatio);
  if (passes === true) return 'passed';
  if (completedAt === undefined && firstPassedAt === undefined) return hasBegun(signs) ? 'in-progress' : 'enrolled';
  return passes === false ? 'failed' : 'passed';
}

/** Whether the grade passes; undefined without a grade. Points take precedence over the ratio. */
export function hasPassingGrade({ gradeRatio, gradePoints }: Signs, passRatio: number): boolean | undefined {
  if (gradePoints !== undefined) return gradePoints > 0;
  return typeof gradeRatio === 'number' ? gradeRatio >= passRatio : undefined;
}

export function hasBegun(signs: Signs): boolean {
  const { startedAt, lastViewedAt, firstPassedAt, gradeRatio, gradePoints, progressRatio = 0 } = signs;
  return (
    progressRatio > 0 ||
    [startedAt, lastViewedAt, firstPassedAt, gradeRatio ?? undefined, gradePoints].some((sign) => sign !== undefined)
  );
}

export function isOver(state: EnrolmentState): boolean {
  return state === 'passed' || state === 'failed';
}
