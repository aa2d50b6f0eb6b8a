import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { openSession } from '../support/rules.ts';

const mock = createMock({ learners: 10, courses: 1 });
const local = { Host: '127.0.0.1:4010' };

function rulesOf(id: string): {
  get(): request.Test;
  post(rule: unknown): request.Test;
  remove(rule?: string): request.Test;
} {
  const path = `/__mock/sessions/${id}/rules`;
  const json = { ...local, 'Content-Type': 'application/json' };
  return {
    get: () => request(mock.app).get(path).set(local),
    post: (rule) => request(mock.app).post(path).set(json).send(JSON.stringify(rule)),
    remove: (rule) =>
      request(mock.app)
        .delete(rule === undefined ? path : `${path}/${rule}`)
        .set(json),
  };
}

test('a program combines situations as the page does: two refusals, then slow and empty lists', async () => {
  const { session, ask } = openSession(mock);
  const { post } = rulesOf(session.id);
  const answers = [
    { sequence: [{ status: 429 }, { status: 429 }] },
    { rows: { count: 0 }, fault: { kind: 'latency', delayMs: 50 } },
  ];
  for (const answer of answers) expect((await post({ answer, offContract: true })).status).toBe(201);
  const replies = [await ask(), await ask(), await ask()];
  expect(replies.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(replies[2]?.body).toEqual([]);
  expect(session.journal.exchanges().map(({ fault }) => fault)).toEqual([undefined, undefined, answers[1]?.fault]);
});

test('rules are created, listed with their matches, and removed', async () => {
  const { session, ask } = openSession(mock);
  const rules = rulesOf(session.id);
  const given = {
    match: { api: 'moocit', operation: 'listCompletions', persona: 'admin', query: { username: 'johndoe' }, times: 1 },
    answer: { sequence: [{ status: 429, headers: { 'Retry-After': '2' } }, { normal: true }] },
    offContract: false,
  };
  const made = await rules.post(given);
  expect([made.status, made.body]).toEqual([201, { id: 'rule-1', callCount: 0, ...given }]);
  expect((await rules.post({ match: { operation: 'listGrades' }, answer: { fault: { kind: 'reset' } } })).status).toBe(
    201,
  );
  expect((await ask()).status).toBe(429);

  const listed = await rules.get();
  expect(listed.body.rules).toMatchObject([
    { id: 'rule-1', callCount: 1, ...given },
    { id: 'rule-2', callCount: 0 },
  ]);
  expect(listed.body.unmatched).toEqual(['rule-2']);

  expect((await rules.remove('rule-1')).body.rules).toMatchObject([{ id: 'rule-2' }]);
  const gone = await rules.remove('rule-1');
  expect([gone.status, gone.type]).toEqual([404, 'application/problem+json']);
  expect((await rules.remove()).body).toEqual({ rules: [], unmatched: [] });
});

test('a session that does not exist has no rules, and listing them does not create it', async () => {
  expect((await rulesOf('nobody').get()).body).toEqual({ rules: [], unmatched: [] });
  expect((await request(mock.app).get('/__mock/sessions/nobody').set(local)).status).toBe(404);
});

test.for([
  { title: 'a list', rule: [], detail: /^body: must be object, got \[\]/ },
  {
    title: 'a misspelt member',
    rule: { answer: { fautl: {} } },
    detail: /^answer: unknown member "fautl"; did you mean "fault"/,
  },
  {
    title: 'an undeclared status',
    rule: { answer: { status: 299 } },
    detail: /^answer\.status: .* responses are 200, /,
  },
])('refuses $title as a problem', async ({ rule, detail }) => {
  const response = await rulesOf('refused').post(rule);
  expect([response.status, response.type]).toEqual([400, 'application/problem+json']);
  expect(response.body.detail).toMatch(detail);
  expect(response.text).not.toMatch(/node_modules|\n +at /);
});

test('a body that is nested a few thousand levels deep is refused', async () => {
  const patch = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const response = await request(mock.app)
    .post('/__mock/sessions/deep/rules')
    .set({ ...local, 'Content-Type': 'application/json' })
    .send(`{"answer":{"patch":${patch}}}`);
  expect([response.status, response.body.detail]).toEqual([400, 'body: must be JSON with at most 100 levels.']);
});

test('a rule from a page of another site, or sent as a form, is refused', async () => {
  const rule = JSON.stringify({ answer: { fault: { kind: 'reset' } } });
  const post = (headers: Readonly<Record<string, string>>): request.Test =>
    request(mock.app)
      .post('/__mock/sessions/kept/rules')
      .set({ ...local, ...headers })
      .send(rule);
  expect((await post({ 'Content-Type': 'text/plain' })).status).toBe(403);
  expect((await post({ 'Content-Type': 'application/json', Origin: 'http://evil.example' })).status).toBe(403);
  expect((await rulesOf('kept').get()).body.rules).toEqual([]);
});

test('an invalid session id is refused', async () => {
  for (const response of [
    await rulesOf('-').post({ answer: { status: 403 } }),
    await rulesOf('-').remove(),
    await rulesOf('-').get(),
  ])
    expect([response.status, response.body.detail]).toEqual([400, expect.stringMatching(/^path\.id: must match/)]);
});
