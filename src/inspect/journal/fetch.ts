import { asSent, leftOut, replayHeaders, replayPath, whyNotRepeatable } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** The call of `fetch` for an exchange, to be pasted. A request that can't be sent again becomes a comment. */
export function formatFetch(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const { method, body } = exchange.request;
  const reason = whyNotRepeatable(exchange) ?? whyNotFetched(exchange);
  if (reason !== undefined) return `// ${leftOut(exchange, reason)}`;
  const options = {
    ...(method === 'GET' ? {} : { method }),
    headers: { ...replayHeaders(exchange, credentialsOf), 'x-lms-mock-session': exchange.session },
    ...(body === undefined ? {} : { body: body.text }),
  };
  const address = asSent(`${origin}${replayPath(exchange)}`);
  return `await fetch(${JSON.stringify(address)}, ${JSON.stringify(options, null, 2)});`;
}

/** Why `fetch` refuses or changes a request (Fetch standard). Undefined if it doesn't. */
function whyNotFetched({ request: { method, url, body } }: ShownExchange): string | undefined {
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return `fetch can't send ${method}`;
  if (method === 'GET' && body !== undefined) return "fetch can't send a GET with a body";
  return /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(url.split('?')[0] ?? '') ? 'fetch removes the dots of its path' : undefined;
}
