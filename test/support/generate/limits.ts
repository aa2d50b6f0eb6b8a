import { isForbiddenHeader } from '../../../src/contract/request/forbidden-header.ts';
import type { DescribedParameter } from './parameters.ts';
import { delimiterOf, isOneText, isSpread } from './styles.ts';

/** A request's parameters in the form of Prism: the query is decoded, the values of a repeated name are in a list. */
export interface JudgedRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A known limit of Prism: requests that it judges differently than we do. */
export interface Limit {
  readonly name: string;
  /** Whether the limit concerns a request. */
  appliesTo(request: JudgedRequest, parameters: readonly DescribedParameter[]): boolean;
}

/**
 * The requests that Prism is known to judge differently. test/generated/limits.test.ts shows each limit with its reason.
 * Both must judge a generated request alike if no limit concerns it.
 */
export const LIMITS: readonly Limit[] = [
  {
    name: 'a required header that no script can send',
    appliesTo: ({ headers }, parameters) =>
      parameters.some(
        ({ name, location, required }) =>
          location === 'header' &&
          required &&
          isForbiddenHeader(name.toLowerCase()) &&
          !Object.hasOwn(headers, name.toLowerCase()),
      ),
  },
  {
    name: 'an empty value',
    appliesTo: ({ query, headers }, parameters) =>
      parameters.some(({ name, location }) =>
        location === 'header'
          ? headers[name.toLowerCase()] === ''
          : location === 'query' && keysOf(query, name).some((key) => [query[key]].flat().includes('')),
      ),
  },
  {
    name: 'a name in another case',
    appliesTo: ({ query }, parameters) =>
      Object.keys(query).some((key) =>
        parameters.flatMap(namesOf).some((name) => {
          return baseOf(key) !== name && baseOf(key).toLowerCase() === name.toLowerCase();
        }),
      ),
  },
  {
    name: 'a member of an object whose name has capitals',
    appliesTo: ({ query }, parameters) =>
      parameters.some(
        ({ name, location, types }) =>
          location === 'query' &&
          types.includes('object') &&
          Object.keys(query).some((key) => key.startsWith(`${name}[`) && /\[.*[A-Z]/.test(key)),
      ),
  },
  {
    name: 'a number in a form that only JavaScript accepts',
    appliesTo: (request, parameters) =>
      parameters.some((parameter) => isNumeric(parameter) && textsOf(request, parameter).some(isJavaScriptNumber)),
  },
  {
    name: 'an unusual instant',
    appliesTo: (request, parameters) =>
      parameters.some(
        (parameter) =>
          parameter.schema.format === 'date-time' &&
          textsOf(request, parameter).some((text) => /:60|24(:?\d\d)?$/.test(text)),
      ),
  },
  {
    name: 'a comma in a path',
    appliesTo: ({ path }) => path.includes(','),
  },
  {
    name: 'an absent object',
    appliesTo: ({ query }, parameters) =>
      parameters.some(
        ({ name, location, types, required, schema }) =>
          location === 'query' &&
          types.includes('object') &&
          (required || schema.required !== undefined) &&
          keysOf(query, name).length === 0,
      ),
  },
  {
    name: 'a member that an object does not declare',
    appliesTo: ({ query }, parameters) =>
      parameters.some((parameter) => {
        const undeclared = memberKeysOf(query, parameter, parameters).filter((key) => !parameter.members.has(key));
        const isClosed = parameter.schema.additionalProperties === false;
        return isClosed ? undeclared.length > 0 : new Set(undeclared).size < undeclared.length;
      }),
  },
  {
    name: 'an invalid Content-Type',
    appliesTo: ({ headers: { 'content-type': text } }) => text !== undefined && !/^[\w-]+\/[\w-]+( *;.*)?$/.test(text),
  },
  {
    name: 'a path without the prefix of its style',
    appliesTo: ({ path }, parameters) =>
      parameters.some(({ name, location, style }) => {
        const start = { label: '.', matrix: `;${name}=` }[style];
        return location === 'path' && start !== undefined && !path.includes(`/${start}`);
      }),
  },
  {
    name: 'a list whose name is sent several times',
    appliesTo: ({ query }, parameters) =>
      parameters.some(
        ({ name, location, types }) =>
          location === 'query' && types.includes('array') && [query[name]].flat().length > 1,
      ),
  },
  {
    name: 'a text with delimiters that is sent twice',
    appliesTo: ({ query }, parameters) =>
      parameters.some((parameter) => isOneText(parameter) && typeof query[parameter.name] === 'object'),
  },
  {
    name: 'an object that is not a list of pairs',
    appliesTo: (request, parameters) =>
      parameters.some(
        (parameter) =>
          isOneText(parameter) &&
          parameter.types.includes('object') &&
          textsIn(request, parameter).some((text) => !isPaired(text, parameter)),
      ),
  },
  {
    name: 'a space beside a comma of a header',
    appliesTo: ({ headers }, parameters) =>
      parameters.some((parameter) => {
        const text = parameter.location === 'header' ? headers[parameter.name.toLowerCase()] : undefined;
        return isOneText(parameter) && text !== undefined && /\s[,=]|[,=]\s|^\s|\s$/.test(text);
      }),
  },
  {
    name: 'a list or an object in a header that is absent',
    appliesTo: ({ headers }, parameters) =>
      parameters.some(
        (parameter) =>
          parameter.location === 'header' &&
          isOneText(parameter) &&
          headers[parameter.name.toLowerCase()] === undefined,
      ),
  },
  {
    name: 'a deprecated parameter',
    appliesTo: (request, parameters) =>
      parameters.some((parameter) => parameter.deprecated && textsOf(request, parameter).length > 0),
  },
];

/** The keys of a query that belong to a parameter: its name, or for an object its name and a key in brackets. */
function keysOf(query: JudgedRequest['query'], name: string): readonly string[] {
  return Object.keys(query).filter((key) => key === name || (key.startsWith(`${name}[`) && key.endsWith(']')));
}

/** The keys of an object in a query. A key that is sent twice is listed twice. */
function memberKeysOf(
  query: JudgedRequest['query'],
  { name, types, isAlsoExploded }: DescribedParameter,
  parameters: readonly DescribedParameter[],
): readonly string[] {
  if (!types.includes('object')) return [];
  return Object.entries(query).flatMap(([key, values]) => {
    const isOwn = key.startsWith(`${name}[`) && key.endsWith(']');
    if (!isOwn && (!isAlsoExploded || parameters.some((other) => other.name === key && other.name !== name))) return [];
    return [values].flat().map(() => (isOwn ? keyWithin(key.slice(name.length + 1, -1)) : key));
  });
}

/** The key within the outer brackets: `a][b` is `a[b]`. */
function keyWithin(brackets: string): string {
  return brackets.includes('][') ? `${brackets.replace('][', '[')}]` : brackets;
}

function baseOf(key: string): string {
  return key.includes('[') ? key.slice(0, key.indexOf('[')) : key;
}

/** The names in the query that belong to a parameter. */
function namesOf(parameter: DescribedParameter): readonly string[] {
  return isSpread(parameter) ? [...parameter.members.keys()] : [parameter.name];
}

/** Whether keys and values alternate, or are joined by equals signs, and each key is unique. */
function isPaired(text: string, parameter: DescribedParameter): boolean {
  const parts = text.split(delimiterOf(parameter));
  const isEqualled = parameter.location === 'header' && parameter.explode;
  const keys = isEqualled ? parts.map((part) => part.split('=')[0]) : parts.filter((_, index) => index % 2 === 0);
  const isWhole = isEqualled ? parts.every((part) => part.split('=').length === 2) : parts.length % 2 === 0;
  return isWhole && new Set(keys).size === keys.length;
}

/** The texts of the values of a parameter. A text with delimiters is split into its parts. */
function textsOf(request: JudgedRequest, parameter: DescribedParameter): readonly string[] {
  if (isSpread(parameter)) return [...parameter.members.keys()].flatMap((key) => request.query[key] ?? []);
  const texts = textsIn(request, parameter);
  return isOneText(parameter) ? texts.flatMap((text) => text.split(/[,=|.]/)) : texts;
}

function textsIn({ path, query, headers }: JudgedRequest, { name, location }: DescribedParameter): readonly string[] {
  if (location === 'path') {
    const segments = path.split('/').filter((segment) => segment !== '');
    return segments.map((segment) => decodeURIComponent(segment).replace(/^(\.|;\w+=)/, ''));
  }
  if (location === 'header') return [headers[name.toLowerCase()] ?? []].flat();
  return keysOf(query, name).flatMap((key) => query[key] ?? []);
}

function isNumeric({ types, item, members }: DescribedParameter): boolean {
  const all = new Set([...types, item.type, ...Array.from(members.values(), ({ type }) => type)].flat());
  return all.has('number') || all.has('integer');
}

/** Whether `==` reads a text as a number, although it is not written as a decimal number. */
function isJavaScriptNumber(text: string): boolean {
  const isPlain = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
  return !isPlain && !Number.isNaN(Number(text));
}
