import type { Fault } from './fault.ts';
import type { Answer } from '../outcome.ts';
import type { Reply } from '../reply/reply.ts';

/** The rows that are sent before a fault; undefined where it doesn't count rows. */
export function rowsBefore(fault: Fault | undefined): number | undefined {
  return fault !== undefined && 'afterRows' in fault ? fault.afterRows : undefined;
}

/** The first rows of an answer that is a list; any other stays what it is, as does one without a limit. */
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

/**
 * Does to a reply what a fault can do before it is sent; what it does on the wire is left to the server. A fault that
 * the reply has nothing for (no body, no rows, no syntax) is left out.
 */
export function spoil(
  reply: Reply,
  fault: Fault | undefined,
  streamError: string | undefined,
): { readonly reply: Reply; readonly fault?: Fault } {
  switch (fault?.kind) {
    case undefined:
      return { reply };
    case 'latency':
    case 'reset':
    case 'no-answer':
      return { reply, fault };
    case 'invalid-body': {
      const ending = invalidEnding(reply.headers['Content-Type'] ?? '');
      if (reply.body === undefined || ending === undefined) return { reply };
      const { body } = reply;
      return { reply: { ...reply, body: typeof body === 'string' ? body + ending : append(body, ending) }, fault };
    }
    case 'wrong-content-type':
      if (reply.body === undefined) return { reply };
      return { reply: { ...reply, headers: { ...reply.headers, 'Content-Type': fault.contentType } }, fault };
    case 'slow-body':
      return reply.body === undefined ? { reply } : { reply, fault };
    case 'cut':
      if ('afterBytes' in fault) return reply.body === undefined || reply.body === '' ? { reply } : { reply, fault };
      if (reply.body === undefined || typeof reply.body === 'string') return { reply };
      return { reply: { ...reply, body: withoutEnd(reply.body) }, fault };
    case 'stream-error':
      if (reply.body === undefined || typeof reply.body === 'string') return { reply };
      return { reply: { ...reply, body: append(withoutEnd(reply.body), streamError ?? '') }, fault };
  }
}

/** What no parser takes behind a whole document, so that it can be appended without holding the body. */
function invalidEnding(contentType: string): string | undefined {
  if (/[/+]json\b/.test(contentType)) return '}';
  return /[/+]xml\b/.test(contentType) ? '<' : undefined;
}

function* append(pieces: Iterable<string>, ending: string): Iterable<string> {
  yield* pieces;
  yield ending;
}

/** All pieces but the last, which closes the list: what is left ends behind a whole row. */
function* withoutEnd(pieces: Iterable<string>): Iterable<string> {
  let previous: string | undefined;
  for (const piece of pieces) {
    if (previous !== undefined) yield previous;
    previous = piece;
  }
}
