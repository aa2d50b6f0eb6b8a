import type { Answer } from '../outcome.ts';

/** Limits the rows of an answer that is a list. Other answers are not changed. */
export function limitRows(answer: Answer, limit: number | undefined): Answer {
  if (limit === undefined) return answer;
  const rows: unknown = answer.kind === 'rows' ? answer.rows : answer.value;
  if (answer.kind !== 'rows' && !Array.isArray(rows)) return answer;
  const list: Iterable<unknown> = answer.kind === 'rows' ? answer.rows : Array.isArray(rows) ? rows : [];
  return { kind: 'rows', status: answer.status, rows: take(list, limit) };
}

function* take(rows: Iterable<unknown>, limit: number): Iterable<unknown> {
  let left = limit;
  if (left === 0) return;
  for (const row of rows) {
    yield row;
    left -= 1;
    if (left === 0) return;
  }
}
