import { Walk, joined, walkOver } from '../../walk.ts';
import type { Answer } from '../outcome.ts';
import type { RowsInput } from './rule.ts';

/**
 * Changes the order and the number of an answer's rows. The rows of an object are those of its only list. An answer without
 * rows is not changed.
 */
export function arrangeRows(answer: Answer, input: RowsInput): Answer {
  if (answer.kind === 'rows') return { ...answer, rows: arrange(walkOver(answer.rows), input) };
  const { value } = answer;
  const arrangeList = (list: readonly unknown[]): readonly unknown[] => [...arrange(walkOver(list), input)];
  if (Array.isArray(value)) return { ...answer, value: arrangeList(value) };
  if (typeof value !== 'object' || value === null) return answer;
  const lists = Object.entries(value).flatMap(([name, list]) => (Array.isArray(list) ? [{ name, list }] : []));
  const [only] = lists;
  if (only === undefined || lists.length > 1) return answer;
  return { ...answer, value: { ...value, [only.name]: arrangeList(only.list) } };
}

function arrange(rows: Walk<unknown>, { first = [], count }: RowsInput): Walk<unknown> {
  const ordered = first.length === 0 ? rows : withFirst(rows, new Set(first));
  return count === undefined ? ordered : new Walk(() => repeated(ordered, count));
}

function withFirst(rows: Walk<unknown>, texts: ReadonlySet<string>): Walk<unknown> {
  return joined([
    rows.collect((row) => (hasValue(row, texts) ? row : undefined)),
    rows.collect((row) => (hasValue(row, texts) ? undefined : row)),
  ]);
}

/** Whether a value of a row is one of the texts. */
function hasValue(value: unknown, texts: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return texts.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) => hasValue(part, texts));
}

/** The first rows, and all of them again if there are too few. */
function* repeated(rows: Walk<unknown>, count: number): Iterable<readonly unknown[]> {
  let left = count;
  let isEmpty = false;
  while (left > 0 && !isEmpty) {
    isEmpty = true;
    for (const batch of rows.batches()) {
      isEmpty &&= batch.length === 0;
      yield batch.slice(0, left);
      left -= batch.length;
      if (left <= 0) return;
    }
  }
}
