import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { THINGS, thing } from '../../support/cases/awkward-things.ts';
import { createMock } from '../../support/create-mock.ts';
import { createSmallApp } from '../../support/small-app.ts';
import type { SmallApp } from '../../support/small-app.ts';

const mock = createMock({ learners: 10, courses: 1 });

async function send({ app }: SmallApp, prefer: string): Promise<Response> {
  return request(app).get('/things').set('Prefer', prefer);
}

test('the exchange lists the variations of its answer', async () => {
  const own = createSmallApp({ schema: THINGS, answer: () => ({ kind: 'value', status: 200, value: [thing(1)] }) });
  await send(own, 'variation=null+whitespace');
  await send(own, 'respond-async');
  expect(own.exchanges.map(({ reply }) => reply.variations ?? [])).toEqual([['null', 'whitespace'], []]);
});

test('an answer that supports none of the requested variations is plain, and its header is none', async () => {
  const own = createSmallApp({ schema: THINGS, answer: () => ({ kind: 'rows', status: 200, rows: [] }) });
  const response = await send(own, 'variation=null+row-order');
  expect([response.text, response.headers['x-lms-mock-variations']]).toEqual(['[]', 'none']);
});

test('an optional property stays if the schema needs it for minProperties', async () => {
  const schema = {
    type: 'object',
    minProperties: 2,
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    additionalProperties: false,
  };
  const own = createSmallApp({ schema, answer: () => ({ kind: 'value', status: 200, value: { a: 1, b: 2 } }) });
  const response = await send(own, 'variation=optional-absent');
  expect([response.body, response.headers['x-lms-mock-variations']]).toEqual([{ a: 1, b: 2 }, 'none']);
});

test('a variation that violates its schema is skipped, and the others apply', async () => {
  const pair = { type: 'object', minProperties: 2, properties: { x: { type: 'integer' }, y: { type: 'integer' } } };
  const schema = { type: 'object', required: ['a'], properties: { a: pair, b: { type: 'integer' } } };
  const value = { a: { x: 1, y: 2 }, b: 3 };
  const own = createSmallApp({ schema, answer: () => ({ kind: 'value', status: 200, value }) });
  for (let seed = 0; seed < 20; seed += 1) {
    const { body } = await send(own, `variation=${seed}:optional-absent`);
    expect(body).toEqual({ a: { x: 1, y: 2 } });
  }
});

test('a variation that violates a schema further up is skipped', async () => {
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      properties: { kind: { type: 'string', 'x-known-values': ['known'] } },
      if: { properties: { kind: { const: 'known' } } },
      else: { required: ['reason'] },
    },
  };
  const rows = [{ kind: 'known' }, { kind: 'known', reason: 'any' }];
  const own = createSmallApp({ schema, answer: () => ({ kind: 'rows', status: 200, rows }) });
  for (let seed = 0; seed < 10; seed += 1) {
    const { body } = await send(own, `variation=${seed}:unknown-enum-value`);
    expect(body).toEqual([{ kind: 'known' }, { kind: 'lms-mock-unheard-of', reason: 'any' }]);
  }
});

test('varies in the matching branch of oneOf, and in each of allOf', async () => {
  const schema = {
    allOf: [{ type: 'object', properties: { a: { type: ['integer', 'null'] } }, required: ['a'] }],
    type: 'object',
    required: ['b'],
    properties: {
      b: {
        oneOf: [
          {
            type: 'object',
            required: ['x'],
            properties: { x: { type: ['string', 'null'] } },
            additionalProperties: false,
          },
          { type: 'string', pattern: '^no null$' },
        ],
      },
    },
  };
  const value = { a: 1, b: { x: 'text' } };
  const own = createSmallApp({ schema, answer: () => ({ kind: 'value', status: 200, value }) });
  const met = new Set<string>();
  for (let seed = 0; seed < 30; seed += 1) met.add((await send(own, `variation=${seed}:null`)).text);
  expect([...met].sort()).toEqual([
    '{"a":1,"b":{"x":null}}',
    '{"a":null,"b":{"x":"text"}}',
    '{"a":null,"b":{"x":null}}',
  ]);
});

test('a text that only looks like a decimal or a time is not varied', async () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    additionalProperties: false,
    properties: { a: { type: 'string', pattern: String.raw`^\S+$` }, b: { type: 'string' } },
  };
  const value = { a: '1.50', b: '2026-09-01T09:00:00Z' };
  const own = createSmallApp({ schema, answer: () => ({ kind: 'value', status: 200, value }) });
  for (let seed = 0; seed < 20; seed += 1) expect((await send(own, `variation=${seed}`)).body).toEqual(value);
});

test.for([
  { prefer: 'variation=', want: '"" is not a variation' },
  { prefer: 'variation', want: '"" is not a variation' },
  { prefer: 'variation=-1', want: '"-1" is not a variation' },
  { prefer: 'variation=4294967296', want: '"4294967296" is not a variation' },
  { prefer: 'variation=99999999999999999999', want: 'is not a variation' },
  { prefer: 'variation=nul', want: '"nul" is not a variation' },
  { prefer: 'variation=7:nul', want: '"7:nul" is not a variation' },
  { prefer: 'variation=7:precision+', want: 'is not a variation' },
  { prefer: 'variation=offset', want: 'listGrades has no answer with offset' },
  { prefer: 'variation=__proto__', want: '"__proto__" is not a variation' },
])('refuses "$prefer", and lists the known variations', async ({ prefer, want }) => {
  const response = await request(mock.app).get('/api/so2/v1/grades').set('Prefer', prefer);
  expect([response.status, response.type]).toEqual([400, 'application/problem+json']);
  const { detail, available } = JSON.parse(response.text);
  expect(detail).toContain(want);
  expect(available.map(({ name }: { name: string }) => name)).toEqual([
    'null',
    'precision',
    'row-order',
    'whitespace',
    'chunk-split',
  ]);
});
