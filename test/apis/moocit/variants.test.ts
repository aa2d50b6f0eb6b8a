import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { testVariants } from '../../support/cases/variant-cases.ts';

const mock = createMock({ learners: 60, courses: 5 });
const path = '/api/so2/v1';
const seeded = mock.campus.course(mock.campus.courseCount - 1);
const johnsCompletion = [
  { username: 'johndoe', email: 'john@example.com', course_id: 'course-v1:MOOCit-demo-1', completion: '0.80' },
  { username: 'johndoe', email: 'john@example.com', course_id: 'course-v1:MOOCit-demo-2', completion: '0.50' },
];
const [janesGrade] = [
  {
    username: 'JaneDoe',
    email: 'jane@example.com',
    course_id: 'course-v1:MOOCit-demo-1',
    display_name: 'MOOCit demonstration Course #1',
    percent_grade: '0.20',
    letter_grade: '',
    passed_timestamp: null,
    last_date: '2020-11-26',
  },
];
const notProvided = 'Authentication credentials were not provided.';
const unknownToken = {
  error_code: 'token_nonexistent',
  developer_message: 'The provided access token does not match any valid tokens.',
};
const notFound = { status: 404, body: { detail: 'Not found.' } };
const nothing = { status: 200, body: [] };

testVariants(
  mock,
  'moocit',
  [
    {
      choices: 'error-family=developer-message',
      path: `${path}/grades`,
      headers: { authorization: '' },
      byDefault: { status: 401, body: { detail: notProvided } },
      want: { status: 401, body: { developer_message: notProvided } },
    },
    {
      choices: 'error-family=developer-message',
      path: `${path}/grades`,
      headers: { authorization: 'Bearer x' },
      byDefault: { status: 401, body: unknownToken },
      want: { status: 401, body: { developer_message: unknownToken } },
    },
    {
      choices: 'error-family=developer-message',
      path: `${path}/completion`,
      headers: { authorization: 'Bearer moocit-forbidden-token' },
      byDefault: { status: 403, body: { detail: 'You do not have permission to perform this action.' } },
      want: { status: 403, body: { developer_message: 'You do not have permission to perform this action.' } },
    },
    {
      choices: 'error-family=developer-message',
      path: `${path}/completion`,
      headers: { accept: 'image/png' },
      byDefault: { status: 406, body: { detail: 'Could not satisfy the request Accept header.' } },
      want: { status: 406, body: { developer_message: 'Could not satisfy the request Accept header.' } },
    },
    {
      choices: 'plus-in-course-key=repaired no-match=not-found',
      path: `${path}/completion?course_id=${seeded.key}&username=nobody`,
      byDefault: nothing,
      want: notFound,
    },
    { choices: 'no-match=not-found', path: `${path}/grades?username=nobody`, byDefault: nothing, want: notFound },
    {
      choices: 'no-match=not-found',
      path: `${path}/grades?username=JaneDoe&course_id=${encodeURIComponent(seeded.key)}`,
      byDefault: nothing,
      want: notFound,
    },
    ...[
      ['course_id=nothing', 'The provided course key cannot be parsed.', 'invalid_course_key'],
      ['course_id=a/%C3%A5/c', 'Unknown course a/å/c', 'course_does_not_exist'],
      ['course_id=course-v1:a%2Bb', 'The provided course key cannot be parsed.', 'invalid_course_key'],
      ['course_id=course-v1:a%2Bb%2Bc', 'Unknown course course-v1:a+b+c', 'course_does_not_exist'],
      ['username=nobody', 'The user matching the requested username does not exist.', 'user_does_not_exist'],
      [
        `username=johndoe&course_id=${encodeURIComponent(seeded.key)}`,
        'The user matching the requested username is not enrolled in this course',
        'user_not_enrolled',
      ],
    ].map(([query = '', developer_message, error_code]) => ({
      choices: 'no-match=not-found error-family=developer-message',
      path: `${path}/completion?${query}`,
      byDefault: nothing,
      want: { status: 404, body: { developer_message, error_code } },
    })),
    {
      choices: 'list-form=sequence',
      path: `${path}/completion?username=johndoe`,
      byDefault: { status: 200, type: 'application/json', body: JSON.stringify(johnsCompletion) },
      want: {
        status: 200,
        type: 'application/json',
        body: johnsCompletion.map((row) => JSON.stringify(row)).join(', '),
      },
    },
    {
      choices: 'list-form=sequence',
      path: `${path}/completion?username=nobody`,
      byDefault: { status: 200, body: '[]' },
      want: { status: 200, body: '' },
    },
    {
      choices: 'decimals=shortest',
      path: `${path}/grades?username=JaneDoe&course_id=course-v1:MOOCit-demo-1`,
      byDefault: { status: 200, body: [janesGrade] },
      want: { status: 200, body: [{ ...janesGrade, percent_grade: '0.2' }] },
    },
    {
      choices: 'empty-filter=matches-nothing',
      path: `${path}/completion?username=`,
      byDefault: { status: 200 },
      want: nothing,
    },
  ],
  ['preflight-header=required'],
);

