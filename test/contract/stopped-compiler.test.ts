import { expect, test } from 'vitest';

import { createDocumentReader } from '../../src/contract/document.ts';
import { createSchemaCompiler } from '../../src/contract/schema/schema.ts';
import { OutOfTimeError, withinTime } from '../../src/contract/schema/time-limit.ts';

test('a schema that a time limit stopped from being compiled can be compiled later', { concurrent: false }, () => {
  const COUNT = 60;
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
  const schema = createSchemaCompiler(reader)('#/components/schemas/S0');
  const value = { p1: { p2: { p3: { p0: {} } } } };
  // The limit ends somewhere in the compiler.
  expect(() => withinTime(15, () => schema.accepts(value))).toThrow(OutOfTimeError);
  expect(schema.accepts(value)).toBe(true);
  expect(schema.accepts({ p1: { p2: { p3: { p1: {} } } } })).toBe(false);
});
