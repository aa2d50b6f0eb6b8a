import { breachInTime } from '../../contract/reply/reply-schema.ts';
import type { FindBreach } from '../../contract/reply/reply-schema.ts';
import { mergePatch } from './merge-patch.ts';
import type { Answer } from '../outcome.ts';
import { RuleBreach } from './rule.ts';
import { Walk, walkOver } from '../../walk.ts';

/** Number of rows that are checked before the first is sent, because a breach can be refused only before that. */
const ROWS_CHECKED_FIRST = 256;

/** Maximum number of batches that are checked first, so that rare rows don't delay the reply. */
const BATCHES_CHECKED_FIRST = 8;

/** The checks of a patched answer. Undefined if it is not checked. */
export interface PatchChecks {
  readonly body: FindBreach | undefined;
  readonly row: FindBreach | undefined;
}

/**
 * Applies a merge patch to an answer, or to each row of a list.
 *
 * @throws {RuleBreach} if the result breaks the contract. For later rows, it is thrown while the rows are read.
 */
export function patchAnswer(answer: Answer, patch: object, { body, row }: PatchChecks): Answer {
  if (answer.kind === 'rows') return { ...answer, rows: patchRows(answer.rows, patch, row) };
  const { value } = answer;
  const patched: unknown = Array.isArray(value)
    ? value.map((item) => mergePatch(item, patch))
    : mergePatch(value, patch);
  check(body, patched, 'answer');
  return { ...answer, value: patched };
}

function patchRows(rows: Iterable<unknown>, patch: object, breachOf: FindBreach | undefined): Walk<unknown> {
  let index = 0;
  const patchRow = (row: unknown): unknown => {
    const patched = mergePatch(row, patch);
    check(breachOf, patched, `row ${index}`);
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

function check(breachOf: FindBreach | undefined, value: unknown, part: string): void {
  const breach = breachInTime(() => breachOf?.(value));
  if (breach === undefined) return;
  throw new RuleBreach(`The patched ${part} breaks the contract: ${breach}. Set "offContract": true to allow it.`);
}
