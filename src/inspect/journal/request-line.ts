import { parseQuery } from '../../contract/text/query.ts';
import type { QueryPair } from '../../contract/text/query.ts';
import type { ShownExchange } from './show.ts';

/** The credentials of a persona of the fixtures, which the journal does not contain; undefined for other names. */
export type CredentialsOf = (api: string, persona: string) => Readonly<Record<string, string>> | undefined;

/** The path of a URL, and its query decoded. */
export function splitUrl(url: string): { readonly path: string; readonly query: readonly QueryPair[] } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: [] } : { path: url.slice(0, mark), query: parseQuery(url.slice(mark + 1)) };
}

/** The request's path below the server, without a session's prefix: `/ispring/content/123/final_statuses`. */
export function replayPath({ api, request }: ShownExchange): string {
  const url = request.url.replace(/^\/sessions\/[^/]+(?=\/)/, '');
  return url === `/${api}` || url.startsWith(`/${api}/`) ? url : `/${api}${url}`;
}

/** Why a request can't be repeated; undefined if it can. */
export function whyNotRepeatable({ request }: ShownExchange): string | undefined {
  const { method, body, isUrlRedacted = false } = request;
  if (isUrlRedacted) return 'its URL had a secret';
  if (body === undefined) return undefined;
  if (body.isCut) return `only the beginning of its ${body.size} bytes was recorded`;
  if (body.isRedacted === true) return 'its body had a secret';
  if (body.isRecoded === true) return 'its body is not UTF-8 text';
  return method === 'HEAD' ? 'it is a HEAD with a body' : undefined;
}

/** The line of a request that is left out of an export, behind the mark of a comment. */
export function leftOut({ request: { method, url } }: ShownExchange, reason: string): string {
  return `Left out: ${method} ${url.replaceAll(/[^!-~]/g, '?')}: ${reason}.`;
}

/** Headers that the client's own code sets. Others are set by its HTTP library. */
const OWN = new Set(['accept', 'content-type', 'prefer']);

/**
 * The headers of a repeated request. The journal contains no credentials, so those of personas are taken from the
 * fixtures. Those of unknown callers are left out.
 */
export function replayHeaders(exchange: ShownExchange, credentialsOf: CredentialsOf): Readonly<Record<string, string>> {
  const { api, persona, request } = exchange;
  const own = Object.entries(request.headers).filter(
    ([name, value]) =>
      (OWN.has(name) || name.startsWith('x-')) && !name.startsWith('x-lms-mock-') && !value.endsWith('***'),
  );
  const credentials = persona === undefined ? undefined : credentialsOf(api, persona);
  return { ...Object.fromEntries(own), ...credentials };
}

/** The characters that were sent: Node shows each byte as a character, and clients send the bytes of a text in UTF-8. */
export function asSent(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
