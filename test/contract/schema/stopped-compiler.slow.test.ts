import { expect, test } from 'vitest';

import { createDocumentReader } from '../../../src/contract/document-reader.ts';
import { createSchemaCompiler } from '../../../src/contract/schema/schema.ts';
import type { Schema } from '../../../src/contract/schema/schema.ts';
import { withinTime } from '../../../src/contract/schema/time-limit.ts';

const COUNT = 120;

/** A schema that refers to many others, which refer to each other. */
function compileLarge(): Schema {
  const properties = (index: number): object =>
    Object.fromEntries(
      Array.from({ length: 30 }, (_, each) => [
        `p${each}`,
        { $ref: `#/components/schemas/S${(index + each) % COUNT}`, minProperties: each === 0 ? 0 : 1 },
      ]),
    );
  const schemas = Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => [`S${index}`, { type: 'object', properties: properties(index) }]),
  );
  const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {}, components: { schemas } };
  const reader = createDocumentReader('t', JSON.parse(JSON.stringify(document)), { isLenient: true });
  return createSchemaCompiler(reader)('#/components/schemas/S0');
}

/** A value for each of the schemas, nested in each other. */
function nested(innermost: object): object {
  let value = innermost;
  for (let depth = 0; depth < COUNT; depth += 1) value = { p1: value };
  return value;
}

test('compiling schemas does not count towards the time of a check', { concurrent: false }, () => {
  const schema = compileLarge();
  // The compiler takes several times as long as this limit.
  expect(withinTime(100, () => schema.accepts(nested({ p0: {} })))).toBe(true);
  expect(schema.accepts(nested({ p1: {} }))).toBe(false);
});

test('a schema is compiled when a value reaches it', { concurrent: false }, () => {
  const schema = compileLarge();
  const costOf = (value: object): number => {
    const before = process.cpuUsage();
    schema.accepts(value);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  expect(costOf({})).toBeLessThan(costOf(nested({})) / 3);
});
