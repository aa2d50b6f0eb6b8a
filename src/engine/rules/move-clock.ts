import { walkOver } from '../../walk.ts';
import { ClockError } from '../clock-error.ts';
import type { ClockStep } from '../faults/fault-kind.ts';
import type { Answer } from '../outcome.ts';

/** The number of rows that a rule has answered with, in all of its answers. */
export interface RowCount {
  rows: number;
}

/** A session whose clock moves. */
interface Clock {
  advance(microseconds: number): void;
}

/** Moves the clock of a session. A clock that has reached its last year does not move. */
export function moveClock(session: Clock, { microseconds }: ClockStep): void {
  try {
    session.advance(microseconds);
  } catch (error) {
    if (!(error instanceof ClockError)) throw error;
  }
}

/** Counts the rows of an answer, and moves the clock of the session after enough rows. The answer is not changed. */
export function moveClockAfterRows(
  answer: Answer,
  { session, step, counted }: { readonly session: Clock; readonly step: ClockStep; readonly counted: RowCount },
): Answer {
  const { afterRows } = step;
  if (afterRows === undefined) return answer;
  const count = (rows: number): void => {
    const before = counted.rows;
    counted.rows += rows;
    if (before < afterRows && counted.rows >= afterRows) moveClock(session, step);
  };
  if (answer.kind === 'value') {
    count(answer.rowCount ?? (Array.isArray(answer.value) ? answer.value.length : 0));
    return answer;
  }
  const rows = walkOver(answer.rows).map((row) => {
    count(1);
    return row;
  });
  return { ...answer, rows };
}
