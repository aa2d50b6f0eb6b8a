import * as fc from 'fast-check';

import type { DescribedParameter } from './parameters.ts';
import { isOneText, isSpread, styledTexts } from './styles.ts';
import { hostileTexts, textsFor } from './texts.ts';

/** A name and its value, not yet encoded. If the value is undefined, there is no `=` either. */
type Pair = readonly [name: string, value: string | undefined];
type Encoder = (text: string) => string;

export interface QueryOptions {
  /** Whether to include percent-escapes that can't be decoded. */
  readonly isMalformed: boolean;
  /** Whether to include parameters that no operation has. */
  readonly hasUnknown: boolean;
}

/** Different encodings of the same text. */
const ENCODERS: readonly Encoder[] = [
  encodeURIComponent,
  (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  (text) => encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  (text) => encodeURIComponent(text).replaceAll(/%(2C|3A|2F|3F|40|5B|5D|3B)/g, (escape) => decodeURIComponent(escape)),
  // Escapes every byte, except in long texts, which would not fit in a request.
  (text) => (text.length > 500 ? encodeURIComponent(text) : Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')),
];

/** Texts that can't be decoded, but can be sent. Bytes beyond ASCII can't be sent: Node refuses them as invalid HTTP. */
export const MALFORMED_ESCAPES: readonly string[] = [
  '%',
  '%E0%A4%A',
  '%ZZ',
  '%C3',
  '%F0%9F%98',
  '%ED%A0%80',
  '%c0%af',
  '%u0041',
];

/** Query strings for parameters, each of them absent, right, wrong, repeated, in brackets, or written oddly. */
export function queriesFor(
  parameters: readonly DescribedParameter[],
  { isMalformed, hasUnknown }: QueryOptions,
): fc.Arbitrary<string> {
  const ofQuery = parameters.filter(({ location }) => location === 'query');
  const known = ofQuery.map((parameter) => encoded(pairsFor(parameter)));
  const unknown = hasUnknown ? [sometimes(encoded(unknownPairs(ofQuery)), 3)] : [];
  const malformed = isMalformed ? [sometimes(malformedParts(ofQuery), 8)] : [];
  return fc.tuple(fc.tuple(...known, ...unknown, ...malformed), fc.boolean()).map(([lists, isReversed]) => {
    const parts = lists.flat();
    return (isReversed ? parts.toReversed() : parts).join('&');
  });
}

function encoded(pairs: fc.Arbitrary<readonly Pair[]>): fc.Arbitrary<readonly string[]> {
  const encoders = fc.tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constant(encodeURIComponent) }, fc.constantFrom(...ENCODERS)),
    fc.constantFrom(...ENCODERS),
  );
  return fc
    .tuple(pairs, encoders)
    .map(([list, [encodeName, encodeValue]]) =>
      list.map(([name, value]) => encodeName(name) + (value === undefined ? '' : `=${encodeValue(value)}`)),
    );
}

function pairsFor(parameter: DescribedParameter): fc.Arbitrary<readonly Pair[]> {
  const { name } = parameter;
  if (isSpread(parameter)) return spreadPairs(parameter);
  if (isOneText(parameter)) {
    const styled = styledTexts(parameter).map((text): Pair => [name, text]);
    return fc.oneof({ weight: 9, arbitrary: fc.tuple(styled) }, fc.array(styled, { maxLength: 2 }));
  }
  if (parameter.types.includes('object')) return sometimes(memberPairs(parameter), 2);
  const texts = textsFor(parameter.item, parameter.examples);
  const pairs = texts.map((text): readonly Pair[] => [[name, text]]);
  const several = fc.array(texts, { minLength: 2, maxLength: 4 }).map((list) => list.map((text): Pair => [name, text]));
  const bracketed = fc
    .tuple(fc.constantFrom('[]', '[0]', '[a]', '[a][b]', '[', ']', '[__proto__]'), texts)
    .map(([suffix, text]): readonly Pair[] => [[name + suffix, text]]);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 12, arbitrary: pairs },
    { weight: parameter.types.includes('array') ? 8 : 2, arbitrary: several },
    { weight: 1, arbitrary: bracketed },
    { weight: 1, arbitrary: texts.map((text): readonly Pair[] => [[name.toUpperCase(), text]]) },
    { weight: 1, arbitrary: fc.constant<readonly Pair[]>([[name, undefined]]) },
  );
}

/** An exploded object, whose keys are names in the query. */
function spreadPairs({ name, members }: DescribedParameter): fc.Arbitrary<readonly Pair[]> {
  const keys = Array.from(members, ([key, schema]) => {
    const names = fc.oneof({ weight: 20, arbitrary: fc.constant(key) }, fc.constantFrom(key.toUpperCase(), name));
    return fc.array(fc.tuple(names, textsFor(schema)), { maxLength: 2 });
  });
  return fc.tuple(...keys).map((lists) => lists.flat());
}

/** An object with its keys in brackets, sometimes with an undeclared key. */
function memberPairs({ name, members }: DescribedParameter): fc.Arbitrary<readonly Pair[]> {
  const declared = Array.from(members, ([key, schema]) =>
    sometimes(
      textsFor(schema).map((text): readonly Pair[] => [[`${name}[${key}]`, text]]),
      1,
    ),
  );
  const keys = fc.oneof(fc.constantFrom('a', 'page', '', '__proto__', 'constructor', 'a][b', '0'), fc.string());
  const free = fc.tuple(keys, hostileTexts).map(([key, text]): readonly Pair[] => [[`${name}[${key}]`, text]]);
  return fc.tuple(...declared, sometimes(free, members.size === 0 ? 1 : 8)).map((lists) => lists.flat());
}

function unknownPairs(known: readonly DescribedParameter[]): fc.Arbitrary<readonly Pair[]> {
  const typos = known.flatMap(({ name }) => [`${name}s`, name.slice(1), `${name} `, `x${name}`]);
  const names = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'a[b]', '', ...typos), hostileTexts);
  return fc.array(fc.tuple(names, fc.option(hostileTexts, { nil: undefined })), { minLength: 1, maxLength: 4 });
}

function malformedParts(known: readonly DescribedParameter[]): fc.Arbitrary<readonly string[]> {
  const names = fc.constantFrom('x', '%', ...known.map(({ name }) => name));
  const values = fc.constantFrom('=', '&&', '=&=', ...MALFORMED_ESCAPES);
  return fc.tuple(names, values).map(([name, value]) => [`${name}=${value}`]);
}

/** An empty list, `weightOfNone` times as often as one of the given lists. */
function sometimes<T>(lists: fc.Arbitrary<readonly T[]>, weightOfNone: number): fc.Arbitrary<readonly T[]> {
  return fc.oneof({ weight: weightOfNone, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: lists });
}
