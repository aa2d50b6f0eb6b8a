import { walkOver } from '../../walk.ts';
import { valueAt } from '../../contract/document.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import type { ReplySchema } from '../../contract/reply/reply-schema.ts';
import type { ContractResponses, ResponseParts } from '../../contract/reply/response.ts';
import type { SchemaBreach } from '../../contract/schema/schema.ts';
import { quote } from '../../contract/violation.ts';
import type { Answer } from '../outcome.ts';
import type { Reply } from './reply.ts';

/** Thrown for a reply that breaks its contract, which is a defect of lms-mock. The message has the place, the reason and the value. */
export class ReplyBreachError extends Error {
  override readonly name = 'ReplyBreachError';
  readonly code = 'ERR_LMS_MOCK_REPLY_BREACH';
}

/** The operation and response of a reply, for the message. */
export interface ValidatedReply {
  readonly operationId: string;
  readonly response: ResponseParts;
  readonly mediaType: MediaType;
}

/**
 * Checks an answer against the schema of its body, before it is encoded: a value at once, rows one by one while they
 * are sent.
 *
 * @throws {ReplyBreachError} At once, or while the returned rows are read.
 */
export function validateAnswer(answer: Answer, validated: ValidatedReply): Answer {
  const { schema, syntax } = validated.mediaType;
  if (schema === undefined) return answer;
  if (answer.kind === 'value') {
    validateValue(schema, answer.value, validated);
    return answer;
  }
  // Rows of text are not values of the schema.
  if (syntax === 'text') return answer;
  return { ...answer, rows: validateRows(schema, answer.rows, validated) };
}

/** @throws {ReplyBreachError} */
export function validateHeaders(
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
 * Checks an encoded reply against its responses: its status, its headers, its media type, and its body unless that is
 * streamed.
 *
 * @returns The same reply.
 * @throws {ReplyBreachError}
 */
export function validateReply(responses: ContractResponses, reply: Reply, operationId: string): Reply {
  const { status, headers, body } = reply;
  const response = responses.get(status);
  if (response === undefined) {
    const known = [...responses.keys()].join(', ');
    throw new ReplyBreachError(
      `The reply ${status} of ${operationId} breaks its contract: its status must be one of ${known}.`,
    );
  }
  validateHeaders(response, headers, operationId);
  const type = headers['Content-Type'];
  if (type === undefined && body === undefined && response.mediaTypes.size === 0) return reply;
  const mediaType = [...response.mediaTypes.values()].find(({ contentType }) => contentType === type);
  if (mediaType === undefined) {
    const known = Array.from(response.mediaTypes.values(), ({ contentType }) => contentType).join(', ') || 'absent';
    throw new ReplyBreachError(
      `The reply ${status} of ${operationId} breaks its contract: its Content-Type must be ${known}, got ${quote(type)}.`,
    );
  }
  if (typeof body !== 'string') return reply;
  const value: unknown = mediaType.syntax === 'json' ? JSON.parse(body) : body;
  validateAnswer({ kind: 'value', status, value }, { operationId, response, mediaType });
  return reply;
}

function validateValue(schema: ReplySchema, value: unknown, validated: ValidatedReply): void {
  const breach = schema.breachOf(value);
  if (breach !== undefined) throw errorOf(breach, valueAt(value, breach.pointer), validated);
}

/** Checks rows one by one. If the schema has keywords for the whole list, the list is collected first. */
function validateRows(schema: ReplySchema, rows: Iterable<unknown>, validated: ValidatedReply): Iterable<unknown> {
  if (schema.row === undefined) return validateWhole(schema, rows, validated);
  return walkOver(rows).map((row, index) => {
    const breach = schema.breachOfRow(row, index);
    if (breach !== undefined) throw errorOf(breach, valueAt({ [index]: row }, breach.pointer), validated);
    return row;
  });
}

function* validateWhole(schema: ReplySchema, rows: Iterable<unknown>, validated: ValidatedReply): Iterable<unknown> {
  const whole = [...rows];
  validateValue(schema, whole, validated);
  yield* whole;
}

function errorOf(
  { pointer, message }: SchemaBreach,
  value: unknown,
  { operationId, response, mediaType }: ValidatedReply,
): ReplyBreachError {
  const where = pointer === '' ? 'its body' : pointer;
  return new ReplyBreachError(
    `The reply ${response.status} of ${operationId} in ${mediaType.name} breaks its contract: ${where} ${message}, got ${quote(value)}.`,
  );
}
