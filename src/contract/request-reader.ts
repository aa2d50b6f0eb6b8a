import { closest, distance } from 'fastest-levenshtein';

import type { Provenance } from './document.ts';
import type { Parameter } from './parameters.ts';
import { parseQuery } from './query.ts';
import type { QueryPair } from './query.ts';
import { quote } from './violation.ts';
import type { Violation } from './violation.ts';

/** The values of a request's parameters, decoded. One that is absent is left out, and one that the vendor would reject. */
export interface ParameterValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
}

export interface RequestReading {
  readonly values: ParameterValues;
  readonly violations: readonly Violation[];
}

/** What of a request an operation reads. */
export interface ReadableRequest {
  /** The query string, without its question mark, not yet decoded. */
  readonly query: string;
  /** The headers by lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What a query string brought, by the name of its parameter. */
interface Received {
  readonly single: Map<string, unknown>;
  readonly several: Map<string, unknown[]>;
  readonly brackets: Map<string, Record<string, unknown>>;
}

export type RequestReader = (request: ReadableRequest, pathValues: Readonly<Record<string, string>>) => RequestReading;

/** So many violations are told of one request; a client that makes more has been told enough. */
const MAX_VIOLATIONS = 50;

/** Compiles what reads the parameters of an operation and holds them against their schemas. */
export function createRequestReader(parameters: readonly Parameter[], provenance: Provenance): RequestReader {
  const ofPath = parameters.filter(({ location }) => location === 'path');
  const ofQuery = parameters.filter(({ location }) => location === 'query');
  const ofHeader = parameters.filter(({ location }) => location === 'header');
  const byQueryName = new Map(ofQuery.map((parameter) => [parameter.name, parameter]));
  const absorber = ofQuery.find(({ alsoExploded }) => alsoExploded);

  return (request, pathValues) => {
    const violations: Violation[] = [];
    const path: Record<string, unknown> = Object.create(null);
    const header: Record<string, unknown> = Object.create(null);
    for (const parameter of ofPath) accept(path, parameter, pathValues[parameter.name], violations);
    for (const parameter of ofHeader) {
      const value = request.headers[parameter.name];
      const text = typeof value === 'object' ? value.join(', ') : value;
      accept(header, parameter, text === undefined ? undefined : parameter.decode(text), violations);
    }
    const query = readQuery(parseQuery(request.query), violations);
    return { values: { path, query, header }, violations };
  };

  function readQuery(pairs: readonly QueryPair[], violations: Violation[]): Record<string, unknown> {
    const query: Record<string, unknown> = Object.create(null);
    const received: Received = { single: new Map(), several: new Map(), brackets: new Map() };
    for (const pair of pairs) readPair(pair, received, violations);
    for (const parameter of ofQuery)
      accept(query, parameter, received[parameter.shape].get(parameter.name), violations);
    return query;
  }

  function readPair(pair: QueryPair, received: Received, violations: Violation[]): void {
    const location = `query.${pair.name}`;
    const parameter = byQueryName.get(pair.name);
    if (pair.malformed && violations.length < MAX_VIOLATIONS) {
      const message = `a percent-escape in ${quote(pair.value)} can't be decoded`;
      violations.push({
        location,
        rule: 'malformed',
        message,
        severity: parameter?.severity ?? 'warning',
        provenance: 'assumed',
      });
    }
    if (parameter === undefined || parameter.shape === 'brackets') {
      readKey(pair, received, violations);
    } else if (parameter.shape === 'several') {
      entryOf(received.several, parameter.name, () => []).push(parameter.decode(pair.value));
    } else {
      if (received.single.has(parameter.name)) reportRepeated(pair, parameter, violations);
      received.single.set(parameter.name, parameter.decode(pair.value));
    }
  }

  /** Reads `proxy[page]=2`, or a key without brackets of an object that may arrive so; else it is unknown. */
  function readKey(pair: QueryPair, received: Received, violations: Violation[]): void {
    const bracket = pair.name.indexOf('[');
    const named = bracket > 0 && pair.name.endsWith(']') ? byQueryName.get(pair.name.slice(0, bracket)) : undefined;
    const owner = named?.shape === 'brackets' ? named : absorber;
    if (owner !== undefined) {
      const key = owner === named ? keyWithin(pair.name.slice(bracket + 1, -1)) : pair.name;
      const members = entryOf(received.brackets, owner.name, (): Record<string, unknown> => Object.create(null));
      if (key in members) reportRepeated(pair, owner, violations);
      members[key] = owner.decode(pair.value, key);
    } else if (violations.length < MAX_VIOLATIONS) {
      violations.push({
        location: `query.${pair.name}`,
        rule: 'unknown',
        message: unknownMessage(pair.name),
        severity: 'warning',
        provenance,
      });
    }
  }

  function unknownMessage(name: string): string {
    if (byQueryName.has(name)) return `its keys stand in brackets, ${name}[key]=value`;
    const known = [...byQueryName.keys()];
    if (known.length === 0) return 'unknown parameter; the operation has none in the query';
    const nearest = name.length > 100 ? undefined : closest(name, known);
    const isNear = nearest !== undefined && distance(name, nearest) <= Math.max(2, nearest.length / 4);
    return isNear
      ? `unknown parameter; did you mean "${nearest}"?`
      : `unknown parameter; known are ${known.join(', ')}`;
  }
}

/** The key of `proxy[filter][age]` is `filter[age]`, as is that of `proxy[filter[age]]`. */
function keyWithin(brackets: string): string {
  const [first = '', ...nested] = brackets.split('][');
  return first.includes('[') ? brackets : first + nested.map((key) => `[${key}]`).join('');
}

function reportRepeated(
  { name, value }: QueryPair,
  { severity, provenance }: Parameter,
  violations: Violation[],
): void {
  if (violations.length >= MAX_VIOLATIONS) return;
  const message = `sent more than once, but takes one value; the last one, ${quote(value)}, is read`;
  violations.push({ location: `query.${name}`, rule: 'repeated', message, severity, provenance });
}

function accept(values: Record<string, unknown>, parameter: Parameter, value: unknown, violations: Violation[]): void {
  const { name, location, severity, provenance, schema } = parameter;
  if (value === undefined) {
    if (parameter.required) {
      violations.push({
        location: `${location}.${name}`,
        rule: 'required',
        message: 'required, but absent',
        severity,
        provenance,
      });
    }
  } else {
    // What the vendor would not notice reaches the operation as it came.
    const isAccepted = schema.accepts(value);
    if (isAccepted || severity === 'warning') values[name] = value;
    if (isAccepted) return;
    const message = `${schema.explain(value)}, got ${quote(value)}`;
    violations.push({ location: `${location}.${name}`, rule: 'schema', message, severity, provenance });
  }
}

function entryOf<T>(map: Map<string, T>, key: string, create: () => T): T {
  const entry = map.get(key) ?? create();
  map.set(key, entry);
  return entry;
}
