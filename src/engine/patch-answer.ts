import type { FindBreach } from '../contract/response-detail.ts';
import { mergePatch } from './merge-patch.ts';
import type { Answer } from './outcome.ts';
import { RuleBreach } from './rule.ts';

/** So many rows are made and checked before the first is sent: while nothing was sent, a breach can be refused. */
const ROWS_CHECKED_FIRST = 256;

/** What a patched answer is held against; undefined where it isn't. */
export interface PatchChecks {
  readonly body: FindBreach | undefined;
  readonly row: FindBreach | undefined;
}

/**
 * Lays a merge patch over an answer; over each row where it is a list.
 *
 * @throws {RuleBreach} where that breaks the contract; for a row that comes later, while the rows are read.
 */
export function patchAnswer(answer: Answer, patch: object, { body, row }: PatchChecks): Answer {
  if (answer.kind === 'rows') return { ...answer, rows: checkFirst(patchRows(answer.rows, patch, row)) };
  const { value } = answer;
  const patched: unknown = Array.isArray(value)
    ? value.map((item) => mergePatch(item, patch))
    : mergePatch(value, patch);
  hold(body, patched, 'answer');
  return { ...answer, value: patched };
}

function* patchRows(rows: Iterable<unknown>, patch: object, breachOf: FindBreach | undefined): Generator {
  let index = 0;
  for (const row of rows) {
    const patched = mergePatch(row, patch);
    hold(breachOf, patched, `row ${index}`);
    yield patched;
    index += 1;
  }
}

function hold(breachOf: FindBreach | undefined, value: unknown, what: string): void {
  const breach = breachOf?.(value);
  if (breach === undefined) return;
  throw new RuleBreach(
    `The patched ${what} breaks the contract: ${breach}. Set "offContract": true to answer so all the same.`,
  );
}

function checkFirst(rows: Generator): Iterable<unknown> {
  const first: unknown[] = [];
  for (let next = rows.next(); next.done !== true; next = rows.next()) {
    first.push(next.value);
    if (first.length === ROWS_CHECKED_FIRST) break;
  }
  return chain(first, rows);
}

function* chain(first: Iterable<unknown>, rest: Iterable<unknown>): Iterable<unknown> {
  yield* first;
  yield* rest;
}
