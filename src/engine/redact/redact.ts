import { parseMediaType } from '../../contract/body/media-types.ts';
import type { Violation } from '../../contract/violation.ts';
import type { RequestHeaders } from '../request.ts';
import { redactJson } from './json.ts';
import { redactLines } from './lines.ts';
import { redactMultipart } from './multipart.ts';
import { createSecretNames } from './names.ts';
import { REDACTED } from './redacted.ts';
import { redactCutEnd, redactPairs, redactPlain, redactText } from './text.ts';
import { redactXml } from './xml.ts';

/** The operation that a request was for. */
export interface RequestedOperation {
  readonly api: string;
  readonly operationId?: string | undefined;
}

/** Gives the path of an operation, `/users/{token}`; undefined where there is no such operation. */
export type TemplateOf = (of: RequestedOperation) => string | undefined;

/** Takes secrets out of what is shown, written down or exported. */
export interface Redact {
  headers(headers: RequestHeaders): Readonly<Record<string, string>>;
  /** Of a request; the operation tells which parts of the path are secrets. */
  url(url: string, of?: RequestedOperation): string;
  /** A body, or the beginning of one. */
  body(text: string, contentType: string, isCut: boolean): string;
  /** Any other text. */
  text(text: string): string;
  violations(violations: readonly Violation[]): readonly Violation[];
}

/** @param more names of secrets, besides those that always are (redact/names.ts). */
export function createRedact(more: Iterable<string>, templateOf: TemplateOf = () => undefined): Redact {
  const names = createSecretNames(more);

  function bodyOf(text: string, contentType: string): string {
    const type = parseMediaType(contentType);
    const essence = type?.essence ?? '';
    const start = text.trimStart().charAt(0);
    if (essence.startsWith('multipart/') || text.trimStart().startsWith('--')) {
      const shown = redactMultipart(text, type?.params.get('boundary') ?? undefined, names, bodyOf);
      if (shown !== undefined) return shown;
    }
    if (start === '{' || start === '[' || /[/+]json$/.test(essence)) return redactPlain(redactJson(text, names), names);
    if (start === '<' || /[/+](?:xml|html)$/.test(essence)) return redactText(redactXml(text, names), names);
    const isForm = essence.endsWith('form-urlencoded') || /^[^\s=]+=/.test(text);
    return redactText(isForm ? redactPairs(text, names) : redactLines(text, names), names);
  }

  function urlOf(url: string, of?: RequestedOperation): string {
    const template = (of === undefined ? undefined : templateOf(of)) ?? '';
    if (template === '' && !/[=%@;]/.test(url)) return url;
    const path = template.includes('{') ? hidePathValues(url, template, names.has) : url;
    return names.mayBeIn(path) ? redactText(redactPairs(path, names), names) : path;
  }

  /** The message of an unmatched request quotes its path. */
  function unmatched(violation: Violation, request: string): Violation {
    const shown = urlOf(request);
    return { ...violation, request: shown, message: violation.message.replace(request, () => shown) };
  }

  return {
    headers(headers) {
      const shown: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers)) {
        if (value === undefined) continue;
        const text = typeof value === 'object' ? value.join(', ') : value;
        shown[name] = names.has(name) || CREDENTIALS.test(text) ? hide(text) : redactText(text, names);
      }
      return shown;
    },
    url: urlOf,
    body(text, contentType, isCut) {
      const shown = names.mayBeIn(text) ? bodyOf(text, contentType) : text;
      return isCut ? redactCutEnd(shown) : shown;
    },
    text: (text) => redactText(text, names),
    violations: (violations) =>
      violations.map((violation) => {
        const { location, message, rule, request } = violation;
        if (request !== undefined) return unmatched(violation, request);
        const isOfSecret = location.startsWith('cookie.') || names.has(location);
        const isQuoted = isOfSecret && !UNQUOTED.has(rule);
        return {
          ...violation,
          location: redactText(location, names),
          message: isQuoted ? 'breaks the contract; it is a secret, so it is not shown' : redactText(message, names),
        };
      }),
  };
}

/** Their messages don't quote the value. */
const UNQUOTED: ReadonlySet<string> = new Set(['required', 'unknown', 'security', 'read-only']);

/** What only a header of credentials has, whatever its name. */
const CREDENTIALS = /^(?:bearer +\S+|(?:basic|negotiate) +(?:[\w+/-]{4})+(?:[\w+/-]{2}==|[\w+/-]{3}=)?)$/i;

/** The scheme says how a client tried, and is no secret. */
function hide(value: string): string {
  const scheme = /^(bearer|basic|digest|token) +./i.exec(value)?.[1];
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}

/** Hides the values of path parameters with secret names; the path may begin with more than its template has. */
function hidePathValues(url: string, template: string, isSecret: (name: string) => boolean): string {
  const [path = '', ...query] = url.split(/(?=[?#])/);
  const wanted = template.split('/');
  const given = path.split('/');
  const shown = given.map((segment, index) => {
    const names = wanted[index + wanted.length - given.length]?.matchAll(/\{([^{}]+)\}/g) ?? [];
    return [...names].some(([, name = '']) => isSecret(name)) ? REDACTED : segment;
  });
  return shown.join('/') + query.join('');
}
