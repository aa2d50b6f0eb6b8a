import * as fc from 'fast-check';

import { hostileTexts } from './generate-texts.ts';

/** Bodies built as an example is, of what the campus knows and of anything else; now and then one that is no JSON. */
export function bodiesLike(example: unknown, known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: valuesLike(example, known).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.oneof(hostileTexts, fc.constantFrom('', '[', '{"a":', '\u0000')) },
  );
}

function valuesLike(example: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  const anything = { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) };
  return fc.oneof({ weight: 20, arbitrary: sameKind(example, known) }, anything);
}

function sameKind(example: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  if (Array.isArray(example)) return fc.array(valuesLike(example[0], known), { maxLength: 4 });
  if (typeof example === 'object' && example !== null) {
    const members = Object.entries(example).map(([name, value]) => [name, valuesLike(value, known)]);
    const whole = fc.record(Object.fromEntries(members), { noNullPrototype: true });
    const torn = fc.record(Object.fromEntries(members), { requiredKeys: [], noNullPrototype: true });
    return fc.oneof({ weight: 9, arbitrary: whole }, torn);
  }
  if (typeof example !== 'string') return fc.constant(example);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(example) },
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    hostileTexts,
  );
}
