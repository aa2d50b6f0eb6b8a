import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import type { Mock } from '../../../src/index.ts';

const mock = createMock({ learners: 60, courses: 5 });

type Row = Readonly<Record<string, string>>;

async function get(path: string, { app, apis }: Mock = mock) {
  return request(app)
    .get(path)
    .set({ ...apis.ispring.personas['owner']?.headers, accept: 'application/json' });
}

const all = {
  '/user': rowsOf((await get('/user')).body),
  '/enrollments': rowsOf((await get('/enrollments')).body),
  '/learners/results': rowsOf((await get('/learners/results')).body),
  '/learners/modules/results': rowsOf((await get('/learners/modules/results')).body),
};
const [, , one = {}, other = {}] = all['/learners/modules/results'];
const [user = {}, friend = {}] = all['/user'].filter(({ userId }) => [one['userId'], other['userId']].includes(userId));
const departments = new Map(all['/user'].map(({ userId, departmentId }) => [userId, departmentId]));
const finished = all['/learners/results'].filter((row) => 'completionDate' in row);
const date = String(finished[Math.floor(finished.length / 2)]?.['completionDate']);

function rowsOf(body: object): readonly Row[] {
  const rows: unknown = Array.isArray(body) ? body : Object.values(body).find(Array.isArray);
  return [rows].flat().map((row) => Object(row));
}

function field({ fields }: Row, name: string): string {
  return String(
    [fields]
      .flat()
      .map((each) => Object(each))
      .find((each) => each.name === name)?.value,
  );
}

/** Rows with one of these values in a member. */
function having(member: string, ...values: readonly unknown[]): (row: Row) => boolean {
  return (row) => values.includes(row[member]);
}

const bothResults = ['/learners/results', '/learners/modules/results'] as const;

test.for([
  {
    paths: ['/user'],
    query: `departments[]=${user['departmentId']}`,
    fits: having('departmentId', user['departmentId']),
  },
  {
    paths: ['/user'],
    query: `departments%5B%5D=x&departments%5B%5D=${user['departmentId']}`,
    fits: having('departmentId', user['departmentId']),
  },
  {
    paths: ['/user'],
    query: `logins[]=${field(user, 'LOGIN')}&logins[]=${field(friend, 'LOGIN')}`,
    fits: having('userId', user['userId'], friend['userId']),
  },
  { paths: ['/user'], query: `emails[]=${field(user, 'EMAIL')}`, fits: having('userId', user['userId']) },
  { paths: ['/user'], query: `emails[]=${field(user, 'EMAIL')}&logins[]=${field(friend, 'LOGIN')}`, fits: () => false },
  { paths: ['/user'], query: 'groups[]=x', fits: () => false },
  { paths: ['/enrollments'], query: `courseIds[]=${one['courseId']}`, fits: having('courseId', one['courseId']) },
  {
    paths: ['/enrollments'],
    query: `learnerIds[]=${one['userId']}&learnerIds[]=${other['userId']}`,
    fits: having('learnerId', one['userId'], other['userId']),
  },
  {
    paths: ['/enrollments'],
    query: `enrollmentIds[]=${one['enrollmentId']}&enrollmentIds[]=x`,
    fits: having('enrollmentId', one['enrollmentId']),
  },
  { paths: ['/enrollments'], query: `enrollmentIds[]=${one['enrollmentId']}&learnerIds[]=x`, fits: () => false },
  { paths: bothResults, query: `userIds=${one['userId']}`, fits: having('userId', one['userId']) },
  {
    paths: bothResults,
    query: `courseIds=${one['courseId']}&courseIds=123`,
    fits: having('courseId', one['courseId'], '123'),
  },
  {
    paths: bothResults,
    query: `enrollmentIds=${one['enrollmentId']}`,
    fits: having('enrollmentId', one['enrollmentId']),
  },
  {
    paths: bothResults,
    query: `departmentIds=${user['departmentId']}`,
    fits: (row: Row) => departments.get(row['userId']) === user['departmentId'],
  },
  {
    paths: bothResults,
    query: 'completionStatuses=passed&completionStatuses=complete',
    fits: having('completionStatus', 'passed', 'complete'),
  },
  { paths: bothResults, query: 'completionStatuses=declined', fits: () => false },
  { paths: bothResults, query: 'userStatuses=1', fits: () => true },
  { paths: bothResults, query: 'userStatuses=3&userStatuses=5', fits: () => false },
  {
    paths: bothResults,
    query: `completionDate[startDate]=${encodeURIComponent(date)}`,
    fits: (row: Row) => (row['completionDate'] ?? '') >= date,
  },
  {
    paths: bothResults,
    query: `completionDate[endDate]=${encodeURIComponent(date)}`,
    fits: (row: Row) => (row['completionDate'] ?? '9') <= date,
  },
  {
    paths: bothResults,
    query: `completionDate[startDate]=${date.replace('+00:00', 'Z')}&completionDate[endDate]=${date.replace('+00:00', 'Z')}`,
    fits: having('completionDate', date),
  },
  {
    paths: bothResults,
    query: 'accessDate[endDate]=2019-12-31T23:59:59Z',
    fits: (row: Row) => String(row['accessDate']) < '2020',
  },
  { paths: bothResults, query: 'dueDate[startDate]=2000-01-01T00:00:00Z', fits: () => false },
  {
    paths: ['/learners/modules/results'],
    query: `moduleIds=${one['moduleId']}`,
    fits: having('moduleId', one['moduleId']),
  },
  {
    paths: ['/learners/modules/results'],
    query: `courseItemIds=${one['courseItemId']}&moduleIds=x`,
    fits: () => false,
  },
] as const)('$paths with ?$query has the rows that fit', async ({ paths, query, fits }) => {
  for (const path of paths) {
    const { body, headers } = await get(`${path}?${query}`);
    expect(headers['x-lms-mock-violations']).toBeUndefined();
    expect(rowsOf(body)).toEqual(all[path].filter(fits));
  }
});