test('the header of a preflight is missed in its variant alone, and never where a browser asks', async () => {
  const header = 'access-control-request-headers';
  const session = mock.session();
  session.setVariants({ moocit: { 'preflight-header': 'required' } });
  const ask = async (base: string, headers: Readonly<Record<string, string>>): Promise<string> => {
    const caller = { Authorization: 'Bearer moocit-admin-token', 'Content-Type': 'application/json' };
    const response = await request(mock.app)
      .get(`${base}${path}/grades`)
      .set({ ...caller, ...headers });
    expect(response.status).toBe(200);
    return response.headers['x-lms-mock-violations'] ?? '';
  };
  const base = session.apis.moocit.path;
  expect(await ask('/moocit', {})).toBe('');
  expect(await ask(base, {})).toContain(`header.${header}`);
  expect(await ask(base, { [header]: 'authorization' })).toBe('');
  expect(await ask(base, { Origin: 'http://localhost:5173' })).toBe('');
  expect(await ask(base, { 'Sec-Fetch-Mode': 'cors' })).toBe('');
});

test('a repaired plus finds the course, and is still reported', async () => {
  const session = mock.session();
  session.setVariants({ moocit: { 'plus-in-course-key': 'repaired' } });
  const ask = (key: string): request.Test =>
    request(mock.app)
      .get(`${session.apis.moocit.path}${path}/completion?course_id=${key}`)
      .set({ Authorization: 'Bearer moocit-admin-token' });
  const [bare, escaped] = [await ask(seeded.key), await ask(encodeURIComponent(seeded.key))];
  expect(escaped.body.length).toBeGreaterThan(3);
  expect(bare.text).toBe(escaped.text);
  expect(bare.headers['x-lms-mock-violations']).toContain('query.course_id');
});

test('a wrong method, and the challenge, are of their family', async () => {
  const other = createMock({ learners: 0, variants: { moocit: { 'error-family': 'developer-message' } } });
  const put = await request(other.app).put(`${path}/grades`).set({ Authorization: 'Bearer moocit-admin-token' });
  expect([put.status, put.headers['allow'], put.body]).toEqual([
    405,
    'GET, HEAD, OPTIONS',
    { developer_message: 'Method "PUT" not allowed.' },
  ]);
  const [without, plain] = [
    await request(other.app).get(`${path}/grades`),
    await request(mock.app).get(`${path}/grades`),
  ];
  expect(without.headers['www-authenticate']).toBeUndefined();
  expect(plain.headers['www-authenticate']).toBe('Bearer realm="api"');
});

test('the decimals of a zero and of a one are kept', async () => {
  const other = createMock({ learners: 60, courses: 5, variants: { moocit: { decimals: 'shortest' } } });
  const { body } = await request(other.app)
    .get(`${path}/completion`)
    .set({ Authorization: 'Bearer moocit-admin-token' });
  const texts = new Set<string>(body.map(({ completion }: { completion: string }) => completion));
  expect(texts).toContain('0.0');
  expect(texts).toContain('1.0');
});
