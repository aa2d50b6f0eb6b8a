import { parseMediaType } from '../../contract/body/media-types.ts';
import { entryOf } from '../../contract/schema/entry-of.ts';
import type { Violation } from '../../contract/violation.ts';
import type { RequestHeaders } from '../request.ts';
import { redactJson } from './json.ts';
import { redactLines } from './lines.ts';
import { redactMultipart } from './multipart.ts';
import { createSecretNames, REDACTED } from './names.ts';
import { redactCutEnd, redactPairs, redactPlain, redactText } from './text.ts';
import { redactXml } from './xml.ts';

/** The operation that a request was for. */
export interface RequestedOperation {
  readonly api: string;
  readonly operationId?: string | undefined;
}

/** Finds the path templates that an operation has or had, `/users/{token}`. Empty for an unknown operation. */
export type TemplatesOf = (of: RequestedOperation) => readonly string[];

/** Removes secrets from everything that is shown, stored in files or exported. */
export interface Redact {
  headers(headers: RequestHeaders): Readonly<Record<string, string>>;
  /** The operation determines which parts of the path are secrets. */
  url(url: string, of?: RequestedOperation): string;
  /** Redacts a body, or the beginning of one. */
  body(text: string, contentType: string, isCut: boolean): string;
  /** Redacts any other text. */
  text(text: string): string;
  violations(violations: readonly Violation[]): readonly Violation[];
}

/** @param more Names of secrets besides those of redact/names.ts. */
export function createRedact(more: Iterable<string>, templatesOf: TemplatesOf = () => []): Redact {
  const names = createSecretNames(more);
  const secretSegments = new Map<string, readonly number[]>();

  /** Which segments of a path template are secrets, counted from its end. */
  function secretSegmentsOf(template: string): readonly number[] {
    return entryOf(secretSegments, template, () => findSecretSegments(template, names.has));
  }

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
    const templates = of === undefined ? [] : templatesOf(of);
    if (templates.length === 0 && !/[=%@;]/.test(url)) return url;
    const path = templates.reduce((shown, template) => hideSegments(shown, secretSegmentsOf(template)), url);
    return names.mayBeIn(path) ? redactText(redactPairs(path, names), names) : path;
  }

  /** Redacts the path that the message of an unmatched request quotes. */
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

/** The messages of these rules don't quote the value. */
const UNQUOTED: ReadonlySet<string> = new Set(['required', 'unknown', 'security', 'read-only']);

/** The form of credentials in a header of any name. */
const CREDENTIALS = /^(?:bearer +\S+|(?:basic|negotiate) +(?:[\w+/-]{4})+(?:[\w+/-]{2}==|[\w+/-]{3}=)?)$/i;

/** Keeps the scheme, which is not a secret and helps to find mistakes. */
function hide(value: string): string {
  const scheme = /^(bearer|basic|digest|token) +./i.exec(value)?.[1];
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}

function findSecretSegments(template: string, isSecret: (name: string) => boolean): readonly number[] {
  return template
    .split('/')
    .toReversed()
    .flatMap((segment, fromEnd) => {
      const names = Array.from(segment.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => name);
      return names.some(isSecret) ? [fromEnd] : [];
    });
}

/** Hides segments of a path, counted from its end, because it may have a prefix that the template doesn't have. */
function hideSegments(url: string, fromEnd: readonly number[]): string {
  if (fromEnd.length === 0) return url;
  const [path = '', ...query] = url.split(/(?=[?#])/);
  const segments = path.split('/');
  const shown = segments.map((segment, index) => (fromEnd.includes(segments.length - 1 - index) ? REDACTED : segment));
  return shown.join('/') + query.join('');
}
