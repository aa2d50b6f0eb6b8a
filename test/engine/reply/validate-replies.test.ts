import request from 'supertest';
import { describe, expect, test } from 'vitest';

import type { Outcome } from '../../../src/engine/outcome.ts';
import { THINGS, thing, things } from '../../support/cases/awkward-things.ts';
import { createSmallApp } from '../../support/small-app.ts';

/** Rows of which the one at the index `broken` violates the contract. */
function* brokenAt(broken: number, count: number): Iterable<unknown> {
  for (let index = 0; index < count; index += 1)
    yield index === broken ? { ...thing(index), price: 'free' } : thing(index);
}

const retryAfter = {
  'Retry-After': { required: true, 'x-provenance': 'assumed', schema: { type: 'integer', minimum: 1 } },
};

describe.for(['application/json', 'application/xml'])('in %s', (accept) => {
  test.for<{ title: string; answer: () => Outcome; want: string }>([
    {
      title: 'a value with a member of another type',
      answer: () => ({ kind: 'value', status: 200, value: [thing(0), { ...thing(1), kind: 7 }] }),
      want: `The reply 200 of listThings in ${accept} breaks its contract: /1/kind must be string, got 7.`,
    },
    {
      title: 'a row with a member of another type',
      answer: () => ({ kind: 'rows', status: 200, rows: brokenAt(3, 10) }),
      want: `The reply 200 of listThings in ${accept} breaks its contract: /3/price must be number, got "free".`,
    },
    {
      title: 'a row without a required property',
      answer: () => ({ kind: 'rows', status: 200, rows: [{ id: 'x' }] }),
      want: `breaks its contract: /0 must have required property 'name', got {"id":"x"}.`,
    },
    {
      title: 'an object instead of a list',
      answer: () => ({ kind: 'value', status: 200, value: { id: 'x' } }),
      want: `breaks its contract: its body must be array, got {"id":"x"}.`,
    },
  ])('reports $title', async ({ answer, want }) => {
    const { app, defects } = createSmallApp({
      schema: THINGS,
      mediaTypes: ['application/json', 'application/xml'],
      answer,
    });
    const response = await request(app).get('/things').set({ accept });
    expect([response.status, response.type]).toEqual([500, 'application/problem+json']);
    expect(response.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    const { title, detail } = JSON.parse(response.text);
    expect([title, detail]).toEqual(['Defect of lms-mock', expect.stringContaining(want)]);
    expect(defects.map(String)).toEqual([expect.stringContaining(want)]);
  });

  test('ends the connection if a later row violates the contract', async () => {
    const { app, defects } = createSmallApp({
      schema: THINGS,
      mediaTypes: ['application/json', 'application/xml'],
      answer: () => ({ kind: 'rows', status: 200, rows: brokenAt(700, 1000) }),
    });
    await expect(request(app).get('/things').set({ accept })).rejects.toThrow('aborted');
    expect(defects.map(String)).toEqual([expect.stringContaining('/700/price must be number, got "free"')]);
  });

  test('sends a valid stream unchanged, and reports no defect', async () => {
    const { app, defects } = createSmallApp({
      schema: THINGS,
      mediaTypes: ['application/json', 'application/xml'],
      answer: () => ({ kind: 'rows', status: 200, rows: things(5000) }),
    });
    const response = await request(app).get('/things').set({ accept }).buffer(true);
    expect([response.status, defects]).toEqual([200, []]);
    expect(response.text).toContain('thing-4999');
  });
});

test.for([
  { title: 'a required header that is not sent', headers: {}, want: 'the header Retry-After: required, but absent.' },
  {
    title: 'a header of another type',
    headers: { 'retry-after': 'soon' },
    want: 'the header Retry-After: must be integer, got "soon".',
  },
  {
    title: 'a header that is out of range',
    headers: { 'Retry-After': '0' },
    want: 'the header Retry-After: must be >= 1, got "0".',
  },
])('reports $title', async ({ headers, want }) => {
  const { app } = createSmallApp({
    schema: THINGS,
    headers: retryAfter,
    answer: () => ({ kind: 'refusal', status: 200, example: 'none', text: 'x', headers }),
  });
  const { status, body } = await request(app).get('/things');
  expect([status, body.detail]).toEqual([500, `The reply 200 of listThings breaks its contract: ${want}`]);
});

test('refusals are checked against the contract', async () => {
  const refused: Outcome = { kind: 'refusal', status: 406, example: 'unknown', fields: { reason: 5 } };
  const { app } = createSmallApp({ schema: THINGS, answer: () => refused });
  const { status, body } = await request(app).get('/things');
  expect([status, body.detail]).toEqual([500, expect.stringContaining('/reason must be string, got 5.')]);
});

test('a varied answer is checked against the contract before its numbers get another form', async () => {
  const { app } = createSmallApp({
    schema: THINGS,
    answer: () => ({ kind: 'rows', status: 200, rows: brokenAt(3, 10) }),
  });
  const { status, body } = await request(app).get('/things').set('Prefer', 'variation=whitespace+number-form');
  expect([status, body.detail]).toEqual([500, expect.stringContaining('/3/price must be number, got "free".')]);
});

test('a list with rules about the whole list is checked before it is sent', async () => {
  const { app } = createSmallApp({
    schema: { type: 'array', maxItems: 2, items: { type: 'integer' } },
    answer: () => ({ kind: 'rows', status: 200, rows: [1, 2, 3] }),
  });
  const { status, body } = await request(app).get('/things');
  expect([status, body.detail]).toEqual([500, expect.stringContaining('must NOT have more than 2 items')]);
});

test('reports the name of a property that the contract does not have', async () => {
  const { app } = createSmallApp({
    schema: { type: 'object', additionalProperties: false, properties: {} },
    answer: () => ({ kind: 'value', status: 200, value: { surplus: 1 } }),
  });
  expect((await request(app).get('/things')).body.detail).toContain('must NOT have additional properties ("surplus")');
});

test('with validateReplies false, an invalid reply is sent unchanged', async () => {
  const { app, defects } = createSmallApp({
    schema: THINGS,
    answer: () => ({ kind: 'rows', status: 200, rows: brokenAt(0, 1) }),
    validateReplies: false,
  });
  const { status, body } = await request(app).get('/things');
  expect([status, body[0].price, defects]).toEqual([200, 'free', []]);
});
