import request from 'supertest';
import { convert } from 'xmlbuilder2';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import type { Mock } from '../../../src/index.ts';

const mock = createMock({ learners: 60, courses: 5 });
const statuses = [...mock.campus.findEnrolments()].filter(({ state }) => state !== 'withdrawn');
const documentedUser = '28199714-a7e4-11e9-bcd3-4289493f2b99';

type Row = Readonly<Record<string, unknown>>;

async function send(
  path: string,
  { persona = 'owner', accept = 'application/json', of = mock }: { persona?: string; accept?: string; of?: Mock } = {},
) {
  const personas: Readonly<Record<string, { headers: Readonly<Record<string, string>> }>> = of.apis.ispring.personas;
  return request(of.app)
    .get(path)
    .set({ ...personas[persona]?.headers, accept })
    .buffer(true);
}

/** Walks a list to its end. */
async function walk(path: string, member: string, query = '', options: Parameters<typeof send>[1] = {}) {
  const pages: Row[][] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const { status, body }: { status: number; body: Row } = await send(`${path}?${query}&pageToken=${token}`, options);
    expect(status).toBe(200);
    pages.push([body[member]].flat().map((row) => Object(row)));
    token = typeof body['nextPageToken'] === 'string' ? body['nextPageToken'] : undefined;
  }
  return pages;
}

const lists = [
  { path: '/contents', whole: '/content', member: 'contentItems', item: 'contentItem', count: mock.campus.courseCount },
  { path: '/users', whole: '/user', member: 'userProfiles', item: 'userProfile', count: mock.campus.learnerCount },
  { path: '/departments', whole: '/department', member: 'departments', item: 'department', count: 40 },
  { path: '/enrollments', whole: '/enrollment', member: 'enrollments', item: 'enrollment', count: statuses.length },
  { path: '/learners/results', member: 'results', item: 'result', count: statuses.length },
  { path: '/learners/modules/results', member: 'results', item: 'result', count: statuses.length },
];

test.for(lists)('$path has each row once, whatever the size of a page', async ({ path, whole, member, count }) => {
  const pages = await walk(path, member, 'pageSize=7');
  expect(pages.slice(0, -1).every(({ length }) => length === 7)).toBe(true);
  const rows = pages.flat();
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(count);
  expect(await walk(path, member)).toEqual([rows]);
  if (whole === undefined) return;
  const { body } = await send(whole);
  expect(Array.isArray(body) ? body : body[member]).toEqual(rows);
});

test.for(lists)(
  '$path has the same rows in XML, in the elements of the contract',
  async ({ path, whole, member, item }) => {
    const query = '?pageSize=2';
    const [json, xml] = [await send(path + query), await send(path + query, { accept: '*/*' })];
    expect([json.type, xml.type]).toEqual(['application/json', 'application/xml']);
    expect(xml.text).toMatch(
      new RegExp(`^<\\?xml version="1.0" encoding="UTF-8"\\?><response><${member}><${item}><.*</${item}></${member}>`),
    );
    expect(xml.text).toMatch(/<nextPageToken>[^<]+<\/nextPageToken><\/response>$/);
    const { response } = Object(convert(xml.text, { format: 'object' }));
    expect(response.nextPageToken).toBe(json.body.nextPageToken);
    const ids = (rows: readonly Row[]) =>
      rows.map((row) => Object.entries(row).filter(([name]) => name.endsWith('Id')));
    expect(ids(response[member][item])).toEqual(ids(json.body[member]));
    if (whole === undefined) return;
    const { text } = await send(whole, { accept: '*/*' });
    expect(text).toContain(`<response><${item}><`);
    expect(text.endsWith(`</${item}></response>`)).toBe(true);
  },
);

test('a user has the documented fields, in XML within an element', async () => {
  const [json, xml] = [await send(`/user/${documentedUser}`), await send(`/user/${documentedUser}`, { accept: '*/*' })];
  expect(json.body).toMatchObject({
    userId: documentedUser,
    role: 'learner',
    status: 1,
    fields: [{ name: 'LOGIN' }, { name: 'EMAIL' }, { name: 'FIRST_NAME' }, { name: 'LAST_NAME' }],
    lastLoginDate: '2019-10-26',
  });
  const { response } = Object(convert(xml.text, { format: 'object' }));
  expect(response.userProfile).toMatchObject({
    userId: documentedUser,
    fields: { field: json.body.fields },
    userRoles: { userRole: { roleType: 'learner' } },
  });
  const { body } = await send('/content/123');
  expect(body).toMatchObject({ contentItem: { contentItemId: '123', title: 'iSpring sample course', type: 'Course' } });
  expect((await send('/content/123', { accept: '*/*' })).text).toContain('<response><contentItem><contentItemId>123<');
});

