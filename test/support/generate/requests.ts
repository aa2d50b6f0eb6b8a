import * as fc from 'fast-check';

import type { Operation } from '../../../src/contract/operation.ts';
import type { Service } from '../../../src/engine/service.ts';
import { variationNames } from '../../../src/engine/variation/variation.ts';
import { bodiesFor } from './bodies.ts';
import { parametersOf } from './parameters.ts';
import type { DescribedParameter } from './parameters.ts';
import { MALFORMED_ESCAPES, queriesFor } from './queries.ts';
import { hostileTexts, textsFor } from './texts.ts';

export type Headers = Readonly<Record<string, string>>;

/** A request as it is sent. */
export interface GeneratedRequest {
  readonly method: string;
  /** The prefix of the API: its name, a session and its name, or nothing if the path is the vendor's own. */
  readonly prefix: string;
  /** The encoded path. */
  readonly path: string;
  /** The query without its question mark, or undefined. */
  readonly query: string | undefined;
  readonly headers: Headers;
  /** Present if the operation has a body. */
  readonly body?: string | undefined;
}

/** The values that requests are made of, in addition to the contract. */
export interface Material {
  /** Values of the campus, for this API or for another, grouped by kind. */
  readonly knownValues: readonly (readonly string[])[];
  /** Values of headers that at least one API accepts. */
  readonly knownHeaderValues: readonly string[];
  /** The credentials of every persona of every API. */
  readonly credentials: readonly Headers[];
}

/** Node accepts 16 KB of address and headers. The client adds some headers of its own. */
const MAX_REQUEST_CHARACTERS = 14_000;

const METHODS = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];

const HOSTILE_SEGMENTS = [
  ['.', '..', '%2e%2e', '..%2f..', '%00', '%0d%0a', 'a%2Fb', 'a,b', 'a%2Cb', 'a;b=c', 'a+b', '%20', '~', '*', '$'],
  ['__proto__', 'constructor', '{id}', '{}', '[0]', '|', '^', '"', '%22', '#', '%23', '%3F', ':', 'x'.repeat(4000)],
  ['%F0%9F%98%80', '%E2%80%AE', '%EF%BB%BF', 'undefined', 'null', '0', '-1', '1e9', '%u0041'],
  MALFORMED_ESCAPES,
].flat();

const ACCEPTS = [
  ['*/*', 'application/*', 'text/*', '*', '', ',', ',,;;', ';q=1', 'application', '/', '*/json', 'image/png'],
  ['*/*;q=0', 'application/json;q=0', 'application/json;q=2', 'application/json;q=abc', 'APPLICATION/JSON'],
  ['application/json;charset="a,b"', 'application/json;x="', 'text/html,application/xhtml+xml,*/*;q=0.8'],
  ['application/json; version=1', 'application/xml;q=0.9, application/json;q=0.1', '\u00FF/\u00FF', 'a/b,'.repeat(900)],
].flat();

/** Requests to one API: valid ones, and invalid ones of each kind. */
export function requestsTo(service: Service, material: Material): fc.Arbitrary<GeneratedRequest> {
  const operations = [...service.contract.operations.values()];
  return fc
    .oneof(...operations.map((operation) => requestsFor(service, operation, material)))
    .filter((request) => sizeOf(request) < MAX_REQUEST_CHARACTERS);
}

/** The address as it is sent. */
export function targetOf({ prefix, path, query }: GeneratedRequest): string {
  return prefix + path + (query === undefined ? '' : `?${query}`);
}

function sizeOf(request: GeneratedRequest): number {
  return targetOf(request).length + JSON.stringify(request.headers).length;
}

function requestsFor(service: Service, operation: Operation, material: Material): fc.Arbitrary<GeneratedRequest> {
  const { name } = service;
  const samples = material.knownValues.flatMap((values) => values.slice(0, 3));
  const parameters = parametersOf(service.contract, operation).map((parameter) => {
    const known = parameter.location === 'header' ? material.knownHeaderValues : samples;
    return parameter.types.includes('string')
      ? { ...parameter, examples: [...parameter.examples, ...known] }
      : parameter;
  });
  const addresses = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(prefixesOf(name), pathsOf(operation, parameters, material)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant(`/${name}`), brokenPaths(operation)) },
  );
  return fc
    .record({
      method: fc.oneof({ weight: 9, arbitrary: fc.constant(operation.method) }, fc.constantFrom(...METHODS)),
      address: addresses,
      query: fc.option(queriesFor(parameters, { isMalformed: true, hasUnknown: true }), { nil: undefined, freq: 4 }),
      headers: headersFor(service, operation, parameters, material),
      body: bodiesFor(service, operation, material.knownValues.flat()),
    })
    .map(({ address: [prefix, path], headers, body, ...others }) => {
      const sent = body === undefined ? headers : { 'content-type': body.type, ...headers };
      return { prefix, path, headers: sent, body: body?.text, ...others };
    });
}

function prefixesOf(api: string): fc.Arbitrary<string> {
  return fc.constantFrom('', '', `/${api}`, `/${api}`, `/sessions/generated/${api}`, '/sessions/generated');
}

function pathsOf(
  { path }: Operation,
  parameters: readonly DescribedParameter[],
  { knownValues }: Material,
): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment) => {
    const parameter = parameters.find(({ location, name }) => location === 'path' && segment === `{${name}}`);
    if (parameter === undefined) return fc.constant(segment);
    return fc.oneof(
      {
        weight: 6,
        arbitrary: fc.oneof(...knownValues.map((values) => fc.constantFrom(...values))).map(encodeURIComponent),
      },
      { weight: 2, arbitrary: textsFor(parameter.schema, parameter.examples).map(encodeURIComponent) },
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_SEGMENTS) },
    );
  });
  return fc.tuple(...segments).map((texts) => texts.join('/'));
}

