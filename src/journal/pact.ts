import { replayHeaders, replayPath, splitUrl } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** Who depends on whom. */
export interface PactNames {
  readonly consumer: string;
  readonly provider: string;
}

/**
 * The exchanges as a Pact of version 4 (https://github.com/pact-foundation/pact-specification/tree/version-4). What a
 * rule, a fault or a variation changed is left out: a provider would have to be told of it.
 */
export function formatPact(
  exchanges: readonly ShownExchange[],
  { consumer, provider }: PactNames,
  credentialsOf: CredentialsOf,
): string {
  const interactions = exchanges.flatMap((exchange) => interactionOf(exchange, credentialsOf) ?? []);
  const pact = {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
  };
  return `${JSON.stringify(pact, null, 2)}\n`;
}

function interactionOf(exchange: ShownExchange, credentialsOf: CredentialsOf): object | undefined {
  const { sequence, session, request, reply, rule, fault, variations, isAborted, isOpen, operationId, persona } =
    exchange;
  if (reply === undefined || isOpen || isAborted) return undefined;
  if (rule !== undefined || fault !== undefined || variations !== undefined) return undefined;
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
      // The beginning of a body is no body.
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

/** JSON stands in a pact as itself, what is text as a text. */
function bodyOf(text: string, contentType = 'text/plain'): object {
  if (!/[/+]json\b/.test(contentType)) return { content: text, contentType, encoded: false };
  try {
    return { content: JSON.parse(text), contentType, encoded: false };
  } catch {
    return { content: text, contentType, encoded: false };
  }
}
