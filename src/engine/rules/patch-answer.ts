import { breachInTime } from '../../contract/reply/reply-schema.ts';
import type { FindBreach } from '../../contract/reply/reply-schema.ts';
import { mergePatch } from './merge-patch.ts';
import type { Answer } from '../outcome.ts';
import { RuleBreach } from './rule.ts';
import { Walk, walkOver } from '../../walk.ts';

/** So many rows are made and checked before the first is sent: while nothing was sent, a breach can be refused. */
const ROWS_CHECKED_FIRST = 256;

/** And no more batches than that: rows that are hard to find hold up nobody. */
const BATCHES_CHECKED_FIRST = 8;

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
  if (answer.kind === 'rows') return { ...answer, rows: patchRows(answer.rows, patch, row) };
  const { value } = answer;
  const patched: unknown = Array.isArray(value)
    ? value.map((item) => mergePatch(item, patch))
    : mergePatch(value, patch);
  hold(body, patched, 'answer');
  return { ...answer, value: patched };
}

function patchRows(rows: Iterable<unknown>, patch: object, breachOf: FindBreach | undefined): Walk<unknown> {
  let index = 0;
  const patchRow = (row: unknown): unknown => {
    const patched = mergePatch(row, patch);
    hold(breachOf, patched, `row ${index}`);
    index += 1;
    return patched;
  };
  const rest = Iterator.from(walkOver(rows).batches());
  const first: (readonly unknown[])[] = [];
  for (let count = 0; count < ROWS_CHECKED_FIRST && first.length < BATCHES_CHECKED_FIRST;) {
    const next = rest.next();
    if (next.done === true) break;
    first.push(next.value.map(patchRow));
    count += next.value.length;
  }
  return new Walk(
    function* batches() {
      yield* first;
      for (const batch of rest) yield batch.map(patchRow);
    },
    function* each() {
      for (const batch of first) yield* batch;
      for (const batch of rest) for (const row of batch) yield patchRow(row);
    },
  );
}

function hold(breachOf: FindBreach | undefined, value: unknown, what: string): void {
  const breach = breachInTime(() => breachOf?.(value));
  if (breach === undefined) return;
  throw new RuleBreach(
    `The patched ${what} breaks the contract: ${breach}. Set "offContract": true to answer so all the same.`,
  );
}