/** Paths that are similar to that of the operation. */
function brokenPaths({ path }: Operation): fc.Arbitrary<string> {
  const filled = path.replaceAll(/\{[^}]*\}/g, 'x');
  return fc.oneof(
    fc.constantFrom('', '/', '//', `${filled}/`, `/${filled}`, filled.toUpperCase(), `${filled}.json`, `${filled}/x`),
    fc.constantFrom(
      filled.slice(0, -1),
      filled.replace(/\/[^/]*$/, ''),
      `/${filled.slice(1).replace('/', '%2F')}`,
      '/__mock/health',
    ),
    fc.constantFrom(
      filled.replaceAll('/', '//'),
      `${filled}/..`,
      `/.${filled}`,
      `/%2e${filled}`,
      `${filled};a=b`,
      '/%',
    ),
    fc.nat(filled.length - 1).map((at) => {
      const escape = `%${filled.charCodeAt(at).toString(16)}`;
      return filled[at] === '/' ? filled : filled.slice(0, at) + escape + filled.slice(at + 1);
    }),
    hostileTexts.map((text) => `/${encodeURIComponent(text)}`),
  );
}

function headersFor(
  service: Service,
  operation: Operation,
  parameters: readonly DescribedParameter[],
  material: Material,
): fc.Arbitrary<Headers> {
  const ofHeader = parameters.filter(({ location }) => location === 'header');
  const wished = ofHeader.map((parameter) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({ [parameter.name]: parameter.examples[0] ?? 'x' }) },
      { weight: 1, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: textsFor(parameter.schema, parameter.examples).map((text) => ({
          [parameter.name]: headerText(text),
        })),
      },
    ),
  );
  const accepts = [...service.contract.unmatched.values(), ...operation.responses.values()].flatMap((response) => [
    ...response.mediaTypes.keys(),
  ]);
  // An account is both a parameter and a part of the credentials: the last one in the list is sent.
  const callers = fc.tuple(fc.tuple(...wished), credentialsOf(service, material), fc.boolean());
  return fc
    .tuple(
      callers.map(([list, own, isOwnLast]): Headers =>
        Object.assign({}, ...(isOwnLast ? [...list, own] : [own, ...list])),
      ),
      rarely('accept', fc.constantFrom(...ACCEPTS, ...accepts), 2),
      rarely('prefer', preferencesOf(operation), 14),
      rarely('origin', fc.constantFrom('http://localhost:5173', 'null', ''), 8),
      rarely('x-lms-mock-session', fc.constantFrom('one', 'two', '', '..', 'a b', 'x'.repeat(65), '\u00FF'), 20),
    )
    .map((list): Headers => Object.assign({}, ...list));
}

function credentialsOf({ api }: Service, { credentials }: Material): fc.Arbitrary<Headers> {
  const right = fc.constantFrom(
    ...api.personas.map(({ headers }): Headers => ({ ...headers, ...api.showcase.headers })),
  );
  const garble = fc.constantFrom<(text: string) => string>(
    () => '',
    (text) => text.slice(0, -1),
    (text) => `${text}x`,
    (text) => ` ${text}  `,
    (text) => text.replace(' ', '   '),
    (text) => text.replace(/^\S+ /, ''),
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => `${text} ${text}`,
    (text) => `${text}~one`,
    (text) => `${text}~`,
    (text) => `${text}~../..`,
    () => 'Basic !!!',
    () => 'Basic eDp5OnA=',
    () => 'Bearer',
    () => '\u00FF\u00FE',
    () => '{"a":1}',
    () => 'x'.repeat(4000),
  );
  const garbled = fc.tuple(right, garble, fc.nat()).map(([headers, change, at]) => {
    const names = Object.keys(headers);
    const name = names[at % names.length] ?? '';
    return { ...headers, [name]: change(headers[name] ?? '') };
  });
  const withoutOne = fc.tuple(right, fc.nat()).map(([headers, at]) => {
    return Object.fromEntries(Object.entries(headers).filter((_, index, { length }) => index !== at % length));
  });
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(...credentials) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: withoutOne },
    { weight: 2, arbitrary: garbled },
  );
}

function preferencesOf(operation: Operation): fc.Arbitrary<string> {
  const answers = Array.from(operation.responses.values(), ({ status, mediaTypes }) => {
    const examples = [...mediaTypes.values()].flatMap((mediaType) => [...mediaType.examples.keys()]);
    return [`code=${status}`, ...examples.flatMap((name) => [`example=${name}`, `code=${status}, example=${name}`])];
  });
  const odd = ['code=299', 'code=abc', 'code=', 'code', 'example=', 'example=none', 'dynamic=false', 'respond-async'];
  const quoted = [
    'code="200"',
    'code=200;dynamic=true',
    'CODE=200',
    'code=200, code=404',
    'example=__proto__',
    '=',
    ';,;',
  ];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...answers.flat()) },
    { weight: 3, arbitrary: fc.nat(4_294_967_296).map((seed) => `variation=${seed}`) },
    fc.constantFrom(...variationNames, 'none', '', '7:', '7:null', '+', 'x').map((wish) => `variation=${wish}`),
    fc.constantFrom('dynamic=true', ...odd, ...quoted),
  );
}

/** No header, `weightOfNone` times as often as one of these values. */
function rarely(name: string, values: fc.Arbitrary<string>, weightOfNone: number): fc.Arbitrary<Headers> {
  return fc.oneof(
    { weight: weightOfNone, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: values.map((value) => ({ [name]: headerText(value) })) },
  );
}

/** The characters of a header: Latin-1 without controls. */
function headerText(text: string): string {
  return text.replaceAll(/[^\t\u0020-\u007E\u0080-\u00FF]/gu, '?');
}
