import { writeJson } from '../../contract/body/to-json.ts';
import { makeBody } from '../../contract/reply/made-body.ts';
import type { MadeBody } from '../../contract/reply/made-body.ts';
import type { Operation } from '../../contract/operation.ts';
import { createLimit } from '../../contract/schema/limited-check.ts';
import { OutOfTimeError, noVerdict, withinTime } from '../../contract/schema/time-limit.ts';
import type { ContractResponse, ResponseParts } from '../../contract/reply/response.ts';
import type { Api, Persona } from '../api.ts';
import type { RequestContext } from '../request-context.ts';
import { isOf } from '../outcome.ts';
import type { Refusal } from '../outcome.ts';
import { encodeAnswer } from '../reply/encode.ts';
import type { Reply } from '../reply/reply.ts';
import { waitFields, waitHeader, withFields } from '../reply/retry-after.ts';
import type { RuleActivation } from './rules.ts';
import { rowsBefore } from '../faults/faults.ts';
import { limitRows } from '../faults/first-rows.ts';

/** Makes the reply of a rule without the campus. If it is a refusal, it is the vendor's own. */
export async function forceReply<P extends Persona>(
  { answer, fault, offContract: isOff }: RuleActivation,
  context: RequestContext<P>,
): Promise<{ readonly reply: Reply; readonly note?: string | undefined }> {
  const { api, choices, match, encodeOptions, refuse } = context;
  const { accept } = encodeOptions;
  const { operation } = match;
  const response = responseOf(operation, answer.status, answer.example);
  // Only a rule with `offContract` can have a status that the contract doesn't have.
  if (response === undefined) {
    const headers = withHeaders(encodeOptions.ownHeaders ?? {}, answer.headers);
    return { reply: offContract(answer.status ?? 200, answer.body, headers) };
  }

  const { status } = response;
  const isRefusal = status >= 400 && api.answer === undefined && answer.example === undefined && !('body' in answer);
  const given = (): MadeBody => ({ value: answer.body, ...(isOff ? {} : uncheckedNote(response, answer.body)) });
  const { example } = answer;
  const shown = example === undefined ? response.inVariant(choices) : (response.byExample.get(example) ?? response);
  // The rule's own body is written unchanged.
  const encoded = 'body' in answer ? response : { ...response, ...shown };
  const made = 'body' in answer ? given() : await valueOf(shown, accept, example);
  const required: Record<string, string> = api.answer === undefined ? {} : { ...shown.shownHeaders() };
  for (const { name, isRequired, example: value } of response.headers().values()) {
    if (isRequired && value !== undefined) required[name] = value;
  }
  // The header and the body of a 429 must have the same seconds. The rule's own values have precedence.
  if ('body' in answer) Object.assign(required, waitHeader(api, { status, body: answer.body }));
  const [, header] =
    Object.entries(withHeaders(required, answer.headers)).find(([name]) => /^retry-after$/i.test(name)) ?? [];
  const fields = 'body' in answer ? {} : waitFields(api, { status, body: made.value, header });
  const value = withFields(made.value, fields);
  const refusal = isRefusal ? refusalOf(api, operation.operationId, shown) : undefined;
  // The rule's own values were checked when the rule was added.
  const reply =
    refusal === undefined
      ? encodeAnswer({ get: () => encoded }, limitRows({ kind: 'value', status, value }, rowsBefore(fault)), {
          ...encodeOptions,
          validateReplies: false,
        })
      : refuse(operation.responses, {
          ...refusal,
          headers: { ...required, ...refusal.headers },
          fields: { ...refusal.fields, ...fields },
        });
  return { ...made, reply: { ...reply, headers: withHeaders({ ...required, ...reply.headers }, answer.headers) } };
}

/**
 * The API's own refusal with a status and an example of the response. If the API has none, a refusal with the first
 * example.
 */
function refusalOf<P extends Persona>(
  { refusals }: Api<P>,
  operationId: string,
  { status, mediaTypes }: ResponseParts,
): Refusal {
  const { unknownPath: _, unknownMethod: __, ...ofOperations } = refusals;
  const examples = new Set(Array.from(mediaTypes.values(), ({ examples: own }) => [...own.keys()]).flat());
  const known = Object.values(ofOperations).find(
    (refusal) =>
      refusal.status === status &&
      isOf(refusal, operationId) &&
      (refusal.example === '' || examples.has(refusal.example)),
  );
  if (known !== undefined) return known;
  const [example = ''] = examples;
  return { kind: 'refusal', status, example };
}

function responseOf(
  operation: Operation,
  status: number | undefined,
  example: string | undefined,
): ContractResponse | undefined {
  if (status !== undefined && example === undefined) return operation.responseOf(status);
  for (const response of operation.responses.values()) {
    if (status !== undefined && response.status !== status) continue;
    const { mediaTypes } = response;
    if (example === undefined || [...mediaTypes.values()].some(({ examples }) => examples.has(example)))
      return response;
  }
  return undefined;
}

/** A note if the check of the rule's body takes too long. Breaches were already found when the rule was added. */
function uncheckedNote({ mediaTypes }: ContractResponse, body: unknown): { readonly note?: string } {
  const schemas = [...mediaTypes.values()].flatMap(({ schema }) => schema ?? []);
  if (!schemas.some(({ reader, root }) => createLimit(reader, [root.value]) !== undefined)) return {};
  try {
    for (const schema of schemas) withinTime(MAX_CHECK_MS, () => schema.breachOf(body));
    return {};
  } catch (error) {
    if (error instanceof OutOfTimeError) return { note: noVerdict('answer of the rule', error.limitMs) };
    throw error;
  }
}

const MAX_CHECK_MS = 1_000;

/** The named or first example. If the negotiated media type has none, that of another one, or a body made from the schema. */
async function valueOf(
  response: ResponseParts,
  accept: string | undefined,
  name: string | undefined,
): Promise<MadeBody> {
  const negotiated = response.mediaTypes.get(response.negotiate(accept) ?? '') ?? [...response.mediaTypes.values()][0];
  for (const { examples, shown } of [negotiated ?? [], ...response.mediaTypes.values()].flat()) {
    if (name === undefined && shown !== undefined) return shown;
    if (name !== undefined && examples.has(name)) return { value: examples.get(name) };
  }
  return negotiated === undefined ? { value: '' } : makeBody(negotiated, { dynamic: false, seed: 'rule' });
}

/** The reply of a rule with `offContract`. */
function offContract(status: number, body: unknown, headers: Readonly<Record<string, string>>): Reply {
  if (body === undefined) return { status, headers, isStreamed: false };
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  return {
    status,
    headers: withHeaders({ 'Content-Type': type }, headers),
    body: isText ? body : writeJson(body),
    isStreamed: false,
  };
}

/** Adds the rule's own headers. They replace those of the contract, ignoring case. */
function withHeaders(
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries([...others, ...Object.entries(own)]);
}
