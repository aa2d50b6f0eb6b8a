import { createServer } from 'node:http';
import { once } from 'node:events';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 5, courses: 2 });
const JSON_TYPE = { 'Content-Type': 'application/json' };

function write(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return request(mock.app)
    .post(`/__mock/sessions/${path}`)
    .set({ Host: 'localhost:4010', ...JSON_TYPE, ...headers })
    .send(typeof body === 'string' ? body : JSON.stringify(body));
}

test.for([
  'evil.example',
  'localhost.evil.example',
  'evil.example:4010',
  '127.0.0.1.evil.example',
  'localhost@evil.example',
  '[::ffff:8.8.8.8]',
  '0.0.0.0:4010',
  '2130706433.evil.example',
  'localhost, evil.example',
  '',
])('a rebound host name is refused by the control API: %s', async (host) => {
  const answer = await write('rebound/advance', { days: 1 }, { Host: host });
  expect(answer.status).toBe(403);
  expect(mock.session('rebound').now).toBe('2026-09-01T09:00:00.000000Z');
});

test.for(['localhost', 'LOCALHOST:4010', '127.0.0.1:4010', '127.9.9.9', '[::1]:4010'])(
  'a loopback name is accepted by the control API: %s',
  async (host) => {
    expect((await write('at-home/variation', { seed: null }, { Host: host })).status).toBe(200);
  },
);

