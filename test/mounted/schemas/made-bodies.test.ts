// Schemas have a keyword `then`.
/* oxlint-disable unicorn/no-thenable */
import { afterAll, describe, expect, test } from 'vitest';

import { createJudge } from '../../../scripts/corpus/judge.ts';
import { documentOf, mountDocuments } from '../../support/mount.ts';

const integer = { type: 'integer' };
const string = { type: 'string' };
const ofFormat = (format: string): object => ({ ...string, format });
const object = (properties: object, more: object = {}): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...more,
});

/** Each kind of schema that a generator of values is likely to miss. */
const KINDS: Readonly<Record<string, object>> = {
  pattern: object({ code: { ...string, pattern: '^[A-Z]{2}-[0-9]{4}$' } }),
  'pattern and lengths': object({ code: { ...string, pattern: '^[A-Z]{2}-[0-9]+$', minLength: 6, maxLength: 10 } }),
  duration: object({ takes: ofFormat('duration') }),
  byte: object({ file: ofFormat('byte') }),
  'other formats': object(
    Object.fromEntries(
      'date-time date time uuid email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uri-template json-pointer relative-json-pointer regex'
        .split(' ')
        .map((format) => [format, ofFormat(format)]),
    ),
  ),
  uniqueItems: { type: 'array', items: { ...string, enum: ['a', 'b', 'c'] }, minItems: 3, uniqueItems: true },
  'uniqueItems of texts': { type: 'array', items: string, minItems: 4, uniqueItems: true },
  contains: { type: 'array', items: object({ n: integer }), contains: object({ n: { const: 7 } }), minItems: 2 },
  minContains: { type: 'array', items: integer, contains: { const: 7 }, minContains: 2 },
  'if/then': object(
    { kind: { enum: ['card', 'bank'] } },
    { if: object({ kind: { const: 'card' } }), then: object({ number: string }), else: object({ account: string }) },
  ),
  not: object({ name: { ...string, not: { enum: ['string', 'any', ''] } } }),
  'not required': { type: 'object', properties: { a: string, b: string }, not: { required: ['a'] } },
  recursion: { $ref: '#/components/schemas/Tree' },
  'recursion that is required': { $ref: '#/components/schemas/List' },
  '$ref beside const': object({ kind: { $ref: '#/components/schemas/Text', const: 'card' } }),
  '$ref beside enum': object({ kind: { $ref: '#/components/schemas/Text', enum: ['card'] } }),
  '$ref beside minLength': object({ kind: { $ref: '#/components/schemas/Text', minLength: 12 } }),
  '$ref beside required': { $ref: '#/components/schemas/Loose', required: ['n'] },
  'allOf with closed parts': { allOf: [object({ a: string }), object({ b: string })], unevaluatedProperties: false },
  'oneOf where the first is also another': {
    oneOf: [{ type: 'array' }, { type: 'array', items: string }, object({ only: integer })],
  },
  oneOf: { oneOf: [object({ a: string }), object({ a: string, b: string })] },
  multipleOf: { type: 'number', multipleOf: 0.25, minimum: 3.1 },
  prefixItems: { type: 'array', prefixItems: [integer, string], items: false, minItems: 2 },
  minProperties: { type: 'object', minProperties: 3, additionalProperties: integer },
  dependentRequired: object({ a: string }, { dependentRequired: { a: ['b'] }, additionalProperties: integer }),
  'nullable in 3.1': object({
    a: { $ref: '#/components/schemas/Text', nullable: true },
    b: { ...string, nullable: true },
  }),
  'null type': object({ none: { type: 'null' } }),
};
const EXAMPLES: Readonly<Record<string, readonly [schema: object, want: unknown]>> = {
  'examples beside anyOf': [
    object({ title: { anyOf: [string, { type: 'null' }], examples: ['A title'] } }),
    { title: 'A title' },
  ],
  'example beside oneOf': [object({ size: { oneOf: [integer, string], example: 7 } }), { size: 7 }],
  'example beside allOf': [{ allOf: [object({ a: string })], example: { a: 'shown' } }, { a: 'shown' }],
  'example of $ref': [object({ a: { $ref: '#/components/schemas/Shown' } }), { a: 'buzz' }],
};
const schemas = {
  Text: string,
  Shown: { ...string, example: 'buzz' },
  Loose: { type: 'object', properties: { n: integer } },
  Tree: object(
    { name: string },
    { properties: { name: string, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } },
  ),
  List: object({ next: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/List' }] } }),
};
const answering = (schema: object): object => ({
  get: { responses: { 200: { description: 'Fine', content: { 'application/json': { schema } } } } },
});
const kinds = Object.entries(KINDS);
const examples = Object.entries(EXAMPLES);
const document = documentOf(
  {
    ...Object.fromEntries(kinds.map(([, schema], index) => [`/k${index}`, answering(schema)])),
    ...Object.fromEntries(examples.map(([, [schema]], index) => [`/e${index}`, answering(schema)])),
    '/impossible': answering({ ...string, minLength: 5, maxLength: 2 }),
  },
  { components: { schemas } },
);
const server = await mountDocuments({ made: document });
afterAll(() => server[Symbol.asyncDispose]());

// One after another: making a body keeps the server busy, and connections that wait long would be closed.
describe('a body that is generated from a schema conforms to it', { concurrent: false }, () => {
  const wishes = [
    { how: 'shown', headers: {} },
    { how: 'made up', headers: { Prefer: 'dynamic=true' } },
  ];
  test.for(kinds.flatMap(([kind, schema], index) => wishes.map((wish) => ({ kind, schema, index, ...wish }))))(
    '$kind, $how',
    async ({ schema, index, headers }) => {
      const response = await fetch(`${server.url}/made/k${index}`, { headers });
      const body: unknown = await response.json();
      const verdict = (await createJudge(document, schema, 'reply'))(body);
      expect(verdict, JSON.stringify(body)).toEqual({ kind: 'valid' });
      expect(response.headers.get('x-lms-mock-note')).toBeNull();
    },
  );

  test.for(examples.map(([title, [, want]], index) => ({ title, want, index })))(
    '$title is the body',
    async ({ want, index }) => {
      expect(await (await fetch(`${server.url}/made/e${index}`)).json()).toEqual(want);
    },
  );
});

test('a generated body that does not conform is sent with a note, and the journal has the reason', async () => {
  const response = await fetch(`${server.url}/made/impossible`, { headers: { 'x-lms-mock-session': 'impossible' } });
  expect(response.status).toBe(200);
  const note = response.headers.get('x-lms-mock-note');
  expect(note).toMatch(/^The body doesn't conform to its schema: must NOT have (more|fewer) than \d characters/);
  const journal = await (await fetch(`${server.url}/__mock/sessions/impossible/journal`)).text();
  expect(journal).toContain(JSON.stringify(note).slice(1, -1));
});
