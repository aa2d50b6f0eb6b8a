import request from 'supertest';
import { expect, test } from 'vitest';

import { createContract } from '../../src/contract/contract.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { controlContract } from '../../src/control/document.ts';
import { createSmallApp } from '../support/small-app.ts';
import type { SmallApp } from '../support/small-app.ts';

const local = { Host: 'localhost' };

/** A server whose control API has a changed document: one text is replaced. */
function appWith(text: string, other: string, validateReplies = true): SmallApp {
  const document = JSON.stringify(controlContract().document);
  expect(document).toContain(text);
  return appOf(() => createContract('control', JSON.parse(document.replace(text, other))), validateReplies);
}

function appOf(control: () => Contract, validateReplies = true): SmallApp {
  return createSmallApp({
    schema: { type: 'object' },
    answer: () => ({ kind: 'value', status: 200, value: {} }),
    validateReplies,
    control,
  });
}

test.for([
  {
    title: 'a body that violates its schema',
    change: ['"const":"ok"', '"const":"well"'],
    path: '/health',
    want: 'The reply 200 of getHealth in application/json breaks its contract: /status must be equal to constant, got "ok".',
  },
  {
    title: 'a missing member',
    change: ['"required":["id","now"]', '"required":["id","name"]'],
    path: '/sessions',
    want: `The reply 200 of listSessions in application/json breaks its contract: /0 must have required property 'name'`,
  },
  {
    title: 'an invalid problem',
    change: ['"status":{"type":"integer"},"detail"', '"status":{"type":"string"},"detail"'],
    path: '/sessions/nobody',
    want: 'The reply 404 of getSession in application/problem+json breaks its contract: /status must be string, got 404.',
  },
  {
    title: 'an undeclared status',
    change: ['"responses":{"200":{"description":"The result."', '"responses":{"202":{"description":"The result."'],
    path: '/health',
    want: 'The reply 200 of getHealth breaks its contract: its status must be one of 202, 400, 403.',
  },
  {
    title: 'an undeclared media type',
    change: ['"text/html; charset=utf-8"', '"text/xhtml; charset=utf-8"'],
    path: '/report?format=html',
    want: 'The reply 200 of getReport breaks its contract: its Content-Type must be application/json, application/xml, text/plain',
  },
  {
    title: 'an undeclared answer to an unmatched request',
    change: ['"404":{"$ref":"#/components/responses/NotFound"},"405"', '"405"'],
    path: '/nothing',
    want: 'The reply 404 of an unmatched request breaks its contract: its status must be one of 400, 401, 403, 405.',
  },
] as const)(
  'the control API reports $title as a defect, and does not send it',
  async ({ change: [text, other], path, want }) => {
    const { app, defects } = appWith(text, other);
    const response = await request(app).get(`/__mock${path}`).set(local);
    expect([response.status, response.type]).toEqual([500, 'application/problem+json']);
    expect(JSON.parse(response.text)).toEqual({
      title: 'Defect of lms-mock',
      status: 500,
      detail: expect.stringContaining(want),
    });
    expect(defects.map(String)).toEqual([expect.stringContaining(want)]);
  },
);

test('the refusal of a caller without permission is checked as well', async () => {
  const { app, defects } = appWith('"title":{"type":"string"},"status"', '"title":{"type":"null"},"status"');
  expect((await request(app).get('/__mock/health').set({ Host: 'evil.example' })).status).toBe(500);
  expect(defects.map(String)).toEqual([expect.stringContaining('The reply 403 of getHealth')]);
});

test('with validateReplies false, answers are sent unchecked', async () => {
  const { app, defects } = appWith('"const":"ok"', '"const":"well"', false);
  const { status, body } = await request(app).get('/__mock/health').set(local);
  expect([status, body, defects]).toEqual([200, { status: 'ok' }, []]);
});

test('the document is read once, with the first request that needs it', async () => {
  let readings = 0;
  const { app } = appOf(() => {
    readings += 1;
    return controlContract();
  }, false);
  await request(app).get('/things');
  await request(app).get('/__mock/health').set({ Host: 'evil.example' });
  expect(readings).toBe(0);
  for (let time = 0; time < 3; time += 1) await request(app).get('/__mock/health').set(local);
  expect(readings).toBe(1);
});

