import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const marked = (mark: string): object => ({
  type: 'object',
  required: ['mark', 'plain'],
  properties: { mark: { type: 'integer', [mark]: true }, plain: { type: 'string' } },
});
const componentsOf = (mark: string): object => ({
  schemas: {
    Marked: marked(mark),
    Plain: { type: 'object', required: ['mark', 'plain'], properties: { mark: {}, plain: { type: 'string' } } },
    Number: { type: 'integer', [mark]: true },
    Tree: {
      ...marked(mark),
      required: ['mark', 'plain', 'below'],
      properties: {
        mark: { [mark]: true },
        plain: {},
        below: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    },
  },
});
const MARKED = { $ref: '#/components/schemas/Marked' };
const PLAIN = { $ref: '#/components/schemas/Plain' };

/** Schemas with a marked member, and its place in a value. */
const placesOf = (
  mark: string,
): Readonly<Record<string, { readonly schema: object; readonly wrap?: (value: object) => unknown }>> => ({
  itself: { schema: MARKED },
  property: {
    schema: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'object', required: ['b'], properties: { b: MARKED } } },
    },
    wrap: (value) => ({ a: { b: value } }),
  },
  items: { schema: { type: 'array', minItems: 1, items: MARKED }, wrap: (value) => [value] },
  prefixItems: { schema: { type: 'array', minItems: 1, prefixItems: [MARKED] }, wrap: (value) => [value] },
  contains: { schema: { type: 'array', contains: MARKED }, wrap: (value) => [value] },
  unevaluatedItems: { schema: { type: 'array', unevaluatedItems: MARKED }, wrap: (value) => [value] },
  additionalProperties: { schema: { type: 'object', additionalProperties: MARKED }, wrap: (value) => ({ a: value }) },
  patternProperties: {
    schema: { type: 'object', patternProperties: { '^a': MARKED } },
    wrap: (value) => ({ a: value }),
  },
  allOf: { schema: { allOf: [MARKED] } },
  anyOf: { schema: { anyOf: [MARKED, { type: 'null' }] } },
  oneOf: { schema: { oneOf: [{ allOf: [{ anyOf: [MARKED] }] }, { type: 'null' }] } },
  'by-reference': {
    schema: { ...marked(mark), properties: { mark: { $ref: '#/components/schemas/Number' }, plain: {} } },
  },
  'by-all-of': {
    schema: { ...marked(mark), properties: { mark: { allOf: [{ $ref: '#/components/schemas/Number' }] }, plain: {} } },
  },
  'beside-reference': { schema: { ...PLAIN, properties: { mark: { [mark]: true } } } },
  'in-other-part': { schema: { allOf: [PLAIN, { properties: { mark: { [mark]: true } } }] } },
  'required-outside': {
    schema: {
      type: 'object',
      allOf: [{ properties: { mark: { [mark]: true }, plain: { type: 'string' } } }],
      required: ['mark', 'plain'],
    },
  },
  recursive: {
    schema: {
      type: 'object',
      required: ['list'],
      properties: { list: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Tree' } } },
    },
    wrap: (value) => ({ list: [{ below: [], ...value }] }),
  },
});
const READ_ONLY = placesOf('readOnly');
const WRITE_ONLY = placesOf('writeOnly');
const answering = (schema: object): object => ({
  get: { responses: { 200: { description: 'fine', content: { 'application/json': { schema } } } } },
});
const pathsOf = (places: ReturnType<typeof placesOf>, make: (schema: object) => object): object =>
  Object.fromEntries(Object.entries(places).map(([name, { schema }]) => [`/${name}`, make(schema)]));
