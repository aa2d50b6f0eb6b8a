import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import type { Mock } from '../../../src/index.ts';

const mock = createMock({ learners: 60, courses: 5 });
const user = 'c28xyrc55866bvuv';

interface Page {
  readonly next: string | null;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

async function get(path: string, { app, apis }: Mock = mock) {
  return request(app)
    .get(`/unified/lms/${path}`)
    .set(apis.stackone.personas['integrator']?.headers ?? {});
}

/** Walks a list to its end, and returns its pages. */
async function walk(list: string, query = '', of: Mock = mock): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let next: string | null = ''; next !== null; next = pages.at(-1)?.next ?? null) {
    const { status, body } = await get(`${list}?${query}&next=${encodeURIComponent(next)}`, of);
    expect(status).toBe(200);
    pages.push(body);
  }
  return pages;
}

async function idsOf(list: string, query = '', of: Mock = mock): Promise<readonly string[]> {
  return (await walk(list, query, of)).flatMap(({ data }) => data.map(({ id }) => String(id)));
}

test.for([
  { list: 'completions', of: [...mock.campus.enrolments()].filter((one) => one.completedAt !== undefined) },
  { list: 'assignments', of: [...mock.campus.enrolments()].filter((one) => !one.isWithdrawn) },
  { list: 'users', of: [...mock.campus.findLearners()] },
  { list: 'courses', of: [...mock.campus.findCourses()] },
  { list: 'content', of: [...mock.campus.findCourses()] },
  { list: 'skills', of: [...mock.campus.findCourses()] },
  { list: 'categories', of: ['en-US', 'fi-FI', 'sv-SE'] },
])('lists all $list once with each page size, and each can be read by its id', async ({ list, of }) => {
  const ids = await idsOf(list, 'page_size=100');
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(of.length);
  expect(await idsOf(list, 'page_size=7')).toEqual(ids);
  for (const id of ids.slice(0, 10)) expect((await get(`${list}/${id}`)).body.data.id).toBe(id);
  expect((await get(`${list}/nothing`)).body).toMatchObject({ statusCode: 404, message: 'Not Found' });
});

test('has 25 records on a page by default, only full pages before the last, and no empty page', async () => {
  const pages = await walk('users');
  expect(pages.slice(0, -1).map(({ data }) => data.length)).toEqual(pages.slice(0, -1).map(() => 25));
  const count = mock.campus.learnerCount;
  const whole = await walk('users', `page_size=${count / 2}`);
  expect(whole.map(({ data, next }) => [data.length, next === null])).toEqual([
    [count / 2, false],
    [count / 2, true],
  ]);
});

test('a walk through all pages returns the truth', async () => {
  const rows = (await walk('completions', 'page_size=30')).flatMap(({ data }) => data);
  const truth = mock.campus.truth('stackone', 'integrator');
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(truth.map(({ id }) => id)));
  expect(rows.length).toBeGreaterThan(50);
});

test('a ledger records the completions in the pages', async () => {
  const session = mock.session();
  const ledger = session.openLedger();
  const call = (path: string) =>
    request(mock.app)
      .get(`${session.apis.stackone.path}/unified/lms/${path}`)
      .set(session.apis.stackone.personas['integrator']?.headers ?? {});
  const first = await call('completions?page_size=30&fields=result');
  await expect(ledger.expectConsumedOnce('stackone', 'integrator')).rejects.toThrow('were never received');
  await call(`completions?page_size=100&next=${first.body.next}`);
  await call('users?page_size=100');
  await ledger.expectConsumedOnce('stackone', 'integrator');
});

test('lists the completions and assignments of a user', async () => {
  const [learner] = mock.campus.findLearners({ label: 'emoji' });
  const id = learner?.ids.stackone.userId ?? '';
  const [completed, assigned] = [await idsOf(`users/${id}/completions`), await idsOf(`users/${id}/assignments`)];
  const own = [...mock.campus.findEnrolments({ learner: learner?.username ?? '' })];
  expect(assigned.length).toBe(own.filter(({ state }) => state !== 'withdrawn').length);
  expect(completed.length).toBe(own.filter(({ completedAt }) => completedAt !== null).length);
  expect(await idsOf('assignments', `user_id=${id}`)).toEqual(assigned);
  expect(await idsOf('assignments', `remote_user_id=${learner?.ids.stackone.remoteUserId}`)).toEqual(assigned);
  expect(await idsOf('assignments', 'user_id=nobody')).toEqual([]);
  expect(await idsOf(`users/${id}/assignments`, `user_id=${user}`)).toEqual([]);
  for (const one of completed) expect((await get(`users/${id}/completions/${one}`)).status).toBe(200);
  for (const one of completed) expect((await get(`users/${user}/completions/${one}`)).status).toBe(404);
  for (const one of assigned) expect((await get(`users/${id}/assignments/${one}`)).status).toBe(200);
  expect((await get('users/nobody/completions')).status).toBe(404);
  expect((await get('users/nobody/assignments')).status).toBe(404);
});

