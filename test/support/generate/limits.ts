import { isForbiddenHeader } from '../../../src/contract/request/forbidden-header.ts';
import type { DescribedParameter } from './parameters.ts';
import { delimiterOf, isOneText, isSpread } from './styles.ts';

/** A request's parameters as Prism takes them: the query decoded, a name that came twice with its values in a list. */
export interface JudgedRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A known limit of Prism: requests of which it says something else than we do. */
export interface Limit {
  readonly name: string;
  /** Whether a request touches it. */
  appliesTo(request: JudgedRequest, parameters: readonly DescribedParameter[]): boolean;
}

/**
 * What Prism is known to judge otherwise. test/generated/limits.test.ts shows each, and why; a generated request
 * that touches none of them must be judged alike.
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
    name: 'a name in other letters',
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
    name: 'a number that only JavaScript writes so',
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
    name: 'an object that is not there',
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
    name: 'a Content-Type that is no media type',
    appliesTo: ({ headers: { 'content-type': text } }) => text !== undefined && !/^[\w-]+\/[\w-]+( *;.*)?$/.test(text),
  },
  {
    name: 'a path that lacks what its style begins with',
    appliesTo: ({ path }, parameters) =>
      parameters.some(({ name, location, style }) => {
        const start = { label: '.', matrix: `;${name}=` }[style];
        return location === 'path' && start !== undefined && !path.includes(`/${start}`);
      }),
  },
  {
    name: 'a list whose name came several times',
    appliesTo: ({ query }, parameters) =>
      parameters.some(
        ({ name, location, types }) =>
          location === 'query' && types.includes('array') && [query[name]].flat().length > 1,
      ),
  },
  {
    name: 'a text with delimiters that came twice',
    appliesTo: ({ query }, parameters) =>
      parameters.some((parameter) => isOneText(parameter) && typeof query[parameter.name] === 'object'),
  },
  {
    name: 'an object that is not written in pairs',
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
    name: 'a parameter that is deprecated',
    appliesTo: (request, parameters) =>
      parameters.some((parameter) => parameter.deprecated && textsOf(request, parameter).length > 0),
  },
];

/** The keys of a query that belong to a parameter: its name, or for an object its name and a key in brackets. */
function keysOf(query: JudgedRequest['query'], name: string): readonly string[] {
  return Object.keys(query).filter((key) => key === name || (key.startsWith(`${name}[`) && key.endsWith(']')));
}

/** The keys that a query brings for an object, one that comes twice twice. */
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

/** What stands in brackets within brackets is named as it would be without the outer ones. */
function keyWithin(brackets: string): string {
  return brackets.includes('][') ? `${brackets.replace('][', '[')}]` : brackets;
}

function baseOf(key: string): string {
  return key.includes('[') ? key.slice(0, key.indexOf('[')) : key;
}

/** The names in the query that are a parameter's. */
function namesOf(parameter: DescribedParameter): readonly string[] {
  return isSpread(parameter) ? [...parameter.members.keys()] : [parameter.name];
}

/** Whether keys and values alternate, or stand around equals signs, and each key comes once. */
function isPaired(text: string, parameter: DescribedParameter): boolean {
  const parts = text.split(delimiterOf(parameter));
  const isEqualled = parameter.location === 'header' && parameter.explode;
  const keys = isEqualled ? parts.map((part) => part.split('=')[0]) : parts.filter((_, index) => index % 2 === 0);
  const isWhole = isEqualled ? parts.every((part) => part.split('=').length === 2) : parts.length % 2 === 0;
  return isWhole && new Set(keys).size === keys.length;
}

/** The texts of the values of a parameter: of its parts, where it is written with delimiters. */
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

/** What `==` takes for a number, but no other language would write into a query. */
function isJavaScriptNumber(text: string): boolean {
  const isPlain = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
  return !isPlain && !Number.isNaN(Number(text));
}
