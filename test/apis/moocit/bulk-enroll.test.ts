import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 60, courses: 5 });
const course = mock.campus.course(mock.campus.courseCount - 1);
const demo = 'course-v1:MOOCit-demo-1';
const body = { auto_enroll: true, email_students: false, action: 'enroll', courses: course.key };
const nobody = { user: false, enrollment: false, allowed: false, auto_enroll: false };
const outside = { ...nobody, user: true };
const inside = { ...outside, enrollment: true };

function post(session: MockSession, sent: string | object, type = 'application/json'): Promise<Response> {
  return request(mock.app)
    .post(`${session.apis.moocit.path}/api/bulk_enroll/v1/bulk_enroll/`)
    .set('Authorization', 'Bearer moocit-admin-token')
    .type(type)
    .send(sent);
}

async function rowsOf(session: MockSession, list: string, username: string): Promise<readonly object[]> {
  const path = `${session.apis.moocit.path}/api/so2/v1/${list}?username=${username}`;
  return (await request(mock.app).get(path).set('Authorization', 'Bearer moocit-admin-token')).body;
}

test('enrols and unenrols learners, by address and by name, and says what became of each identifier', async () => {
  const session = mock.session();
  const identifiers = 'john@example.com, JaneDoe\nnew@example.com,no-one,@';
  const enrolled = await post(session, { ...body, identifiers });
  expect([enrolled.status, enrolled.headers['allow'], enrolled.headers['x-lms-mock-violations']]).toEqual([
    200,
    'POST, OPTIONS',
    undefined,
  ]);
  const results = [
    { identifier: 'john@example.com', before: outside, after: inside },
    { identifier: 'JaneDoe', before: outside, after: inside },
    { identifier: 'new@example.com', before: nobody, after: { ...nobody, allowed: true, auto_enroll: true } },
    { identifier: 'no-one', invalidIdentifier: true },
    { identifier: '@', invalidIdentifier: true },
  ];
  expect(enrolled.body).toEqual({
    action: 'enroll',
    courses: { [course.key]: { action: 'enroll', results, auto_enroll: true } },
    email_students: false,
    auto_enroll: true,
  });
  expect(await rowsOf(session, 'enrollments', 'johndoe')).toContainEqual({
    username: 'johndoe',
    email: 'john@example.com',
    course_id: course.key,
    is_active: true,
    mode: 'audit',
    created: '2026-09-01 09:00',
  });

  const { body: left } = await post(session, { ...body, action: 'unenroll', identifiers });
  expect(left.courses[course.key].results).toEqual(
    results.map((result) => ('before' in result ? { ...result, before: result.after, after: result.before } : result)),
  );
  expect(await rowsOf(session, 'enrollments', 'johndoe')).toContainEqual(
    expect.objectContaining({ course_id: course.key, is_active: false }),
  );
  expect(await rowsOf(mock.session(), 'enrollments', 'johndoe')).toHaveLength(2);
});

test('a learner who left a course and comes back has the results of before', async () => {
  const session = mock.session();
  const before = [await rowsOf(session, 'grades', 'johndoe'), await rowsOf(session, 'completion', 'johndoe')];
  const sent = { ...body, courses: demo, identifiers: 'johndoe' };
  await post(session, { ...sent, action: 'unenroll' });
  expect(await rowsOf(session, 'grades', 'johndoe')).toHaveLength(1);
  session.advance({ days: 1 });
  await post(session, sent);
  const after = [await rowsOf(session, 'grades', 'johndoe'), await rowsOf(session, 'completion', 'johndoe')];
  expect(after.flat()).toHaveLength(before.flat().length);
  expect(after[0]).toEqual(expect.arrayContaining([...(before[0] ?? [])]));
});

test('what is done already stays so, and a name twice is done once', async () => {
  const session = mock.session();
  const untouched = session.campus.truth('moocit', 'admin');
  const { body: answer } = await post(session, { ...body, courses: demo, identifiers: 'johndoe,johndoe' });
  expect(answer.courses[demo].results).toEqual(
    [1, 2].map(() => ({ identifier: 'johndoe', before: inside, after: inside })),
  );
  await post(session, { ...body, action: 'unenroll', identifiers: 'johndoe' });
  expect(session.campus.truth('moocit', 'admin')).toEqual(untouched);
});

test('an address without an account may be enrolled when it registers, or is only allowed to', async () => {
  const session = mock.session();
  const identifiers = 'new@example.com';
  const invited = { ...nobody, allowed: true };
  const enrolled = { ...invited, auto_enroll: true };
  for (const [sent, before, after] of [
    [{ auto_enroll: false }, nobody, invited],
    [{ auto_enroll: true }, invited, enrolled],
    [{ auto_enroll: false }, enrolled, invited],
    [{ action: 'unenroll' }, invited, nobody],
  ] as const) {
    const { body: answer } = await post(session, { ...body, identifiers, ...sent });
    expect(answer.courses[course.key].results).toMatchObject([{ before, after }]);
  }
});

