import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 300, courses: 6 });
const user = 'c28xyrc55866bvuv';

async function call({ apis }: MockSession, path: string, method: 'get' | 'post' | 'delete' = 'get'): Promise<Response> {
  const sent = request(mock.app)[method](`${apis.stackone.path}/unified/lms/${path}`);
  const body = { learning_object_external_reference: 'introduction-to-programming' };
  return sent.set(apis.stackone.personas.integrator.headers).send(method === 'post' ? body : undefined);
}

async function walk(session: MockSession, query = ''): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const { body } = await call(session, `completions?page_size=20&fields=id&next=${next}${query}`);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  return ids;
}

test('the clock moves after a number of rows: the walk repeats no row, and updated_after returns the missed ones', async () => {
  const session = mock.session();
  const from = session.now;
  const start = session.campus.truth('stackone', 'integrator').map(({ id }) => id);
  session.rules.add({
    match: { operation: 'listUnifiedCompletions' },
    answer: { fault: { kind: 'advance', afterRows: 100, by: { days: 60 } } },
  });
  const walked = await walk(session);
  expect(Date.parse(session.now) - Date.parse(from)).toBe(60 * 86_400_000);
  expect(new Set(walked).size, 'none is doubled').toBe(walked.length);
  const now = session.campus.truth('stackone', 'integrator').map(({ id }) => id);
  const still = start.filter((id) => now.includes(id));
  expect(
    still.filter((id) => !walked.includes(id)),
    'none is lost that was there all the time',
  ).toEqual([]);
  const missed = now.filter((id) => !walked.includes(id));
  expect(missed.length).toBeGreaterThan(0);
  const since = await walk(session, `&updated_after=${from}`);
  expect(missed.filter((id) => !since.includes(id))).toEqual([]);
});

test('rows of a stream count as well, and the answer that is being sent does not change', async () => {
  const session = mock.session();
  const { path, personas } = session.apis.moocit;
  const read = () => request(mock.app).get(`${path}/api/so2/v1/completion`).set(personas.admin.headers);
  const before = (await read()).text;
  const now = session.now;
  session.rules.add({
    match: { operation: 'listCompletions', api: 'moocit' },
    answer: { fault: { kind: 'advance', afterRows: 3, by: { days: 30, hours: 1 } } },
  });
  expect((await read()).text).toBe(before);
  expect(Date.parse(session.now) - Date.parse(now)).toBe(30 * 86_400_000 + 3_600_000);
  expect((await read()).text).not.toBe(before);
  expect(Date.parse(session.now) - Date.parse(now), 'it moves once').toBe(30 * 86_400_000 + 3_600_000);
});

test('the clock moves after the answer, once or for each request', async () => {
  const session = mock.session();
  const times: string[] = [];
  session.rules.add({ match: { after: 1, times: 2 }, answer: { fault: { kind: 'advance', by: { hours: 1 } } } });
  for (let index = 0; index < 4; index += 1) {
    times.push((await call(session, 'completions/nothing')).body.timestamp.slice(11, 16));
  }
  expect(times).toEqual(['09:00', '09:00', '10:00', '11:00']);
  session.rules.clear();
  session.rules.add({ answer: { fault: { kind: 'advance', by: { days: 100_000 } } } });
  for (const _ of [1, 2]) expect((await call(session, 'completions/nothing')).status).toBe(404);
});

test('a write is done with error-after-write, and not done with error-before-write', async () => {
  const session = mock.session();
  for (const [kind, status] of [
    ['error-before-write', 502],
    ['error-after-write', 500],
  ] as const) {
    session.rules.add({
      match: { operation: 'createUserCompletion', times: 1 },
      answer: { fault: { kind, status } },
    });
    const before = session.campus.truth('stackone', 'integrator').length;
    const answer = await call(session, `users/${user}/completions`, 'post');
    expect([answer.status, answer.body.statusCode]).toEqual([status, status]);
    const written = session.campus.truth('stackone', 'integrator').length - before;
    expect(written).toBe(kind === 'error-after-write' ? 1 : 0);
  }
  expect((await call(session, `users/${user}/completions`, 'post')).status, 'it is there already').toBe(409);
  session.rules.add({
    match: { operation: 'createUserCompletion' },
    answer: { fault: { kind: 'error-after-write', status: 500 } },
  });
  expect((await call(session, `users/${user}/completions`, 'post')).status, 'the refusal stays').toBe(409);
  expect((await call(session, 'users/nobody/completions', 'post')).status).toBe(404);
});

test.for([
  { fault: { kind: 'advance' }, want: '"by" is missing' },
  { fault: { kind: 'advance', by: {} }, want: 'a time span such as' },
  { fault: { kind: 'advance', by: { weeks: 1 } }, want: 'unknown member "weeks"' },
  { fault: { kind: 'advance', by: { days: -1 } }, want: 'a number from 0 to 1000000' },
  { fault: { kind: 'advance', by: { days: 1 }, afterRows: 0 }, want: 'a whole number from 1' },
  { fault: { kind: 'error-after-write', status: 418 }, want: 'createUserCompletion has no response 418' },
  { fault: { kind: 'error-after-write' }, want: '"status" is missing' },
  {
    fault: { kind: 'error-before-write', status: 500 },
    operation: 'getCompletion',
    want: 'getCompletion writes nothing',
  },
])('refuses the rule $fault', async ({ fault, operation = 'createUserCompletion', want }) => {
  const rule = { match: { operation }, answer: { fault } };
  const { status, body } = await request(mock.app)
    .post(`/__mock/sessions/refused/rules`)
    .set('x-lms-mock-page-token', mock.pageToken)
    .send(rule);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(JSON.stringify(want).slice(1, -1));
});
