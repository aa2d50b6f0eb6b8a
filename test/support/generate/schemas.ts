import * as fc from 'fast-check';

/** A schema of OpenAPI 3.0 with keywords that all validators interpret in the same way. */
export type GeneratedSchema = Readonly<Record<string, unknown>>;

const NAMES = ['a', 'b', 'c', 'long name'];
const small = fc.integer({ min: 0, max: 4 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Without the members that are undefined. */
function record(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<GeneratedSchema> {
  return fc
    .record(model)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

const texts = record({
  type: fc.constant('string'),
  minLength: maybe(small),
  maxLength: maybe(small),
  pattern: maybe(fc.constantFrom('^[a-c]*$', 'b', '^\\d{2,}$')),
  format: maybe(fc.constantFrom('uuid', 'date', 'email', 'ipv4', 'made-up')),
  enum: maybe(fc.uniqueArray(fc.constantFrom('a', 'b', 'cc'), { minLength: 1 })),
});
const numbers = record({
  type: fc.constantFrom('integer', 'number'),
  minimum: maybe(fc.integer({ min: -3, max: 3 })),
  maximum: maybe(fc.integer({ min: -3, max: 9 })),
  multipleOf: maybe(fc.integer({ min: 1, max: 3 })),
});

/** Schemas that contain others, a few levels deep. */
export const schemas: fc.Arbitrary<GeneratedSchema> = fc.letrec<{ schema: GeneratedSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(texts, numbers, fc.constant({ type: 'boolean' }), fc.constant({})),
    record({
      type: fc.constant('object'),
      properties: maybe(fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 3 })),
      required: maybe(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 })),
      additionalProperties: maybe(fc.oneof(fc.boolean(), tie('schema'))),
      minProperties: maybe(small),
      maxProperties: maybe(small),
    }),
    record({
      type: fc.constant('array'),
      items: tie('schema'),
      minItems: maybe(small),
      maxItems: maybe(small),
      uniqueItems: maybe(fc.boolean()),
    }),
    fc
      .tuple(fc.constantFrom('anyOf', 'oneOf'), fc.array(tie('schema'), { minLength: 1, maxLength: 3 }))
      .map(([keyword, parts]) => ({ [keyword]: parts })),
    tie('schema').map((not) => ({ not })),
  ),
})).schema;

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'a', 'bb', 'cc', '12', '2026-02-30', 'a@b.example', '192.0.2.1'),
  fc.integer({ min: -4, max: 10 }),
  fc.constantFrom<unknown>(1.5, 1e15, [], {}, [1, 1], { a: 1 }),
);

/** Values for a schema. Most are valid or nearly valid, some are arbitrary. */
export function valuesOf(schema: GeneratedSchema): fc.Arbitrary<unknown> {
  const parts = ['anyOf', 'oneOf'].flatMap((keyword) => listOf(schema[keyword]));
  if (parts.length > 0) return fc.oneof(...parts.map((part) => valuesOf(Object(part))), anything);
  const { type } = schema;
  if (type === 'object') return fc.oneof({ weight: 5, arbitrary: objectsOf(schema) }, anything);
  if (type === 'array')
    return fc.oneof({ weight: 5, arbitrary: fc.array(valuesOf(Object(schema['items'])), { maxLength: 5 }) }, anything);
  const listed = listOf(schema['enum']);
  return listed.length > 0 ? fc.oneof(fc.constantFrom(...listed), anything) : anything;
}

function objectsOf({ properties }: GeneratedSchema): fc.Arbitrary<object> {
  const members = Object.fromEntries(
    [...NAMES, 'other'].map((name) => [name, valuesOf(Object(Object(properties)[name]))]),
  );
  return fc.record(members, { requiredKeys: [] });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
