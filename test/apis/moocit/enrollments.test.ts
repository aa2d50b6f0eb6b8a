import request from 'supertest';
import { expect, test } from 'vitest';

import { DAY_US, formatInstant } from '../../../src/campus/instant.ts';
import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 60, courses: 5 });
const admin = { Authorization: 'Bearer moocit-admin-token', 'Content-Type': 'application/json' };

function get(query: string, session: MockSession = mock.session()): request.Test {
  return request(mock.app).get(`${session.apis.moocit.path}/api/so2/v1/enrollments${query}`).set(admin);
}

/** The rows of all enrolments of the campus, as the page shows a row. */
const all = Array.from(mock.campus.enrolments(), ({ learner, course, state, enrolledAt }) => ({
  username: learner.username,
  email: learner.email,
  course_id: course.key,
  is_active: state !== 'withdrawn',
  mode: 'audit',
  created: formatInstant(enrolledAt).slice(0, 16).replace('T', ' '),
}));

test('lists every enrolment, those of learners who left included', async () => {
  const { status, body } = await get('');
  expect([status, body]).toEqual([200, all]);
  expect(new Set(all.map(({ is_active }) => is_active))).toEqual(new Set([true, false]));
});

test('lists the enrolments of a course, of a learner, and of one in the other', async () => {
  const some = all.findLast(({ is_active }) => !is_active);
  const { course_id = '', username = '' } = some ?? {};
  const key = encodeURIComponent(course_id);
  for (const [query, isListed] of [
    [`?course_id=${key}`, (row: (typeof all)[number]) => row.course_id === course_id],
    [`?username=${username}`, (row: (typeof all)[number]) => row.username === username],
    [`?username=${username}&course_id=${key}`, (row: (typeof all)[number]) => row === some],
    ['?username=nobody', () => false],
  ] as const) {
    const listed = all.filter(isListed);
    const { body } = await get(query);
    expect(body, query).toHaveLength(listed.length);
    expect(body, query).toEqual(expect.arrayContaining(listed));
  }
});

test('lists the enrolments of the past days, which pass as the clock of the session moves', async () => {
  const session = mock.session();
  const since = (days: number): number => mock.campus.now - days * DAY_US;
  const recent = [...mock.campus.enrolments()].filter(({ enrolledAt }) => enrolledAt >= since(100));
  expect(recent.length).toBeGreaterThan(0);
  expect(recent.length).toBeLessThan(all.length);
  expect((await get('?days=100', session)).body).toHaveLength(recent.length);
  expect((await get('?days=0', session)).body).toEqual([]);
  expect((await get('?days=1000000000', session)).body).toEqual(all);
  session.advance({ days: 30 });
  const later = [...session.campus.enrolments()].filter(({ enrolledAt }) => enrolledAt >= since(70));
  expect((await get('?days=100', session)).body).toHaveLength(later.length);
});

test.for(['', '-1', '1.5', 'week'])('refuses days=%s', async (days) => {
  const { status, body } = await get(`?days=${days}`);
  expect(status).toBe(400);
  expect(body.detail).toContain('query.days');
});

test('is observed, comes after the documented lists, and is not served by a server of documented operations', async () => {
  const { contract } = mock.services.find((one) => one.name === 'moocit') ?? {};
  const operations = [...(contract?.operations.values() ?? [])].map((one) => [one.operationId, one.provenance]);
  expect(operations).toEqual([
    ['listCompletions', 'documented'],
    ['listGrades', 'documented'],
    ['listEnrollments', 'observed'],
    ['bulkEnroll', 'observed'],
  ]);
  const documented = createMock({ learners: 1, documentedOnly: true });
  const unserved = await request(documented.app).get('/api/so2/v1/enrollments').set(admin);
  expect([unserved.status, unserved.headers['allow']]).toEqual([404, undefined]);
  expect(unserved.headers['x-lms-mock-violations']).toContain('does not serve');
});