test.for([
  ['an operation without a handler', '"getHealth"', '"getWealth"', 'the operation getWealth has no handler'],
  [
    'a handler without an operation',
    '"get":{"operationId":"getHealth"',
    '"x-gone":{"operationId":"getHealth"',
    'the handler getHealth must have an operation',
  ],
] as const)('reports %s', async ([, text, other, want]) => {
  const { app, defects } = appWith(text, other);
  expect((await request(app).get('/__mock/sessions').set(local)).status).toBe(500);
  expect(defects.map(String)).toEqual([expect.stringContaining(want)]);
});

test.for([
  { title: 'an unknown parameter', path: '/health?deep=1', detail: /^query\.deep: unknown parameter/ },
  {
    title: 'a parameter that is misspelt',
    path: '/report?min-covrage=1',
    detail: /^query\.min-covrage: unknown parameter; did you mean "min-coverage"\?/,
  },
  {
    title: 'a parameter that is sent twice',
    path: '/report?format=text&format=html',
    detail: /^query\.format: must be sent only once/,
  },
  {
    title: 'a value that is not in the list',
    path: '/report?format=pdf',
    detail: /^query\.format: must be one of \["text",.*"html"\], got "pdf"\.$/,
  },
  { title: 'a broken escape', path: '/report?format=%ff', detail: /^query\.format: a percent-escape/ },
  { title: 'an invalid session id', path: '/sessions/-', detail: /^path\.id: must match pattern/ },
  { title: 'a path that cannot be decoded', path: '/sessions/%ff', detail: /^path: a percent-escape/ },
])('the control API refuses $title, as its document declares', async ({ path, detail }) => {
  const { app, defects } = appOf(controlContract);
  const { status, body } = await request(app).get(`/__mock${path}`).set(local);
  expect([status, body.detail, defects]).toEqual([400, expect.stringMatching(detail), []]);
});

test.for([
  { title: 'no body', path: 'advance', body: '', detail: /^body: required, but absent\.$/ },
  { title: 'another value', path: 'advance', body: '[]', detail: /^body: must be object, got \[\]/ },
  {
    title: 'several mistakes',
    path: 'advance',
    body: '{"days":-1,"weeks":2}',
    detail: /body\/weeks: unknown member.*; body\/days: must be >= 0, got -1\.$/,
  },
  { title: 'malformed JSON', path: 'variants', body: '{"a":}', detail: /^body: malformed JSON at line 1, column 6/ },
  {
    title: 'an invalid variation',
    path: 'variation',
    body: '{"seed":7,"only":["nil"]}',
    detail: /^body\/only\/0: must be one of \["null",/,
  },
  { title: 'the body null', path: 'reset', body: 'null', detail: /^body: must be object, got null/ },
])('a write with $title is refused, and creates no session', async ({ path, body, detail }) => {
  const { app, sessions, defects } = appOf(controlContract);
  const response = await request(app)
    .post(`/__mock/sessions/new/${path}`)
    .set({ ...local, 'Content-Type': 'application/json' })
    .send(body);
  expect([response.status, response.body.detail, defects]).toEqual([400, expect.stringMatching(detail), []]);
  expect([...sessions]).toHaveLength(1);
});

test('a write without a declared body needs none', async () => {
  const { app, sessions } = appOf(controlContract);
  const json = { ...local, 'Content-Type': 'application/json' };
  expect((await request(app).post('/__mock/sessions/new/reset').set(json)).status).toBe(200);
  expect((await request(app).delete('/__mock/sessions/new/rules').set(json).send({})).status).toBe(200);
  expect([...sessions].map(({ id }) => id)).toContain('new');
});

test('the answer to a wrong method lists the allowed methods', async () => {
  const { app } = appOf(controlContract);
  const { status, headers } = await request(app)
    .put('/__mock/sessions/x/journal')
    .set({ ...local, 'Content-Type': 'application/json' });
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, DELETE']);
  expect((await request(app).head('/__mock/health').set(local)).status).toBe(200);
});

test('a session beyond the maximum is refused with a documented answer', async () => {
  const { app, sessions, defects } = appOf(controlContract);
  for (let made = 0; made < sessions.limit; made += 1) sessions.get(`of-${made}`);
  const response = await request(app).post('/__mock/sessions/late/reset').set(local).send({});
  expect([response.status, response.body.title, defects]).toEqual([429, 'Too many sessions', []]);
});
