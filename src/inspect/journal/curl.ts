import { asSent, replayHeaders, replayPath, whyNotRepeatable } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** A line of curl an exchange, for a POSIX shell, to be pasted. A request that can't be sent again is a comment. */
export function* formatCurl(
  exchanges: readonly ShownExchange[],
  origin: string,
  credentialsOf: CredentialsOf,
): Generator<void, string> {
  const lines: string[] = [];
  for (const exchange of exchanges) {
    lines.push(`${lineOf(exchange, origin, credentialsOf)}\n`);
    yield;
  }
  return lines.join('');
}

function lineOf(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const reason = whyNotRepeatable(exchange) ?? whyNoArgument(exchange, credentialsOf);
  if (reason === undefined) return curlOf(exchange, origin, credentialsOf);
  const { method, url } = exchange.request;
  return `# Left out: ${method} ${url.replaceAll(/[^!-~]/g, '?')}: ${reason}.`;
}

/** An argument of a program ends at a NUL, and is pasted as text. */
function whyNoArgument(exchange: ShownExchange, credentialsOf: CredentialsOf): string | undefined {
  if (exchange.request.body?.text.includes('\0') === true) return 'its body has a NUL';
  const texts = [replayPath(exchange), ...Object.values(replayHeaders(exchange, credentialsOf))];
  return texts.every(isUtf8) ? undefined : 'a header or its URL is no text in UTF-8';
}

function curlOf(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const { request, session } = exchange;
  const { method, body } = request;
  const headers = Object.entries({ ...replayHeaders(exchange, credentialsOf), 'x-lms-mock-session': session });
  // Else curl calls each body a form.
  const isTyped = body === undefined || headers.some(([name]) => name.toLowerCase() === 'content-type');
  return [
    // Globbing off: brackets in a URL are the query's own. Dots in a path stay as well.
    'curl -sS -g --path-as-is',
    ...(method === 'HEAD' ? ['-I'] : method === 'GET' && body === undefined ? [] : ['-X', quote(method)]),
    ...headers.flatMap(([name, value]) => ['-H', quote(value === '' ? `${name};` : `${name}: ${asSent(value)}`)]),
    ...(isTyped ? [] : ['-H', quote('Content-Type:')]),
    // Unlike --data-binary, it reads no file where the body begins with @.
    ...(body === undefined ? [] : ['--data-raw', quote(body.text)]),
    quote(asSent(`${origin}${replayPath(exchange)}`)),
  ].join(' ');
}

function isUtf8(text: string): boolean {
  return Buffer.from(asSent(text), 'utf8').toString('latin1') === text;
}

/** One word for a POSIX shell, whatever is in it. */
function quote(text: string): string {
  return /^[\w./:=@%-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