test('each id of a list leads to its record, and unknown ones to a 404 in the words of the vendor', async () => {
  for (const { contentItemId } of (await send('/content')).body)
    expect((await send(`/content/${contentItemId}`)).body.contentItem.contentItemId).toBe(contentItemId);
  for (const { userId } of (await send('/user')).body.slice(0, 10))
    expect((await send(`/user/${userId}`)).body.userId).toBe(userId);
  const unknown = [await send('/content/nothing'), await send('/user/nothing')];
  expect(unknown.map(({ status, type, text }) => [status, type, text])).toEqual([
    [404, 'text/plain', 'Unknown content item'],
    [404, 'text/plain', 'Unknown User'],
  ]);
});

test('content, final statuses, users, enrollments and results are one story, which is the truth', async () => {
  const users = new Map((await send('/user')).body.map((user: Row) => [user['userId'], user]));
  const enrollments = (await send('/enrollment')).body.enrollments;
  const results = (await walk('/learners/results', 'results')).flat();
  const known: Row[] = [];
  for (const { contentItemId, title } of (await send('/content')).body) {
    for (const row of (await send(`/content/${contentItemId}/final_statuses`)).body) {
      const result = results.find(({ userId, courseId }) => userId === row.userId && courseId === contentItemId);
      const [enrollment, ...others] = enrollments.filter(
        (one: Row) => one['learnerId'] === row.userId && one['courseId'] === contentItemId,
      );
      expect([users.has(row.userId), others]).toEqual([true, []]);
      expect(result).toMatchObject({
        courseTitle: title,
        enrollmentId: enrollment.enrollmentId,
        progress: row.progress,
        completionStatus: row.status.toLowerCase().replace(' ', '_'),
      });
      expect(result?.['completionDate']).toBe(row.completionDate);
      expect(String(result?.['accessDate']).slice(0, 10)).toBe(enrollment.accessDate);
      known.push({ person: row.userId, course: contentItemId, progressRatio: Math.round(row.progress * 100) / 10_000 });
    }
  }
  const truth = mock.campus.truth('ispring', 'owner').map(({ person, course, progressRatio }) => ({
    person: person.id,
    course: course.id,
    progressRatio,
  }));
  expect(known).toHaveLength(results.length);
  expect(known).toEqual(expect.arrayContaining(truth));
  expect(known).toHaveLength(truth.length);
});

test('each role sees only its departments and their users, everywhere', async () => {
  const departments = (await send('/department', { persona: 'department-administrator' })).body.departments;
  expect(departments.length).toBeGreaterThan(1);
  expect(departments.length).toBeLessThan(40);
  const inScope = new Set(departments.map(({ departmentId }: Row) => departmentId));
  const persona = 'department-administrator';
  const users = (await send('/user', { persona })).body;
  const all = (await send('/user')).body;
  expect(users).toEqual(all.filter(({ departmentId }: Row) => inScope.has(departmentId)));
  expect(users.length).toBeGreaterThan(0);
  const seen = new Set(users.map(({ userId }: Row) => userId));
  const results = (await walk('/learners/results', 'results', '', { persona })).flat();
  expect(results.every(({ userId }) => seen.has(userId))).toBe(true);
  const truth = mock.campus.truth('ispring', persona);
  expect(new Set(results.map(({ userId }) => userId))).toEqual(new Set(truth.map(({ person }) => person.id)));
  expect(results).toHaveLength(truth.length);
  const enrollments = (await send('/enrollment', { persona })).body.enrollments;
  expect(enrollments).toHaveLength(results.length);
  const hidden = all.find(({ userId }: Row) => !seen.has(userId)).userId;
  expect((await send(`/user/${hidden}`, { persona })).body).toEqual({ code: 403, message: 'Permission denied' });
  for (const { path } of lists) expect((await send(path, { persona: 'learner' })).status).toBe(403);
});

test('a ledger knows which results the pages gave', async () => {
  const session = mock.session();
  const ledger = session.openLedger();
  const call = (query: string) =>
    request(mock.app)
      .get(`${session.apis.ispring.path}/learners/results?${query}`)
      .set({ ...session.apis.ispring.personas['owner']?.headers, accept: 'application/json' });
  const first = await call('pageSize=30');
  await expect(ledger.expectConsumedOnce('ispring', 'owner')).rejects.toThrow('were never received');
  await call(`pageSize=1000&pageToken=${first.body.nextPageToken}`);
  await ledger.expectConsumedOnce('ispring', 'owner');
});
