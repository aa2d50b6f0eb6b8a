import { walkOver } from '../../walk.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import type { ReplySchema } from '../../contract/reply/reply-schema.ts';
import type { ContractResponses, ResponseParts } from '../../contract/reply/response.ts';
import type { SchemaBreach } from '../../contract/schema/schema.ts';
import { quote } from '../../contract/violation.ts';
import type { Answer } from '../outcome.ts';
import type { Reply } from './reply.ts';

/** A reply of ours that breaks its own contract: a defect. The message says which, where, why and with what value. */
export class ReplyBreachError extends Error {
  override readonly name = 'ReplyBreachError';
  readonly code = 'ERR_LMS_MOCK_REPLY_BREACH';
}

/** Where a reply belongs, for the message. */
export interface Proven {
  readonly operationId: string;
  readonly response: ResponseParts;
  readonly mediaType: MediaType;
}

/**
 * Holds an answer against the schema of its body, before it is encoded: a value at once, rows one by one while they
 * are sent.
 *
 * @throws {ReplyBreachError} at once, or from the rows of what it returns.
 */
export function proveAnswer(answer: Answer, proven: Proven): Answer {
  const { schema, syntax } = proven.mediaType;
  if (schema === undefined) return answer;
  if (answer.kind === 'value') {
    proveValue(schema, answer.value, proven);
    return answer;
  }
  // Rows that are written as lines of text are no value of the schema.
  if (syntax === 'text') return answer;
  return { ...answer, rows: proveRows(schema, answer.rows, proven) };
}

/** @throws {ReplyBreachError} */
export function proveHeaders(
  response: ResponseParts,
  headers: Readonly<Record<string, string>>,
  operationId: string,
): void {
  const breach = response.checkHeaders(headers);
  if (breach === undefined) return;
  const got = breach.value === undefined ? '' : `, got ${quote(breach.value)}`;
  throw new ReplyBreachError(
    `The reply ${response.status} of ${operationId} breaks its contract: the header ${breach.name}: ${breach.message}${got}.`,
  );
}

/**
 * Holds a reply that has been written already against its responses: its status, its headers, its media type, and its
 * body where that is whole.
 *
 * @returns the reply as it is.
 * @throws {ReplyBreachError}
 */
export function proveReply(responses: ContractResponses, reply: Reply, operationId: string): Reply {
  const { status, headers, body } = reply;
  const response = responses.get(status);
  if (response === undefined) {
    const known = [...responses.keys()].join(', ');
    throw new ReplyBreachError(`The reply ${status} of ${operationId} breaks its contract: there is only ${known}.`);
  }
  proveHeaders(response, headers, operationId);
  const type = headers['Content-Type'];
  if (type === undefined && body === undefined && response.mediaTypes.size === 0) return reply;
  const mediaType = [...response.mediaTypes.values()].find(({ contentType }) => contentType === type);
  if (mediaType === undefined) {
    const known = Array.from(response.mediaTypes.values(), ({ contentType }) => contentType).join(', ') || 'no body';
    throw new ReplyBreachError(
      `The reply ${status} of ${operationId} breaks its contract: there is only ${known}, got ${quote(type)}.`,
    );
  }
  if (typeof body !== 'string') return reply;
  const value: unknown = mediaType.syntax === 'json' ? JSON.parse(body) : body;
  proveAnswer({ kind: 'value', status, value }, { operationId, response, mediaType });
  return reply;
}

function proveValue(schema: ReplySchema, value: unknown, proven: Proven): void {
  const breach = schema.breachOf(value);
  if (breach !== undefined) throw errorOf(breach, valueAt(value, breach.pointer), proven);
}

/** A list that says more than its rows can be held against is held whole: whoever asks for the proof pays for it. */
function proveRows(schema: ReplySchema, rows: Iterable<unknown>, proven: Proven): Iterable<unknown> {
  if (schema.row === undefined) return proveWhole(schema, rows, proven);
  return walkOver(rows).map((row, index) => {
    const breach = schema.breachOfRow(row, index);
    if (breach !== undefined) throw errorOf(breach, valueAt({ [index]: row }, breach.pointer), proven);
    return row;
  });
}

function* proveWhole(schema: ReplySchema, rows: Iterable<unknown>, proven: Proven): Iterable<unknown> {
  const whole = [...rows];
  proveValue(schema, whole, proven);
  yield* whole;
}

function errorOf(
  { pointer, message }: SchemaBreach,
  value: unknown,
  { operationId, response, mediaType }: Proven,
): ReplyBreachError {
  const where = pointer === '' ? 'its body' : pointer;
  return new ReplyBreachError(
    `The reply ${response.status} of ${operationId} in ${mediaType.name} breaks its contract: ${where} ${message}, got ${quote(value)}.`,
  );
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    current = typeof current === 'object' && current !== null ? Reflect.get(current, key) : undefined;
  }
  return current;
}
