import { detailOf } from '../contract/response-detail.ts';
import type { ContractResponse } from '../contract/response.ts';
import type { Api, Persona } from './api.ts';
import type { Asked } from './handle.ts';
import { isOf } from './outcome.ts';
import type { Refusal } from './outcome.ts';
import { encodeAnswer } from './reply.ts';
import type { Reply } from './reply.ts';
import type { RuleTurn } from './rules.ts';
import { limitRows, rowsBefore } from './spoil.ts';

/** The reply that a rule wants, whatever the campus says: the vendor's own where the vendor refuses so. */
export function forceReply<P extends Persona>({ answer, fault }: RuleTurn, asked: Asked<P>): Reply {
  const { api, contract, match, encodeOptions, refuse } = asked;
  const { accept } = encodeOptions;
  const { operation } = match;
  const response = responseOf(operation.responses.values(), answer.status, answer.example);
  // Only a rule that is off the contract gets here with a status that the contract doesn't have.
  if (response === undefined) return offContract(answer.status ?? 200, answer.body, answer.headers);

  const { status } = response;
  const isRefusal = status >= 400 && answer.example === undefined && !('body' in answer);
  const value = 'body' in answer ? answer.body : exampleOf(response, accept, answer.example);
  const required: Record<string, string> = {};
  for (const { name, isRequired, example } of detailOf(contract, operation, status).headers.values()) {
    if (isRequired && example !== undefined) required[name] = example;
  }
  const refusal = isRefusal ? refusalOf(api, operation.operationId, response) : undefined;
  // What is given by hand was checked when the rule was made.
  const reply =
    refusal === undefined
      ? encodeAnswer(operation.responses, limitRows({ kind: 'value', status, value }, rowsBefore(fault)), {
          ...encodeOptions,
          validateReplies: false,
        })
      : refuse(operation.responses, { ...refusal, headers: { ...required, ...refusal.headers } });
  return { ...reply, headers: withHeaders({ ...required, ...reply.headers }, answer.headers) };
}

/** The API's own refusal with a status, or one of the contract's first example where the API never gives it. */
function refusalOf<P extends Persona>(
  { refusals }: Api<P>,
  operationId: string,
  { status, mediaTypes }: ContractResponse,
): Refusal {
  const { unknownPath: _, unknownMethod: __, ...ofOperations } = refusals;
  const known = Object.values(ofOperations).find((refusal) => refusal.status === status && isOf(refusal, operationId));
  if (known !== undefined) return known;
  const [example = ''] = Array.from(mediaTypes.values(), ({ examples }) => [...examples.keys()]).flat();
  return { kind: 'refusal', status, example };
}

function responseOf(
  responses: Iterable<ContractResponse>,
  status: number | undefined,
  example: string | undefined,
): ContractResponse | undefined {
  for (const response of responses) {
    if (status !== undefined && response.status !== status) continue;
    const { mediaTypes } = response;
    if (example === undefined || [...mediaTypes.values()].some(({ examples }) => examples.has(example)))
      return response;
  }
  return undefined;
}

/** The named example, or the first; that of another media type where the negotiated one has none. */
function exampleOf(response: ContractResponse, accept: string | undefined, name: string | undefined): unknown {
  const negotiated = response.mediaTypes.get(response.negotiate(accept) ?? '');
  for (const { examples } of [negotiated ?? [], ...response.mediaTypes.values()].flat()) {
    if (name === undefined && examples.size > 0) return [...examples.values()][0];
    if (name !== undefined && examples.has(name)) return examples.get(name);
  }
  return '';
}

/** The reply of a rule that is off the contract. */
export function offContract(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  if (body === undefined) return { status, headers, isStreamed: false };
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  return {
    status,
    headers: withHeaders({ 'Content-Type': type }, headers),
    body: isText ? body : JSON.stringify(body),
    isStreamed: false,
  };
}

/** A header by hand goes before one of the contract's, however it is spelt. */
export function withHeaders(
  headers: Readonly<Record<string, string>>,
  byHand: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(byHand).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries([...others, ...Object.entries(byHand)]);
}
