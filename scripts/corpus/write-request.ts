import { create } from 'xmlbuilder2';

import type { OperationParts, SentBody, SentParameter, TriedOperation } from './operation-parts.ts';
import { isTree, resolved } from './standalone-schema.ts';

/** A request as it is sent. */
export interface WrittenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Pair = readonly [string, string];

/** Writes a request by the styles of its parameters and the media type of its body. */
export function writeRequest(
  document: object,
  operation: TriedOperation,
  { parameters, body }: Extract<OperationParts, { kind: 'parts' }>,
): WrittenRequest {
  const credentials = credentialsOf(document, operation);
  const pairsIn = (place: string): readonly Pair[] => [
    ...parameters.filter((each) => each.in === place).flatMap(pairsOf),
    ...credentials.flatMap((each) => (each.in === place ? [[each.name, each.value] as const] : [])),
  ];
  const ofPath = new Map(parameters.filter((each) => each.in === 'path').map((each) => [each.name, pathText(each)]));
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => ofPath.get(name) ?? '1');
  const query = pairsIn('query')
    .map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
    .join('&');
  const cookies = pairsIn('cookie')
    .map((pair) => pair.join('='))
    .join('; ');
  const written = body === undefined ? undefined : writeBody(body);
  return {
    method: operation.method,
    path: (query === '' ? path : `${path}?${query}`).replace(/#.*/s, ''),
    headers: {
      ...Object.fromEntries(pairsIn('header').map(([name, value]) => [name, headerText(value)])),
      ...(cookies === '' ? {} : { Cookie: cookies }),
      ...(written === undefined ? {} : { 'Content-Type': written.mediaType }),
    },
    ...(written === undefined ? {} : { body: written.text }),
  };
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/** The names and texts of a parameter of a query, header or cookie. */
function pairsOf({ name, in: place, node, value }: SentParameter): readonly Pair[] {
  const encode = place === 'query' || place === 'cookie' ? encodeURIComponent : (text: string): string => text;
  if (node['content'] !== undefined) return [[name, encode(JSON.stringify(value))]];
  const style = styleOf(node, place === 'header' ? 'simple' : 'form');
  const isExploded = typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form';
  const delimiter = DELIMITERS[style] ?? ',';
  if (style === 'deepObject') return inBrackets(name, value).map(([key, text]) => [key, encode(text)]);
  if (Array.isArray(value)) {
    const texts = value.map((each) => encode(textOf(each)));
    return isExploded && place !== 'header' ? texts.map((text) => [name, text]) : [[name, texts.join(delimiter)]];
  }
  if (!isTree(value)) return [[name, encode(textOf(value))]];
  const members = Object.entries(value).map(([key, each]) => [key, encode(textOf(each))] as const);
  if (isExploded && place !== 'header') return members;
  return [[name, members.map((pair) => pair.join(isExploded ? '=' : delimiter)).join(delimiter)]];
}

/** Nested values have nested brackets: `a[b][c]=1`, `a[0][c]=1`. */
function inBrackets(name: string, value: unknown): readonly Pair[] {
  if (typeof value !== 'object' || value === null) return [[name, textOf(value)]];
  return Object.entries(value).flatMap(([key, each]) => inBrackets(`${name}[${key}]`, each));
}

function styleOf({ style }: Readonly<Record<string, unknown>>, fallback: string): string {
  return typeof style === 'string' ? style : fallback;
}

function pathText({ name, node, value }: SentParameter): string {
  const style = styleOf(node, 'simple');
  const isExploded = node['explode'] === true;
  const prefix = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  const separator = isExploded && prefix !== '' ? prefix : ',';
  const encode = (each: unknown): string => encodeURIComponent(textOf(each));
  const own = style === 'matrix' ? `${name}=` : '';
  if (Array.isArray(value)) {
    const items = value.map((each) => (isExploded ? own : '') + encode(each)).join(separator);
    return prefix + (isExploded ? '' : own) + items;
  }
  if (!isTree(value)) return prefix + own + encode(value);
  const members = Object.entries(value).map(([key, each]) => `${key}${isExploded ? '=' : ','}${encode(each)}`);
  return prefix + (isExploded ? '' : own) + members.join(separator);
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Node refuses to send other characters in a header. */
function headerText(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]/g, '?');
}

const BOUNDARY = 'lms-mock-corpus';

function writeBody({ mediaType, node, value }: SentBody): { readonly mediaType: string; readonly text: string } {
  const plain = mediaType.replace(/\*\/\*.*/, 'application/json').replace(/\*$/, 'plain');
  if (/^application\/([^;]+\+)?json\b/i.test(plain)) return { mediaType: plain, text: JSON.stringify(value) };
  const members = Object.entries(Object(value)).map(([name, each]) => {
    const encoding = Object(Object(node['encoding'])[name]);
    return { name, value: each, encoding };
  });
  if (/urlencoded/i.test(plain)) {
    const pairs = members.flatMap(({ name, value: each, encoding }) =>
      pairsOf({ name, in: 'query', node: encoding, value: each, judge: () => ({ kind: 'valid' }) }),
    );
    return { mediaType: plain, text: pairs.map(([name, text]) => `${encodeURIComponent(name)}=${text}`).join('&') };
  }
  if (/^(application|text)\/([^;]+\+)?xml\b/i.test(plain)) return { mediaType: plain, text: writeXml(node, value) };
  if (!/^multipart\//i.test(plain)) return { mediaType: plain, text: textOf(value) };
  const parts = members.flatMap(({ name, value: each }) =>
    (Array.isArray(each) ? each : [each]).map((item: unknown) => {
      const type = typeof item === 'object' ? 'Content-Type: application/json\r\n' : '';
      return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n${type}\r\n${textOf(item)}\r\n`;
    }),
  );
  return { mediaType: `${plain}; boundary=${BOUNDARY}`, text: `${parts.join('')}--${BOUNDARY}--\r\n` };
}

/** An element for each member, below one that is named by the schema. Attributes and wrapped lists are not written. */
function writeXml({ schema }: Readonly<Record<string, unknown>>, value: unknown): string {
  const { xml, $ref } = Object(schema);
  const name: unknown = Object(xml).name ?? String($ref ?? 'root').replace(/.*\//, '');
  return create({ [String(name)]: value }).end();
}

/** Whether no request can have all credentials of an operation: two of them need the same header. */
export function hasClash(document: object, operation: TriedOperation): boolean {
  const places = credentialsOf(document, operation).map((each) => `${each.in} ${each.name}`);
  return new Set(places).size < places.length;
}

interface Credential {
  readonly in: string;
  readonly name: string;
  readonly value: string;
}

/** Mounted documents accept any value. */
function credentialsOf(document: object, { node }: TriedOperation): readonly Credential[] {
  const security: unknown = node.value.security ?? Reflect.get(document, 'security');
  const [requirement] = Array.isArray(security) ? security : [];
  const schemes = Object(Reflect.get(Object(Reflect.get(document, 'components')), 'securitySchemes'));
  return Object.keys(Object(requirement)).flatMap((name): Credential[] => {
    const scheme = resolved(document, schemes[name]);
    if (scheme === undefined) return [];
    const { type, in: place, name: key, scheme: kind } = scheme;
    if (type === 'apiKey') return [{ in: String(place), name: String(key), value: 'any' }];
    const words: Readonly<Record<string, string>> = { basic: 'Basic YW55OmFueQ==', digest: 'Digest username="any"' };
    const value = type === 'http' ? (words[String(kind).toLowerCase()] ?? `${String(kind)} any`) : 'Bearer any';
    return [{ in: 'header', name: 'Authorization', value }];
  });
}