const server = await mountDocuments({
  requests: documentOf(
    {
      ...pathsOf(READ_ONLY, taking),
      // `required` within `not` does not require the members.
      '/not': taking({ properties: { mark: { readOnly: true } }, not: { required: ['mark', 'other'] } }),
      '/one-alternative': taking({
        oneOf: [
          { required: ['mark'], properties: { mark: { type: 'null' } } },
          { ...marked('readOnly'), required: ['plain', 'mark'] },
        ],
      }),
      '/alternatives': taking({
        properties: { mark: {}, kind: { enum: ['read', 'write', 'both'] }, inner: marked('readOnly') },
        oneOf: [
          { properties: { mark: { readOnly: true }, kind: { const: 'read' } } },
          { properties: { kind: { const: 'write' } } },
        ],
      }),
      '/conditional': taking({
        if: { properties: { kind: { const: 'write' } } },
        else: { properties: { mark: { readOnly: true } } },
      }),
      '/dependent': taking({
        properties: { mark: { readOnly: true } },
        dependentRequired: { plain: ['mark', 'other'] },
      }),
    },
    { components: componentsOf('readOnly') },
  ),
  answers: documentOf(
    {
      ...pathsOf(WRITE_ONLY, answering),
      '/example': answering({ ...marked('writeOnly'), example: { mark: 1, plain: 'x' } }),
      '/list-example': answering({ type: 'array', items: MARKED, example: [{ mark: 1, plain: 'x' }] }),
    },
    { components: componentsOf('writeOnly') },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

async function post(path: string, body: unknown): Promise<{ status: number; violations: string }> {
  const response = await fetch(`${server.url}/requests${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return { status: response.status, violations: response.headers.get('x-lms-mock-violations') ?? '' };
}

describe('a member that is read-only', () => {
  test.for(Object.entries(READ_ONLY))(
    'is not required of a request, and a warning there: %s',
    async ([name, place]) => {
      const wrap = place.wrap ?? ((value: object): unknown => value);
      expect(await post(`/${name}`, wrap({ plain: 'x' }))).toEqual({ status: 200, violations: '' });
      expect(await post(`/${name}`, wrap({}))).toMatchObject({ status: 422 });
      const sent = await post(`/${name}`, wrap({ mark: 1, plain: 'x' }));
      expect(sent.status).toBe(200);
      expect(sent.violations).toMatch(/mark","message":"read-only.*"severity":"warning"/);
    },
  );

  const inner = { mark: 1, plain: 'x' };
  test.for([
    ['/alternatives', { kind: 'read', mark: 1 }, ['/mark']],
    ['/alternatives', { kind: 'write', mark: 1 }, []],
    ['/alternatives', { kind: 'read', mark: 1, inner }, ['/mark', '/inner/mark']],
    ['/alternatives', { kind: 'write', mark: 1, inner }, ['/inner/mark']],
    ['/alternatives', { kind: 'both', mark: 1 }, []],
    ['/alternatives', { kind: 'write', mark: 1, inner: { mark: 1 } }, ['/inner/mark']],
    ['/alternatives', { kind: 'read', mark: 1, inner: { plain: 1 } }, ['/mark']],
    ['/conditional', { kind: 'read', mark: 1 }, ['/mark']],
    ['/conditional', { kind: 'write', mark: 1 }, []],
    ['/not', { mark: 1 }, ['/mark']],
  ] as const)('is a warning only with a matching alternative: POST %s with %j', async ([path, sent, want]) => {
    const { violations } = await post(path, sent);
    const places = Array.from(violations.matchAll(/"body([^"]*)","message":"read-only/g), ([, place]) => place);
    expect(new Set(places)).toEqual(new Set(want));
  });

  test.for([
    ['/not', {}, 200],
    ['/not', { other: 1 }, 200],
    ['/one-alternative', { plain: 'x' }, 200],
    ['/one-alternative', { mark: null }, 200],
    ['/one-alternative', {}, 422],
    ['/dependent', { plain: 1, other: 1 }, 200],
    ['/dependent', { plain: 1 }, 422],
  ] as const)('does not change other rules: POST %s with %j gets %i', async ([path, sent, status]) => {
    expect((await post(path, sent)).status).toBe(status);
  });
});

describe('a member that is write-only', () => {
  const names = [...Object.keys(WRITE_ONLY), 'example', 'list-example'];
  test.for(
    names.flatMap((name) => [
      { name, prefer: '' },
      { name, prefer: 'dynamic=true' },
    ]),
  )('is never in a generated reply: $name $prefer', async ({ name, prefer }) => {
    const response = await fetch(`${server.url}/answers/${name}`, { headers: prefer === '' ? {} : { Prefer: prefer } });
    const text = await response.text();
    expect(response.headers.get('x-lms-mock-note'), text).toBeNull();
    expect(text).not.toContain('"mark"');
  });
});
