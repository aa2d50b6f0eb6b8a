import { parseAsWritten } from '../../contract/body/to-json.ts';
import { writeJsonList } from './json-list.ts';
import { replayHeaders, replayPath, splitUrl, whyNotRepeatable } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** The two sides of a pact. */
export interface PactNames {
  readonly consumer: string;
  readonly provider: string;
}

/**
 * The exchanges as a Pact of version 4 (https://github.com/pact-foundation/pact-specification/tree/version-4). Leaves out
 * answers that a rule, a fault or a variation changed, since the real provider would not send them, and requests that
 * can't be sent again. The metadata lists these exchanges with the reasons.
 */
export function* formatPact(
  exchanges: readonly ShownExchange[],
  { consumer, provider }: PactNames,
  credentialsOf: CredentialsOf,
): Generator<void, string> {
  const interactions: object[] = [];
  const leftOut: { readonly sequence: number; readonly reason: string }[] = [];
  for (const exchange of exchanges) {
    const { sequence, reply } = exchange;
    const reason = whyLeftOut(exchange, credentialsOf);
    if (reply === undefined || reason !== undefined) leftOut.push({ sequence, reason: reason ?? NO_ANSWER });
    else interactions.push(interactionOf(exchange, reply, credentialsOf));
    yield;
  }
  const pact = {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: [],
    metadata: {
      pactSpecification: { version: '4.0' },
      ...(leftOut.length === 0 ? {} : { 'lms-mock': { leftOut } }),
    },
  };
  return yield* writeJsonList(pact, 'interactions', interactions);
}

/** The segments `.` and `..` of a path. */
const DOTS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;
const NO_ANSWER = 'its answer is incomplete';

function whyLeftOut(exchange: ShownExchange, credentialsOf: CredentialsOf): string | undefined {
  const { reply, rule, fault, variations, isAborted, isOpen } = exchange;
  if (reply === undefined || isOpen || isAborted) return NO_ANSWER;
  if (rule !== undefined || fault !== undefined || variations !== undefined)
    return 'a rule, a fault or a variation changed its answer';
  if (DOTS.test(splitUrl(exchange.request.url).path)) return 'its path has dots, which the verifier resolves';
  // The verifier's client rejects other characters.
  if (Object.values(replayHeaders(exchange, credentialsOf)).some((value) => /[^\t -~]/.test(value)))
    return 'a header has characters beyond ASCII';
  return reply.body.isRedacted === true ? 'its answer had a secret' : whyNotRepeatable(exchange);
}

function interactionOf(
  exchange: ShownExchange,
  reply: NonNullable<ShownExchange['reply']>,
  credentialsOf: CredentialsOf,
): object {
  const { sequence, session, request, operationId, persona } = exchange;
  const url = replayPath(exchange);
  const { path, query } = splitUrl(url);
  const contentType = reply.headers['Content-Type'];
  return {
    type: 'Synchronous/HTTP',
    key: `${session}-${sequence}`,
    description: `${sequence}: ${operationId ?? `${request.method} ${path}`}${persona === undefined ? '' : ` as ${persona}`}`,
    pending: false,
    request: {
      method: request.method,
      path,
      ...(query.length === 0 ? {} : { query: valuesByName(query) }),
      headers: listsOf(replayHeaders(exchange, credentialsOf)),
      ...(request.body === undefined ? {} : { body: bodyOf(request.body.text, request.headers['content-type']) }),
    },
    response: {
      status: reply.status,
      ...(contentType === undefined ? {} : { headers: { 'Content-Type': [contentType] } }),
      // A cut body can't be verified.
      ...(reply.body.isCut || reply.body.text === '' || request.method === 'HEAD'
        ? {}
        : { body: bodyOf(reply.body.text, contentType) }),
    },
  };
}

function valuesByName(query: readonly { readonly name: string; readonly value: string }[]): object {
  const byName = Map.groupBy(query, ({ name }) => name);
  return Object.fromEntries(Array.from(byName, ([name, pairs]) => [name, pairs.map(({ value }) => value)]));
}

function listsOf(headers: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

/** An escaped half of a surrogate pair in JSON, which readers of pacts reject. */
const HALF = /\\ud[89a-f]/i;

/** A pact contains JSON as JSON, and other bodies as text. */
function bodyOf(text: string, contentType = 'text/plain'): object {
  if (!/[/+]json\b/.test(contentType)) return { content: text, contentType, encoded: false };
  const content = HALF.test(text) ? undefined : jsonOf(text);
  if (content !== undefined) return { content, contentType, encoded: false };
  // The verifier would send a text as a JSON string.
  return { content: Buffer.from(text).toString('base64'), contentType, encoded: 'base64' };
}

/** Undefined if it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return parseAsWritten(text);
  } catch {
    return undefined;
  }
}
