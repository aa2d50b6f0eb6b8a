import { parseCookie } from 'cookie';

import { createPairsReader, decodeField, likeliestReading } from '../text/pairs-reader.ts';
import type { PairsReaderOptions } from '../text/pairs-reader.ts';
import { isBeyondCaller, isForbiddenHeader, isFromBrowser } from './forbidden-header.ts';
import type { Parameter } from './parameters.ts';
import { segmentsOf } from '../match/path-matcher.ts';
import { unescapeComponent } from '../text/query.ts';
import type { TextForm } from '../text/text-form.ts';
import { Unreadable } from '../text/unreadable.ts';
import { quote } from '../violation.ts';
import type { Violation } from '../violation.ts';

/** The decoded values of a request's parameters, without those that are absent or that the vendor would reject. */
export interface ParameterValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  /** The request's body, if the operation has one and it was sent. */
  readonly body?: unknown;
  /** The media type of the body, by its name in the contract. */
  readonly bodyType?: string;
}

export interface RequestReading {
  readonly values: ParameterValues;
  readonly violations: readonly Violation[];
}

/** The parts of a request that an operation reads. */
export interface ReadableRequest {
  /** Not decoded. Needed only for a list or an object in the path. Other parameters use the values of the match. */
  readonly path?: string;
  /** The query string, without its question mark, not decoded. */
  readonly query: string;
  /** The headers by lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export type RequestReader = (request: ReadableRequest, pathValues: Readonly<Record<string, string>>) => RequestReading;

/** The values of a location without parameters. */
export const NO_VALUES: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

/** Compiles a reader that decodes the parameters of an operation and checks them. */
export function createRequestReader(
  parameters: readonly Parameter[],
  options: Pick<PairsReaderOptions, 'provenance' | 'ignored'>,
): RequestReader {
  const ofPath = parameters.filter(({ location }) => location === 'path');
  const whole = parameters.find(({ isWholeQuery }) => isWholeQuery);
  const ofQuery = parameters.filter(({ location, isWholeQuery }) => location === 'query' && !isWholeQuery);
  const ofHeader = parameters.filter(({ location }) => location === 'header');
  const ofCookie = parameters.filter(({ location }) => location === 'cookie');
  const readPairs = createPairsReader(ofQuery, { ...options, locate: (name) => `query.${name}` });

  return (request, pathValues) => {
    const violations: Violation[] = [];
    // A location without parameters shares one empty object, which is faster.
    const path = ofPath.length === 0 ? NO_VALUES : readPath(request, pathValues, violations);
    const header = ofHeader.length === 0 ? NO_VALUES : readHeaders(request, violations);
    const received = readPairs(whole === undefined ? request.query : '', violations);
    const query: Record<string, unknown> = Object.create(null);
    if (whole !== undefined) {
      const text = unescapeComponent(request.query);
      accept(query, whole, text === '' ? undefined : (form) => form.decode(text), violations);
    }
    for (const parameter of ofQuery) {
      const pairs = received.get(parameter.name);
      accept(query, parameter, pairs === undefined ? undefined : (form) => decodeField(form, pairs), violations);
    }
    const cookie = ofCookie.length === 0 ? NO_VALUES : readCookies(request, violations);
    return { values: { path, query, header, cookie }, violations };
  };

  function readPath(
    request: ReadableRequest,
    pathValues: Readonly<Record<string, string>>,
    violations: Violation[],
  ): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    for (const parameter of ofPath) {
      const text = parameter.readsEscaped ? segmentOf(request, pathValues, parameter) : pathValues[parameter.name];
      accept(values, parameter, text === undefined ? undefined : (form) => form.decode(text), violations);
    }
    return values;
  }

