// Schemas have a keyword `then`.
/* oxlint-disable unicorn/no-thenable */
import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const LIST = {
  $id: 'https://schemas.example/lists/any',
  $defs: { item: { $dynamicAnchor: 'item' } },
  type: 'array',
  items: { $dynamicRef: '#item' },
};
const listOf = (name: string, type: string): object => ({
  $id: `https://schemas.example/lists/${name}`,
  $ref: 'any',
  $defs: { item: { $dynamicAnchor: 'item', type } },
});

const showing = (content: object): object => ({
  get: { responses: { 200: { description: 'fine', content: { 'application/json': content } } } },
});

const documents = {
  ids: documentOf(
    {
      '/relative': taking({
        $id: 'https://schemas.example/root',
        $ref: 'part',
        $defs: { part: { $id: 'part', type: 'integer' } },
      }),
      '/nested': taking({
        $id: 'https://schemas.example/a/root',
        $ref: '/b/inner#/$defs/short',
        $defs: {
          outer: {
            $id: '/b/outer',
            $defs: {
              inner: { $id: 'inner', $defs: { short: { $ref: '#max' }, max: { $anchor: 'max', maxLength: 2 } } },
            },
          },
        },
      }),
      // `#/$defs` begins at the schema that has the `$id`, `#/components` at the document.
      '/pointers': taking({
        $id: 'https://schemas.example/pointers',
        allOf: [{ $ref: '#/$defs/least' }, { $ref: '#/components/schemas/Most' }],
        $defs: { least: { minimum: 1 } },
      }),
      '/urn': taking({
        $id: 'urn:example:root',
        $ref: 'urn:example:part',
        $defs: { a: { $id: 'urn:example:part', type: 'null' } },
      }),
      '/empty-key': taking({
        $id: 'https://schemas.example/empty',
        $ref: '#/$defs//$defs/',
        $defs: { '': { $defs: { '': { type: 'null' } } } },
      }),
    },
    { components: { schemas: { Most: { maximum: 9 } } } },
  ),
  dynamic: documentOf(
    {
      '/any': taking({ $ref: 'https://schemas.example/lists/any' }),
      '/texts': taking({ $ref: 'https://schemas.example/lists/texts' }),
      '/numbers': taking({ $ref: 'https://schemas.example/lists/numbers' }),
      '/either': taking({
        if: { minItems: 2 },
        then: { $ref: 'https://schemas.example/lists/texts' },
        else: { $ref: 'https://schemas.example/lists/numbers' },
      }),
      // The anchor is no dynamic one, so this is a reference like others.
      '/anchor': taking({
        $id: 'https://schemas.example/plain',
        $ref: '#/$defs/list',
        $defs: { list: { $dynamicRef: '#it' }, it: { $anchor: 'it', type: 'null' } },
      }),
      '/tree': taking({ $ref: '#/components/schemas/Strict' }),
      '/identified-tree': taking({ $ref: 'https://schemas.example/strict' }),
      '/only': taking({ $dynamicRef: '#only', $defs: { it: { $dynamicAnchor: 'only', type: 'integer' } } }),
      '/beside': taking({ $ref: '#short', $defs: { short: { $anchor: 'short', type: 'string', maxLength: 2 } } }),
      '/nowhere': taking({ required: ['a'], properties: { a: { $dynamicRef: '#nowhere' } } }),
    },
    {
      components: {
        schemas: {
          List: LIST,
          Texts: listOf('texts', 'string'),
          Numbers: listOf('numbers', 'number'),
          Tree: { $dynamicAnchor: 'node', properties: { value: {}, below: { items: { $dynamicRef: '#node' } } } },
          Strict: { $dynamicAnchor: 'node', $ref: '#/components/schemas/Tree', unevaluatedProperties: false },
          IdentifiedTree: {
            $id: 'https://schemas.example/tree',
            $dynamicAnchor: 'node',
            properties: { value: {}, below: { items: { $dynamicRef: '#node' } } },
          },
          IdentifiedStrict: {
            $id: 'https://schemas.example/strict',
            $dynamicAnchor: 'node',
            $ref: 'https://schemas.example/tree',
            unevaluatedProperties: false,
          },
        },
      },
    },
  ),
  files: documentOf({
    '/by-id': taking({ $ref: 'schemas/order.json' }),
    '/by-anchor': taking({ $ref: 'schemas/line.json#count' }),
    '/example': showing({ example: { $ref: 'examples/list.json' } }),
    '/part': showing({ example: { whole: { $ref: 'examples/order.json#/count' } } }),
    '/value': showing({ examples: { one: { value: { $ref: 'examples/order.json' } } } }),
    '/named': showing({ examples: { one: { $ref: 'examples/named.json' } } }),
  }),
};
const others = {
  'examples/list.json': [1, { a: 2 }],
  'examples/order.json': { count: 3 },
  'examples/named.json': { value: { count: 4 } },
  'schemas/order.json': {
    $id: 'https://orders.example/schemas/order.json',
    type: 'object',
    properties: { line: { $ref: 'line.json' }, whole: { $ref: 'https://orders.example/schemas/line.json' } },
  },
  'schemas/line.json': {
    $id: 'https://orders.example/schemas/line.json',
    type: 'object',
    properties: { count: { $ref: '#count' } },
    $defs: { count: { $anchor: 'count', type: 'integer' } },
  },
};
const server = await mountDocuments(documents, others);
afterAll(() => server[Symbol.asyncDispose]());

