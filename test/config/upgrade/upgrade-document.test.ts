import { expect, test } from 'vitest';

import { upgradeDocument } from '../../../src/config/upgrade/upgrade-document.ts';

/** An upgraded schema of OpenAPI 3.0. */
function upgradedSchema(schema: Record<string, unknown>): unknown {
  const document = { openapi: '3.0.3', info: {}, paths: {}, components: { schemas: { A: schema } } };
  upgradeDocument(document);
  return document.components.schemas.A;
}

test.for([
  {
    title: 'nullable adds null to the type',
    given: { type: 'string', nullable: true, maxLength: 3 },
    want: { type: ['string', 'null'], maxLength: 3 },
  },
  {
    title: 'nullable does not add null to an enum, which must list it',
    given: { type: 'string', nullable: true, enum: ['a'] },
    want: { type: ['string', 'null'], enum: ['a'] },
  },
  {
    title: 'nullable keeps the null that an enum lists',
    given: { type: 'string', nullable: true, enum: ['a', null] },
    want: { type: ['string', 'null'], enum: ['a', null] },
  },
  {
    title: 'nullable beside oneOf allows null once',
    given: { nullable: true, description: 'D', oneOf: [{ type: 'string' }, { type: 'integer', nullable: true }] },
    want: {
      description: 'D',
      anyOf: [{ oneOf: [{ type: 'string' }, { type: ['integer', 'null'] }] }, { type: 'null' }],
    },
  },
  {
    title: 'nullable beside allOf allows null, even if its parts and its type do not',
    given: { nullable: true, type: 'object', allOf: [{ type: 'object' }] },
    want: { anyOf: [{ type: 'object', allOf: [{ type: 'object' }] }, { type: 'null' }] },
  },
  {
    title: 'nullable beside a reference allows null',
    given: { $ref: '#/components/schemas/A', nullable: true },
    want: { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] },
  },
  {
    title: 'other keywords beside a reference are ignored, as in OpenAPI 3.0',
    given: { $ref: '#/components/schemas/A', description: 'D', minLength: 7 },
    want: { $ref: '#/components/schemas/A', description: 'D' },
  },
  { title: 'nullable without a type changes nothing', given: { nullable: true }, want: {} },
  { title: 'nullable: false changes nothing', given: { type: 'string', nullable: false }, want: { type: 'string' } },
  {
    title: 'exclusiveMinimum: true makes the minimum exclusive',
    given: { type: 'integer', minimum: 0, exclusiveMinimum: true },
    want: { type: 'integer', exclusiveMinimum: 0 },
  },
  {
    title: 'exclusiveMaximum: false keeps the maximum, and has no effect without one',
    given: { maximum: 1, exclusiveMaximum: false, exclusiveMinimum: true },
    want: { maximum: 1 },
  },
  {
    title: 'formats keep their meaning: int64, byte, binary',
    given: { properties: { a: { type: 'integer', format: 'int64' }, b: { type: 'string', format: 'byte' } } },
    want: { properties: { a: { type: 'integer', format: 'int64' }, b: { type: 'string', format: 'byte' } } },
  },
  {
    title: 'values of examples, defaults and enums do not change, nor does a property named nullable',
    given: {
      default: { type: 'string', nullable: true },
      example: { nullable: true, exclusiveMinimum: true },
      properties: { nullable: { type: 'boolean' }, default: { type: 'string', nullable: true } },
    },
    want: {
      default: { type: 'string', nullable: true },
      example: { nullable: true, exclusiveMinimum: true },
      properties: { nullable: { type: 'boolean' }, default: { type: ['string', 'null'] } },
    },
  },
  {
    title: 'a discriminator and its mapping do not change',
    given: { nullable: true, discriminator: { propertyName: 'k', mapping: { a: '#/a' } }, anyOf: [{ type: 'object' }] },
    want: {
      discriminator: { propertyName: 'k', mapping: { a: '#/a' } },
      anyOf: [{ anyOf: [{ type: 'object' }] }, { type: 'null' }],
    },
  },
])('of OpenAPI 3.0: $title', ({ given, want }) => {
  expect(upgradedSchema(given)).toEqual(want);
});

test('an object that YAML aliases share stays one object, and is upgraded once', () => {
  const shared = { type: 'string', nullable: true };
  const document = {
    openapi: '3.0.0',
    components: { schemas: { A: { properties: { a: shared, b: shared } }, B: shared } },
  };
  upgradeDocument(document);
  const { A, B } = document.components.schemas;
  expect(B).toEqual({ type: ['string', 'null'] });
  expect([A?.properties.a, A?.properties.b].every((each) => each === B)).toBe(true);
  expect(document.openapi).toBe('3.1.1');
});

test('schemas are upgraded wherever references lead to them, and in parameters, headers and bodies', () => {
  const nullable = (): Record<string, unknown> => ({ type: 'string', nullable: true });
  const document = {
    openapi: '3.0.0',
    paths: {
      '/a': {
        parameters: [{ name: 'q', in: 'query', schema: nullable() }],
        post: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/x-files/1/Away' } } } },
          responses: {
            default: {
              headers: { 'X-A': { schema: nullable() } },
              content: { 'application/json': { schema: nullable(), example: { nullable: true } } },
            },
          },
        },
      },
    },
    'x-files': { 1: { Away: nullable() } },
  };
  upgradeDocument(document);
  const text = JSON.stringify(document);
  expect(text.match(/\["string","null"\]/g)).toHaveLength(4);
  expect(text.match(/nullable/g)).toHaveLength(1);
});

test('a document of 3.1 does not change', () => {
  const document = { openapi: '3.1.0', components: { schemas: { A: { nullable: true, type: 'string' } } } };
  const before = structuredClone(document);
  expect(upgradeDocument(document)('#/a')).toBe('#/a');
  expect(document).toEqual(before);
});

test('features of 3.2 become those of 3.1', () => {
  const form = 'application/x-www-form-urlencoded';
  const filter = { type: 'object', properties: { tag: { type: 'string' } } };
  const document = {
    openapi: '3.2.0',
    paths: {
      '/a': {
        query: {
          parameters: [{ in: 'querystring', name: 'whole', content: { [form]: { schema: filter } } }],
          responses: {
            200: {
              content: {
                'application/jsonl': { itemSchema: { type: 'integer' } },
                'application/json': { $ref: '#/components/mediaTypes/Plain' },
              },
            },
          },
        },
      },
    },
    components: {
      mediaTypes: {
        Plain: { schema: { type: 'string' }, examples: { a: { dataValue: 'x', serializedValue: '"x"' } } },
      },
      schemas: { A: { type: 'array', xml: { nodeType: 'element' } }, B: { xml: { nodeType: 'attribute' } } },
    },
  };
  upgradeDocument(document);
  expect(document).toMatchObject({
    openapi: '3.1.1',
    paths: {
      '/a': {
        query: {
          parameters: [{ in: 'query', name: 'whole', style: 'form', explode: true, schema: filter }],
          responses: {
            200: {
              content: {
                'application/jsonl': { schema: { type: 'array', items: { type: 'integer' } } },
                'application/json': { schema: { type: 'string' }, examples: { a: { value: 'x' } } },
              },
            },
          },
        },
      },
    },
    components: { schemas: { A: { xml: { wrapped: true } }, B: { xml: { attribute: true } } } },
  });
});