test('filters by time in each accepted spelling, and the filtered parts add up to the whole', async () => {
  const after = '2025-06-01T00:00:00.000Z';
  for (const list of ['completions', 'assignments']) {
    const rows = (await walk(list, 'page_size=100')).flatMap(({ data }) => data);
    const want = rows.filter((row) => String(row['updated_at']) > after).map(({ id }) => id);
    expect(want.length).toBeGreaterThan(5);
    expect(want.length).toBeLessThan(rows.length - 5);
    for (const query of [
      `filter[updated_after]=${after}`,
      `filter%5Bupdated_after%5D=${encodeURIComponent('2025-06-01T02:00:00+02:00')}`,
      `updated_after=${after}`,
      `updated_after=2000-01-01T00:00:00Z&filter[updated_after]=${after}`,
    ])
      expect(await idsOf(list, query), query).toEqual(want);
    const last = rows
      .map((row) => String(row['updated_at']))
      .toSorted()
      .at(-1);
    expect(await idsOf(list, `updated_after=${last}`), 'a record is not after its own time').toEqual([]);
  }
  const byStatus = await Promise.all(
    ['pending', 'in_progress', 'completed'].map((status) => idsOf('assignments', `filter[status]=${status}`)),
  );
  expect(byStatus.flat().toSorted()).toEqual([...(await idsOf('assignments'))].toSorted());
  expect(await idsOf('assignments', 'status=completed')).toEqual(byStatus[2]);
  expect(await idsOf('assignments', 'status=other')).toEqual([]);
});

test('finds a user by address or reference, and a course by reference', async () => {
  const learner = mock.campus.learner(20);
  const id = await idsOf('users', `filter[email]=${encodeURIComponent(learner.email)}`);
  expect(id.length).toBe(1);
  expect(await idsOf('users', `filter[external_reference]=${learner.username}`)).toEqual(id);
  expect(await idsOf('users', 'filter[external_reference]=nobody')).toEqual([]);
  const { body } = await get('courses?filter[external_reference]=introduction-to-programming');
  expect(body.data).toMatchObject([{ title: 'Introduction to Programming' }]);
});

test('narrows rows to fields, and adds the request to the provider', async () => {
  const { body } = await get('completions?page_size=2&fields=id,result&raw=true&proxy[locale]=fi');
  expect(body.data.map(Object.keys)).toEqual([
    ['id', 'result'],
    ['id', 'result'],
  ]);
  expect(body.raw).toEqual([
    { method: 'GET', url: expect.stringMatching(/\/completions\?locale=fi$/), body: null, response: { count: 2 } },
  ]);
});

test('refuses a cursor that is not from a page of the list, and a page size of 0', async () => {
  const { next } = (await get('completions?page_size=2')).body;
  const altered = Buffer.from(Buffer.from(next, 'base64url').toString().replace('"from":', '"from":1')).toString(
    'base64url',
  );
  for (const cursor of ['x', 'eyJmcm9tIjoxMDB9', altered, `${next}x`, 'A'.repeat(5000), '%00']) {
    const { status, body } = await get(`completions?next=${cursor}`);
    expect([status, body.message], cursor.slice(0, 40)).toEqual([400, 'Invalid cursor: next']);
  }
  expect((await get(`users?next=${next}`)).status).toBe(400);
  expect((await get(`completions?page_size=2&next=${next}`)).status).toBe(200);
  for (const size of ['0', '101', '-1', 'x', '1.5']) expect((await get(`users?page_size=${size}`)).status).toBe(400);
  expect((await get('completions?updated_after=yesterday')).status).toBe(400);
  expect((await get('completions?updated_after=2016-12-31T23:59:60Z')).status).toBe(400);
});

test('a page without any match among ten million learners is answered, and the walk continues after it', async () => {
  const large = createMock({ learners: 10_000_000, courses: 100 });
  const { body } = await get('completions?updated_after=2026-09-01T08:59:59.999Z', large);
  expect(body).toEqual({ next: expect.any(String), data: [] });
  const second = await get(`completions?updated_after=2026-09-01T08:59:59.999Z&next=${body.next}`, large);
  expect(second.body.next).not.toBe(body.next);
  expect((await get('users?page_size=100', large)).body.data.length).toBe(100);
  const { email, username } = large.campus.learner(9_000_000);
  const { body: found } = await get(`users?filter[email]=${email}`, large);
  expect(found).toMatchObject({ next: null, data: [{ email, external_reference: username }] });
  expect((await get(`users?filter[email]=${email}&filter[external_reference]=johndoe`, large)).body.data).toEqual([]);
});
