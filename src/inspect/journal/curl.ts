import { asSent, leftOut, replayHeaders, replayPath, whyNotRepeatable } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/** The curl command for an exchange, for a POSIX shell. A request that can't be sent again becomes a comment. */
export function formatCurl(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const reason = whyNotRepeatable(exchange) ?? whyNoArgument(exchange, credentialsOf);
  if (reason === undefined) return curlOf(exchange, origin, credentialsOf);
  return `# ${leftOut(exchange, reason)}`;
}

/** A NUL ends an argument of a program, and a shell script must be text. */
function whyNoArgument(exchange: ShownExchange, credentialsOf: CredentialsOf): string | undefined {
  if (exchange.request.body?.text.includes('\0') === true) return 'its body has a NUL character';
  const texts = [replayPath(exchange), ...Object.values(replayHeaders(exchange, credentialsOf))];
  return texts.every(isUtf8) ? undefined : 'a header or its URL is not UTF-8 text';
}

function curlOf(exchange: ShownExchange, origin: string, credentialsOf: CredentialsOf): string {
  const { request, session } = exchange;
  const { method, body } = request;
  const headers = Object.entries({ ...replayHeaders(exchange, credentialsOf), 'x-lms-mock-session': session });
  // By default curl sends a body as a form.
  const isTyped = body === undefined || headers.some(([name]) => name.toLowerCase() === 'content-type');
  return [
    // Without globbing brackets in a URL stay, and so do dots in a path.
    'curl -sS -g --path-as-is',
    ...(method === 'HEAD' ? ['-I'] : method === 'GET' && body === undefined ? [] : ['-X', quote(method)]),
    ...headers.flatMap(([name, value]) => ['-H', quote(value === '' ? `${name};` : `${name}: ${asSent(value)}`)]),
    ...(isTyped ? [] : ['-H', quote('Content-Type:')]),
    // Unlike --data-binary, it does not read a file if the body begins with @.
    ...(body === undefined ? [] : ['--data-raw', quote(body.text)]),
    quote(asSent(`${origin}${replayPath(exchange)}`)),
  ].join(' ');
}

function isUtf8(text: string): boolean {
  return Buffer.from(asSent(text), 'utf8').toString('latin1') === text;
}

/** Quotes any text as one word of a POSIX shell. */
function quote(text: string): string {
  return /^[\w./:=@%-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