test('the slash at the end of the path may be left out, as public clients do', async () => {
  const session = mock.session();
  const path = `${session.apis.moocit.path}/api/bulk_enroll/v1/bulk_enroll`;
  const sent = request(mock.app).post(path).set('Authorization', 'Bearer moocit-admin-token').type('form');
  const { status, headers, body: answer } = await sent.send({ ...body, identifiers: 'johndoe' });
  expect([status, headers['x-lms-mock-violations'], headers['allow']]).toEqual([200, undefined, 'POST, OPTIONS']);
  expect(answer.courses[course.key].results).toMatchObject([{ after: inside }]);
});

const required = ['This field is required.'];
const all = { ...body, identifiers: 'johndoe' };
test.for([
  { title: 'no member', sent: {}, want: { identifiers: required, courses: required, action: required } },
  { title: 'no body', sent: '', want: { identifiers: required, courses: required, action: required } },
  { title: 'nulls', sent: { ...all, action: null }, want: { action: ['This field may not be null.'] } },
  { title: 'blanks', sent: { ...all, identifiers: '  ' }, want: { identifiers: ['This field may not be blank.'] } },
  { title: 'an object as a text', sent: { ...all, identifiers: {} }, want: { identifiers: ['Not a valid string.'] } },
  { title: 'another action', sent: { ...all, action: 'drop' }, want: { action: ['"drop" is not a valid choice.'] } },
  {
    title: 'no boolean, and no list',
    sent: { ...all, auto_enroll: 'perhaps', courses: 1 },
    want: { courses: ['Not a valid string.'], auto_enroll: ['Must be a valid boolean.'] },
  },
  { title: 'an invalid key', sent: { ...all, courses: `${demo}, x` }, want: { courses: ['Course key not valid:  x'] } },
  {
    title: 'an array',
    sent: '[]',
    want: { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
  },
  { title: 'null', sent: 'null', want: { non_field_errors: ['No data provided'] } },
  {
    title: 'no JSON',
    sent: '{',
    want: { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' },
  },
  {
    title: 'an unknown cohort',
    sent: { ...all, cohorts: 'A' },
    want: { non_field_errors: [`cohort A not found in course ${course.key}.`] },
  },
  {
    title: 'too many cohorts',
    sent: { ...all, cohorts: 'A,B' },
    want: { non_field_errors: ['If provided, the cohorts and courses should have equal number of items.'] },
  },
  {
    title: 'cohorts of learners who leave',
    sent: { ...all, cohorts: 'A', action: 'unenroll' },
    want: { non_field_errors: ['Cohorts can only be used for enrollments.'] },
  },
  {
    title: 'too much',
    sent: { ...all, identifiers: 'a,'.repeat(5_001) },
    want: { non_field_errors: ['Maximum number of identifiers in all courses together: 5000.'] },
  },
])('refuses $title with a 400, and does nothing', async ({ sent, want }) => {
  const session = mock.session();
  const { status, body: refusal } = await post(session, sent);
  expect([status, refusal]).toEqual([400, want]);
  expect(session.campus.truth('moocit', 'admin')).toEqual(mock.session().campus.truth('moocit', 'admin'));
});

test('an unknown course is a 404 without a body, and nobody is enrolled in the others', async () => {
  const session = mock.session();
  const unknown = await post(session, { ...all, courses: `${course.key},course-v1:no+such+course` });
  expect([unknown.status, unknown.text, unknown.headers['content-type']]).toEqual([404, '', undefined]);
  expect(session.campus.truth('moocit', 'admin')).toEqual(mock.session().campus.truth('moocit', 'admin'));
});

test('takes a form and the words that the platform takes, with a warning where the page has another type', async () => {
  const session = mock.session();
  const form = new URLSearchParams({ ...body, auto_enroll: 'true', email_students: 'false', identifiers: 'johndoe' });
  const formed = await post(session, form.toString(), 'application/x-www-form-urlencoded');
  expect([formed.status, formed.headers['x-lms-mock-violations']]).toEqual([200, undefined]);
  expect(formed.body.courses[course.key].results).toMatchObject([{ after: inside }]);
  const loose = await post(session, { ...all, courses: [course.key, demo], auto_enroll: 'Yes', cohorts: '' });
  expect([loose.status, Object.keys(loose.body.courses), loose.body.auto_enroll]).toEqual([200, [course.key], true]);
  expect(JSON.parse(String(loose.headers['x-lms-mock-violations']))).toMatchObject([
    { location: 'body/auto_enroll', severity: 'warning' },
    { location: 'body/courses', severity: 'warning' },
  ]);
});

test('refuses another media type, another method and callers without the right in the words of the framework', async () => {
  const session = mock.session();
  const typed = await post(session, 'x', 'text/plain');
  expect([typed.status, typed.body]).toEqual([415, { detail: 'Unsupported media type "text/plain" in request.' }]);
  const path = `${session.apis.moocit.path}/api/bulk_enroll/v1/bulk_enroll/`;
  const got = await request(mock.app).get(path).set('Authorization', 'Bearer moocit-admin-token');
  expect([got.status, got.headers['allow'], got.body]).toEqual([
    405,
    'POST, OPTIONS',
    { detail: 'Method "GET" not allowed.' },
  ]);
  const forbidden = await request(mock.app).post(path).set('Authorization', 'Bearer moocit-forbidden-token').send(all);
  expect([forbidden.status, forbidden.headers['allow']]).toEqual([403, 'POST, OPTIONS']);
  expect((await request(mock.app).post(path).send({})).status, 'the token comes before the body').toBe(401);
});