test.for([
  { Origin: 'http://evil.example' },
  { Origin: 'null' },
  { Origin: 'http://localhost:4011' },
  { Origin: 'https://localhost:4010' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
] as const)('a page of another site is refused by the control API: %j', async (headers) => {
  expect((await write('page/advance', { days: 1 }, headers)).status).toBe(403);
  const read = await request(mock.app)
    .get('/__mock/sessions')
    .set({ Host: 'localhost:4010', ...headers });
  expect([read.status, read.headers['access-control-allow-origin']]).toEqual([403, undefined]);
});

test.for([
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'text/json',
  '',
])('a write with a Content-Type that a form can send is refused: %s', async (type) => {
  const body = '{"days":1,"x":"=&"}';
  expect((await write('form/advance', body, { 'Content-Type': type })).status).toBe(403);
  expect(mock.session('form').now).toBe('2026-09-01T09:00:00.000000Z');
});

test('no member of a rule makes the server send a request', async () => {
  let calls = 0;
  const listener = createServer((_request, response) => {
    calls += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  const session = mock.session('called');
  const rules: readonly unknown[] = [
    { match: { operation: 'listGrades', query: { username: url } }, answer: { status: 403 } },
    { match: { operation: 'listGrades' }, answer: { body: [{ url, $ref: url }], status: 200 }, offContract: true },
    {
      match: { operation: 'listGrades' },
      answer: { headers: { Location: url, Link: `<${url}>; rel=preload` }, status: 403 },
    },
    { match: { operation: 'listGrades' }, answer: { patch: { display_name: url } } },
    {
      match: { operation: 'listGrades' },
      answer: { fault: { kind: 'wrong-content-type', contentType: url } },
      offContract: true,
    },
    { match: { operation: 'listGrades' }, answer: { url, upstream: url, forward: url, proxy: url } },
  ];
  for (const rule of rules) {
    await write('called/rules', rule);
    await request(mock.app)
      .get('/sessions/called/moocit/api/so2/v1/grades')
      .set('Authorization', 'Bearer moocit-admin-token')
      .ok(() => true);
    session.rules.clear();
  }
  await write('called/advance', { days: url });
  listener.close();
  expect(calls).toBe(0);
});

test('nothing reaches the prototype of all objects', async () => {
  const bodies = [
    '{"__proto__":{"polluted":1},"days":0}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"moocit":{"__proto__":{"polluted":"1"}}}',
    '{"answer":{"patch":{"__proto__":{"polluted":1},"display_name":"x"}},"match":{"operation":"listGrades"}}',
    '{"match":{"__proto__":{"polluted":1},"query":{"__proto__":"x"}},"answer":{"status":403}}',
  ];
  for (const kind of ['advance', 'variation', 'variants', 'rules', 'reset', 'ledger'])
    for (const body of bodies) expect((await write(`proto/${kind}`, body)).status).toBeLessThan(500);
  for (const id of ['__proto__', 'constructor', 'prototype', 'toString'])
    expect(
      (
        await request(mock.app)
          .get(`/sessions/${id}/moocit/api/so2/v1/grades?__proto__[polluted]=1&constructor=2`)
          .set('Authorization', 'Bearer moocit-admin-token')
      ).status,
    ).toBeLessThan(500);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  const rows = await request(mock.app)
    .get('/sessions/proto/moocit/api/so2/v1/grades')
    .set('Authorization', 'Bearer moocit-admin-token')
    .ok(() => true);
  expect(rows.text).not.toContain('polluted');
});

test('a rule has no regular expressions, so none can run forever', async () => {
  const evil = `${'a'.repeat(30)}!`;
  const rule = { match: { operation: 'listGrades', query: { username: '^(a+)+$' } }, answer: { status: 403 } };
  expect((await write('regex/rules', rule)).status).toBe(201);
  for (const name of ['regex', 'pattern', 'matches', '$regex'])
    expect(
      (
        await write('regex/rules', {
          ...rule,
          match: { operation: 'listGrades', query: { username: { [name]: '^(a+)+$' } } },
        })
      ).status,
    ).toBe(400);
  const answer = await request(mock.app)
    .get(`/sessions/regex/moocit/api/so2/v1/grades?username=${evil}`)
    .set('Authorization', 'Bearer moocit-admin-token');
  expect(answer.status).toBe(200);
});

test('100,000 rules are refused at the maximum, and requests are still answered', async () => {
  const session = mock.session('many-rules');
  let refused = 0;
  for (let one = 0; one < 100_000; one += 1) {
    try {
      session.on('listGrades', { persona: 'forbidden' }).reply({ status: 403 });
    } catch (error) {
      if (!String(error).includes('maximum 1000 rules per session')) throw error;
      refused += 1;
    }
  }
  expect([refused, [...session.rules].length]).toEqual([99_000, 1000]);
  const over = await write('many-rules/rules', { match: { operation: 'listGrades' }, answer: { status: 403 } });
  expect([over.status, over.text]).toEqual([400, expect.stringContaining('Remove some')]);
  const answer = await request(mock.app)
    .get('/sessions/many-rules/moocit/api/so2/v1/grades')
    .set('Authorization', 'Bearer moocit-admin-token');
  expect(answer.status).toBe(200);
  session.reset();
});

test('a line break in a header of a rule cannot split an answer', async () => {
  for (const value of ['a\r\nX-Evil: 1', 'a\nX-Evil: 1', 'a\u0000', 'a\u2028b'])
    expect(
      (
        await write('split/rules', {
          match: { operation: 'listGrades' },
          answer: { status: 403, headers: { 'X-A': value } },
        })
      ).status,
    ).toBe(400);
  const session = await request(mock.app)
    .get('/moocit/api/so2/v1/grades')
    .set({ Authorization: 'Bearer moocit-admin-token', Prefer: 'code=200, example="x%0d%0aX-Evil: 1"' });
  expect(session.headers).not.toHaveProperty('x-evil');
});

test('values nested 100,000 deep, and a small body that unpacks to a large one, are refused', async () => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  for (const kind of ['rules', 'advance', 'variants'])
    expect((await write(`deep/${kind}`, deep)).status).toBeLessThan(500);
  const huge = await write('deep/advance', `{"days":1,"x":"${'x'.repeat(70_000)}"}`);
  expect([huge.status, huge.type]).toEqual([413, 'application/problem+json']);
});