describe('a reference is resolved as JSON Schema specifies', () => {
  test.for([
    ['/ids/relative', 1, 200],
    ['/ids/relative', 'x', 422],
    ['/ids/nested', 'ab', 200],
    ['/ids/nested', 'abc', 422],
    ['/ids/pointers', 5, 200],
    ['/ids/pointers', 0, 422],
    ['/ids/pointers', 10, 422],
    ['/ids/urn', null, 200],
    ['/ids/urn', 1, 422],
    ['/ids/empty-key', null, 200],
    ['/ids/empty-key', 1, 422],
    ['/dynamic/any', [1, 'x'], 200],
    ['/dynamic/texts', ['x'], 200],
    ['/dynamic/texts', [1], 422],
    ['/dynamic/numbers', [1], 200],
    ['/dynamic/numbers', ['x'], 422],
    ['/dynamic/either', ['x', 'y'], 200],
    ['/dynamic/either', [1, 2], 422],
    ['/dynamic/either', [1], 200],
    ['/dynamic/either', ['x'], 422],
    ['/dynamic/anchor', null, 200],
    ['/dynamic/anchor', 1, 422],
    ['/dynamic/tree', { below: [{ value: 1 }] }, 200],
    ['/dynamic/tree', { below: [{ vaule: 1 }] }, 422],
    ['/dynamic/identified-tree', { below: [{ value: 1 }] }, 200],
    ['/dynamic/identified-tree', { below: [{ vaule: 1 }] }, 422],
    ['/dynamic/only', 1, 200],
    ['/dynamic/only', 'x', 422],
    ['/dynamic/beside', 'ab', 200],
    ['/dynamic/beside', 'abc', 422],
    ['/dynamic/nowhere', { a: 1 }, 200],
    ['/dynamic/nowhere', {}, 422],
    ['/files/by-id', { line: { count: 1 }, whole: { count: 1 } }, 200],
    ['/files/by-id', { line: { count: 'x' } }, 422],
    ['/files/by-id', { whole: { count: 'x' } }, 422],
    ['/files/by-anchor', 1, 200],
    ['/files/by-anchor', 'x', 422],
  ] as const)('POST %s with %j gets %i', async ([path, sent, status]) => {
    expect(await server.statusOf(path, sent)).toBe(status);
  });

  test.for([
    ['/files/example', '[1,{"a":2}]'],
    ['/files/part', '{"whole":3}'],
    ['/files/value', '{"count":3}'],
    ['/files/named', '{"count":4}'],
  ] as const)('the example of GET %s, which is in another file, is %s', async ([path, want]) => {
    expect(await (await fetch(server.url + path)).text()).toBe(want);
  });

  test('a dynamic reference to nothing is listed as not read', async () => {
    const unread = await server.unreadOf('dynamic');
    expect(unread).toEqual([expect.objectContaining({ pointer: expect.stringMatching(/nowhere\/.*\$dynamicRef$/) })]);
  });
});
