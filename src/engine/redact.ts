import type { RequestHeaders } from './api.ts';
import { unescapeQuery } from '../contract/query.ts';

/** What is shown instead of a secret. */
const REDACTED = '***';

/** Takes secrets out of what is shown, written down or exported. */
export interface Redact {
  headers(headers: RequestHeaders): Readonly<Record<string, string>>;
  url(url: string): string;
}

const ALWAYS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-auth-password'];

/** @param names of headers and of parameters in the query, besides those that are always secret. */
export function createRedact(names: Iterable<string>): Redact {
  const secret = new Set([...ALWAYS, ...Array.from(names, (name) => name.toLowerCase())]);

  function pair(text: string): string {
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    return equals !== -1 && secret.has(unescapeQuery(name).toLowerCase()) ? `${name}=${REDACTED}` : text;
  }

  return {
    headers(headers) {
      const shown: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers)) {
        if (value === undefined) continue;
        const text = typeof value === 'object' ? value.join(', ') : value;
        shown[name] = secret.has(name.toLowerCase()) ? hide(text) : text;
      }
      return shown;
    },
    url(url) {
      const mark = url.indexOf('?');
      return mark === -1
        ? url
        : `${url.slice(0, mark + 1)}${url
            .slice(mark + 1)
            .split('&')
            .map(pair)
            .join('&')}`;
    },
  };
}

/** The scheme says how somebody tried, and is no secret. */
function hide(value: string): string {
  const scheme = /^(bearer|basic|digest|token) +./i.exec(value)?.[1];
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}
