import * as fc from 'fast-check';

import { bodyExamplesOf } from '../../../src/contract/reply/body-example.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import type { Service } from '../../../src/engine/service.ts';
import { hostileTexts } from './texts.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Bodies for an operation that has one, in JSON or a form, sometimes with another media type. */
export function bodiesFor(
  { contract }: Service,
  operation: Operation,
  known: readonly string[],
): fc.Arbitrary<{ readonly type: string; readonly text: string } | undefined> {
  const [form] = bodyExamplesOf(contract, operation, FORM);
  if (form !== undefined) return formsLike(Object(form));
  const [example] = bodyExamplesOf(contract, operation);
  if (example === undefined) return fc.constant(undefined);
  return fc.record({
    type: fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=utf-8', 'APPLICATION/JSON', 'text/plain', 'application/xml', 'x'),
    ),
    text: bodiesLike(example, known),
  });
}

/** Forms with the names of an example. A value is that of the example, empty, absent or any text. */
function formsLike(
  example: Readonly<Record<string, unknown>>,
): fc.Arbitrary<{ readonly type: string; readonly text: string }> {
  const values = Object.entries(example).map(([name, value]) => {
    const other = fc.constantFrom('', 'x', 'å 1&2=3+%', `${String(value)}~generated`);
    const text = fc.oneof({ weight: 6, arbitrary: fc.constant(String(value)) }, other);
    return [name, fc.option(text, { nil: undefined, freq: 8 })] as const;
  });
  return fc.record({
    type: fc.oneof({ weight: 12, arbitrary: fc.constant(FORM) }, fc.constantFrom(`${FORM}; charset=utf-8`, 'x')),
    text: fc
      .record<Record<string, string | undefined>>(Object.fromEntries(values))
      .map((pairs) => new URLSearchParams(JSON.parse(JSON.stringify(pairs))).toString()),
  });
}

/** Bodies in the form of an example, with values of the campus and any others. Sometimes the JSON is malformed. */
function bodiesLike(example: unknown, known: readonly string[]): fc.Arbitrary<string> {
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
