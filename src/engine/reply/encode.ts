import { inUtf8 } from '../../contract/reply/media-type.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import type { ContractResponse, ContractResponses, ResponseParts } from '../../contract/reply/response.ts';
import { writeRowsIn } from '../../contract/reply/row-form.ts';
import type { Answer, Refusal } from '../outcome.ts';
import { validateAnswer, validateHeaders } from './validate-reply.ts';
import { VARIATIONS_HEADER } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Variation } from '../variation/variation.ts';
import { varyAnswer } from '../variation/vary-answer.ts';

/** The options of all replies to a request. */
export interface EncodeOptions {
  readonly accept: string | undefined;
  /** The operationId, or a description of a request without an operation. */
  readonly operationId: string;
  /** Checks the reply against the contract before it is encoded. */
  readonly validateReplies: boolean;
  /** Headers that every reply to the request gets. */
  readonly ownHeaders?: Readonly<Record<string, string>> | undefined;
  /** The variation of the reply. */
  readonly variation?: Variation | undefined;
  /** The value of the header Preference-Applied. */
  readonly preferenceApplied?: string;
}

/** Writes an answer in the media type that the caller prefers. */
export function encodeAnswer(responses: Pick<ContractResponses, 'get'>, answer: Answer, options: EncodeOptions): Reply {
  const { response, mediaType } = choose(responses, answer.status, options.accept);
  const headers = answer.kind === 'value' ? (answer.headers ?? {}) : {};
  return encode(response, mediaType, answer, headers, { ...options, isStreamed: response.isStreamed });
}

/** Writes a refusal: the contract's example, with its own members. */
export function encodeRefusal(responses: ContractResponses, refusal: Refusal, options: EncodeOptions): Reply {
  const { status } = refusal;
  const { response, mediaType } = choose(responses, status, options.accept, refusal.example);
  const example = mediaType?.examples.get(refusal.example);
  const isObject = typeof example === 'object' && example !== null;
  const value = refusal.body ?? (isObject ? { ...example, ...refusal.fields } : example);
  return encode(response, mediaType, { kind: 'value', status, value }, refusal.headers ?? {}, options);
}

/**
 * Writes a body in a media type, or only the head without one.
 *
 * @throws {ReplyBreachError} if the reply is validated and breaks its contract.
 */
export function encode(
  response: ResponseParts,
  mediaType: MediaType | undefined,
  answer: Answer,
  headers: Readonly<Record<string, string>>,
  options: EncodeOptions & { readonly isStreamed?: boolean },
): Reply {
  const { status } = response;
  const { operationId, validateReplies, variation, preferenceApplied, isStreamed = false } = options;
  const head: Record<string, string> = { ...response.fixedHeaders, ...headers, ...options.ownHeaders };
  if (preferenceApplied !== undefined)
    head['Preference-Applied'] = [headers['Preference-Applied'] ?? [], preferenceApplied].flat().join(', ');
  if (validateReplies) validateHeaders(response, head, operationId);
  if (mediaType === undefined) return { status, headers: head, isStreamed: false };
  if (!mediaType.isUntyped) head['Content-Type'] = mediaType.contentType;
  const validate = (given: Answer): Answer =>
    validateReplies ? validateAnswer(given, { operationId, response, mediaType }) : given;
  const send = (body: string | Iterable<string>): Omit<Reply, 'isCut' | 'variations'> => {
    const charset = isIn(mediaType.charset, body) ? mediaType.charset : undefined;
    if (charset !== mediaType.charset) head['Content-Type'] = inUtf8(mediaType.contentType);
    return { status, headers: head, body, isStreamed, ...(charset && { charset }) };
  };
  if (variation === undefined) return send(write(mediaType, validate(answer)));

  const varied = varyAnswer(answer, mediaType, { variation, operationId });
  const { names, isCut } = varied;
  head[VARIATIONS_HEADER] = names.length === 0 ? 'none' : names.join(', ');
  const body = write(mediaType, varied.reform(validate(varied.answer)));
  const spaced = typeof body === 'string' ? varied.respace(body) : mapPieces(body, varied.respace);
  return { ...send(spaced), isCut, variations: names };
}

function write(mediaType: MediaType, answer: Answer): string | Iterable<string> {
  if (answer.kind === 'value') return mediaType.write(answer.value);
  if (answer.form === undefined) return mediaType.writeRows(answer.rows);
  const form = mediaType.rowForms.get(answer.form);
  if (form === undefined) throw new Error(`the contract has no row form ${answer.form} of ${mediaType.name}`);
  return writeRowsIn(form, answer.rows);
}

/** Whether a charset can encode a body. Always false for a streamed body, which is not known before it is sent. */
function isIn(charset: MediaType['charset'], body: string | Iterable<string>): boolean {
  return typeof body === 'string' && !(charset === 'latin1' && /[\u0100-\uFFFF]/.test(body));
}

function* mapPieces(pieces: Iterable<string>, change: (piece: string) => string): Iterable<string> {
  for (const piece of pieces) yield change(piece);
}

/** Chooses the response and its media type. A caller that accepts none of a refusal's media types gets the first one. */
function choose(
  responses: Pick<ContractResponses, 'get'>,
  status: number,
  accept: string | undefined,
  example?: string,
) {
  const whole: ContractResponse | undefined = responses.get(status);
  if (whole === undefined) throw new Error(`the contract has no response ${status}`);
  const response = (example === undefined ? undefined : whole.byExample.get(example)) ?? whole;
  if (example === '') return { response, mediaType: undefined };
  const { mediaTypes } = response;
  const negotiated = mediaTypes.get(response.negotiate(accept) ?? '') ?? [...mediaTypes.values()][0];
  if (example === undefined || negotiated?.examples.has(example) === true) return { response, mediaType: negotiated };
  // If only another media type has the example, that one is sent, even if the caller doesn't accept it.
  const mediaType = [...mediaTypes.values()].find(({ examples }) => examples.has(example)) ?? negotiated;
  return { response, mediaType };
}