  function readHeaders({ headers }: ReadableRequest, violations: Violation[]): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    for (const parameter of ofHeader) {
      const text = isBeyondCaller(parameter.name, headers) ? undefined : textOf(headers[parameter.name]);
      accept(values, parameter, text === undefined ? undefined : (form) => form.decode(text), violations);
    }
    return values;
  }

  /** Undeclared cookies are ignored: browsers send the cookies of all servers of a host. */
  function readCookies({ headers }: ReadableRequest, violations: Violation[]): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    const cookies = textOf(headers['cookie']) ?? '';
    const sent = parseCookie(cookies, { decode: (text) => text });
    for (const parameter of ofCookie) {
      const escaped = (parameter.isSpread ? spreadText(cookies, parameter) : undefined) ?? sent[parameter.name];
      const text = escaped === undefined || parameter.readsEscaped ? escaped : unescapeComponent(escaped);
      accept(values, parameter, text === undefined ? undefined : (form) => form.decode(text), violations);
    }
    return values;
  }
}

/**
 * Violations for required headers that are absent and that no script in a browser can send. None for browsers.
 * They are not part of a reading, because a vendor doesn't refuse a request without such a header, unless its API does.
 */
export function createAbsentForbidden(
  parameters: readonly Parameter[],
): (request: ReadableRequest) => readonly Violation[] {
  const required = parameters.filter((parameter) => parameter.required && isForbidden(parameter));
  return ({ headers }) =>
    required.length === 0 || isFromBrowser(headers)
      ? []
      : required
          .filter(({ name }) => headers[name] === undefined)
          .map(({ name, provenance }) => ({
            location: `header.${name}`,
            rule: 'required',
            message: 'required, but absent',
            severity: 'warning',
            provenance,
          }));
}

function isForbidden({ location, name }: Parameter): boolean {
  return location === 'header' && isForbiddenHeader(name);
}

/**
 * The values of the cookies of a list or an object, joined with commas: `a=1; a=2` is `1,2`, and so is `a=1&a=2`, the
 * syntax of RFC 6570. Undefined if there is none.
 */
function spreadText(cookies: string, { name, keys }: Parameter): string | undefined {
  const pairs = cookies.split(/[;&]/).map((pair) => /^\s*([^=]*)=(.*?)\s*$/.exec(pair));
  const parts = pairs.flatMap((match) => {
    const [, key = '', value = ''] = match ?? [];
    if (match === null) return [];
    if (keys.length > 0) return keys.includes(key) ? [`${key},${value}`] : [];
    return key === name ? [value] : [];
  });
  return parts.length === 0 ? undefined : parts.join(',');
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? value.join(', ') : value;
}

function segmentOf(
  { path }: ReadableRequest,
  pathValues: Readonly<Record<string, string>>,
  { name, segment }: Parameter,
): string | undefined {
  return path === undefined || segment === undefined ? pathValues[name] : segmentsOf(path).at(segment);
}

/** @param decode Absent if the parameter was not sent. */
function accept(
  values: Record<string, unknown>,
  parameter: Parameter,
  decode: ((form: TextForm) => unknown) | undefined,
  violations: Violation[],
): void {
  const { name, location, severity, provenance, schema, others } = parameter;
  const value = decode === undefined ? undefined : likeliestReading(parameter, decode);
  if (decode === undefined || value === undefined) {
    if (parameter.required && !isForbidden(parameter)) {
      violations.push({
        location: `${location}.${name}`,
        rule: 'required',
        message: 'required, but absent',
        severity,
        provenance,
      });
    }
    return;
  }
  if (schema.accepts(value)) {
    values[name] = value;
    return;
  }
  for (const form of others) {
    const other = decode(form);
    if (other === undefined || !schema.accepts(other)) continue;
    values[name] = other;
    return;
  }
  // The operation gets a value that the vendor would not reject.
  const isUnreadable = value instanceof Unreadable;
  if (severity === 'warning') values[name] = isUnreadable ? value.text : value;
  const message = isUnreadable
    ? `${value.problem}, got ${quote(value.text)}`
    : `${schema.explain(value)}, got ${quote(value)}`;
  const rule = isUnreadable ? 'malformed' : 'schema';
  violations.push({ location: `${location}.${name}`, rule, message, severity, provenance });
}
