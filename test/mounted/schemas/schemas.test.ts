// Schemas have a keyword `then`.
/* oxlint-disable unicorn/no-thenable */
import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const server = await mountDocuments({
  s: documentOf({
    '/nothing': taking({ properties: { a: { enum: [] } } }),
    '/names': taking({ required: ['constructor'], properties: { toString: { type: 'string' } } }),
    '/proto': taking(JSON.parse('{"properties":{"__proto__":{"type":"number"}}}')),
    '/data': taking({ enum: [{ $ref: '#/a' }] }),
    '/contains': taking({ prefixItems: [true], contains: { type: 'string' }, unevaluatedItems: { type: 'number' } }),
    '/contains-if': taking({
      if: { contains: { const: 'a' } },
      then: { if: { contains: { const: 'b' } } },
      unevaluatedItems: false,
    }),
    '/items-of-one': taking({ anyOf: [{ items: { type: 'string' } }, true], unevaluatedItems: { type: 'boolean' } }),
    '/if-alone': taking({ if: { required: ['a'], properties: { a: { const: 1 } } }, unevaluatedProperties: false }),
    '/else-alone': taking({
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      else: { properties: { b: {} } },
      unevaluatedProperties: false,
    }),
    '/unevaluated': taking({
      allOf: [{ required: ['id'], properties: { id: {} } }],
      properties: { name: {} },
      unevaluatedProperties: false,
    }),
    '/cents': taking({ type: 'number', multipleOf: 0.1 }),
    '/dash': taking({ type: 'string', pattern: String.raw`^[\w-.]+\-$` }),
    '/null': taking({ type: 'null' }),
    '/false': taking({ type: 'boolean' }),
    '/zero': taking({ type: 'integer' }),
    '/empty': taking({ type: 'string' }),
    '/float': taking({ type: 'number', format: 'float' }),
    '/then-else': taking({ if: { type: 'string' }, then: { minLength: 2 }, else: { minimum: 2 } }),
  }),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('schemas behave as JSON Schema specifies', () => {
  test.for([
    ['/nothing', {}, 200],
    ['/nothing', { a: 1 }, 422],
    ['/names', { constructor: 1 }, 200],
    ['/names', {}, 422],
    ['/proto', JSON.parse('{"__proto__":1}'), 200],
    ['/proto', JSON.parse('{"__proto__":"x"}'), 422],
    ['/data', { $ref: '#/a' }, 200],
    ['/data', { $ref: '#/b' }, 422],
    ['/contains', [true, 'a', 1], 200],
    ['/contains', [true, 'a', null], 422],
    ['/contains-if', ['a', 'b'], 200],
    ['/contains-if', ['a', 'c'], 422],
    ['/contains-if', ['b'], 422],
    ['/items-of-one', ['a', 'b'], 200],
    ['/items-of-one', ['a', true], 422],
    ['/items-of-one', [true, false], 200],
    ['/if-alone', { a: 1 }, 200],
    ['/if-alone', { a: 2 }, 422],
    ['/else-alone', { a: 1 }, 200],
    ['/else-alone', { a: 2, b: 1 }, 422],
    ['/else-alone', { b: 1 }, 200],
    ['/unevaluated', { id: 1, name: 1 }, 200],
    ['/unevaluated', { id: 1, other: 1 }, 422],
    ['/cents', 0.3, 200],
    ['/cents', 0.35, 422],
    ['/dash', 'a.-', 200],
    ['/dash', 'a.', 422],
    ['/null', null, 200],
    ['/null', 0, 422],
    ['/false', false, 200],
    ['/zero', 0, 200],
    ['/empty', '', 200],
    ['/float', 3.4e38, 200],
    ['/float', 3.5e38, 422],
    ['/then-else', 'ab', 200],
    ['/then-else', 'a', 422],
    ['/then-else', 2, 200],
    ['/then-else', 1, 422],
  ] as const)('POST %s with %j gets %i', async ([path, sent, status]) => {
    expect(await server.statusOf(`/s${path}`, sent)).toBe(status);
  });
});