test('content is found by ids and types, and departments by their code', async () => {
  const ids = async (query: string) =>
    rowsOf((await get(query)).body).map((row) => row['contentItemId'] ?? row['code']);
  expect(await ids('/contents?contentItemIds[]=123&contentItemIds[]=x')).toEqual(['123']);
  expect(await ids('/contents?contentTypes=Quiz')).toEqual([]);
  expect(await ids('/contents?contentTypes=Quiz&contentTypes=Course&contentItemIds[]=123')).toEqual(['123']);
  expect(await ids('/content?contentTypes=Course')).toHaveLength(mock.campus.courseCount);
  expect(await ids('/content?contentTypes=Video')).toEqual([]);
  expect(await ids('/department?code=D07')).toEqual(['D07']);
  expect(await ids('/department?code=none')).toEqual([]);
});

test.for([
  'pageSize=0',
  'pageSize=x',
  'pageToken=x',
  'completionStatuses=done',
  'userStatuses=2',
  'completionDate[startDate]=yesterday',
  'completionDate[startDate]=2016-12-31T23:59:60Z',
])('refuses ?%s', async (query) => {
  const { status, body } = await get(`/learners/results?${query}`);
  expect([status, body]).toEqual([400, { code: 400, message: expect.stringMatching(/^query/) }]);
});

test('a page token is of one list, and a page has no more than 1000 entries', async () => {
  const large = createMock({ learners: 10_000_000, courses: 100 });
  const { body } = await get('/users?pageSize=5000', large);
  expect(rowsOf(body)).toHaveLength(1_000);
  expect((await get(`/contents?pageToken=${body.nextPageToken}`, large)).status).toBe(400);
  const sparse = await get('/learners/results?completionDate[startDate]=2026-09-01T08:59:59Z', large);
  expect(sparse.body).toEqual({ results: [], nextPageToken: expect.any(String) });
});

test('an id that is not a UUID has no content where the vendor has only UUIDs', async () => {
  const session = mock.session();
  session.setVariants({ ispring: { 'content-item-id': 'uuid' } });
  for (const path of ['/content', '/enrollment', '/learners/results']) {
    const { text } = await request(mock.app)
      .get(`${session.apis.ispring.path}${path}`)
      .set({ ...session.apis.ispring.personas['owner']?.headers, accept: 'application/json' });
    expect(text).not.toContain('"123"');
    expect(JSON.stringify((await get(path)).body)).toContain('"123"');
  }
});
