import type { EnrolmentState } from '../enrolment.ts';

/** What of a pinned enrolment tells how it stands; its instants in whatever form. */
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
 * The state that a fixture says, or else implies: a grade that passes says passed; an instant of passing or completion
 * says passed, too (failed, beside a grade below the pass mark); any sign of activity says in progress.
 */
export function impliedState(signs: Signs, passRatio: number): EnrolmentState {
  const { state, firstPassedAt, completedAt } = signs;
  if (state !== undefined) return state;
  const passes = hasPassingGrade(signs, passRatio);
  if (passes === true) return 'passed';
  if (completedAt === undefined && firstPassedAt === undefined) return hasBegun(signs) ? 'in-progress' : 'enrolled';
  return passes === false ? 'failed' : 'passed';
}

/** Whether the grade passes; undefined where there is none. Points have the word where both are there. */
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
