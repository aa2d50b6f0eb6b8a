import { replayHeaders, replayPath } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** A line of curl an exchange, for a POSIX shell, to be pasted. */
export function formatCurl(exchanges: readonly ShownExchange[], origin: string, credentialsOf: CredentialsOf): string {
  return exchanges.map((exchange) => `${curlOf(exchange, origin, credentialsOf)}\n`).join('');
}

function curlOf(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const { request, session } = exchange;
  const { method, body } = request;
  const headers = Object.entries({ ...replayHeaders(exchange, credentialsOf), 'x-lms-mock-session': session });
  return [
    // --globbing off: brackets in a URL are the query's own.
    'curl -sS -g',
    ...(method === 'GET' ? [] : method === 'HEAD' ? ['-I'] : ['-X', quote(method)]),
    ...headers.flatMap(([name, value]) => ['-H', quote(value === '' ? `${name};` : `${name}: ${value}`)]),
    ...(body === undefined ? [] : ['--data-binary', quote(body.text)]),
    quote(`${origin}${replayPath(exchange)}`),
  ].join(' ');
}

/** One word for a POSIX shell, whatever is in it. */
function quote(text: string): string {
  return /^[\w./:=@%-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
