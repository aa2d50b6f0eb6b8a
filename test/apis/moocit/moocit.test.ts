import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 60, courses: 5 });
const admin = {
  Authorization: 'Bearer moocit-admin-token',
  'Content-Type': 'application/json',
};

function get(path: string, headers: Readonly<Record<string, string>> = admin): Promise<Response> {
  return request(mock.app).get(`/api/so2/v1${path}`).set(headers);
}

const john = { username: 'johndoe', email: 'john@example.com' };
const jane = { username: 'JaneDoe', email: 'jane@example.com' };
const [demo1, demo2] = [{ course_id: 'course-v1:MOOCit-demo-1' }, { course_id: 'course-v1:MOOCit-demo-2' }];
const titled1 = { ...demo1, display_name: 'MOOCit demonstration Course #1' };
const titled2 = { ...demo2, display_name: 'MOOCit demonstration Course #2' };
const passed = {
  percent_grade: '0.80',
  letter_grade: 'Pass',
  passed_timestamp: '2020-03-28 23:21:24.354019',
  last_date: '2020-11-26',
};
const notPassed = { percent_grade: '0.20', letter_grade: '', passed_timestamp: null, last_date: '2020-11-26' };

test.for([
  {
    path: '/completion?course_id=course-v1:MOOCit-demo-1',
    want: [
      { ...john, ...demo1, completion: '0.80' },
      { ...jane, ...demo1, completion: '0.45' },
    ],
  },
  {
    path: '/completion?course_id=course-v1%3AMOOCit-demo-2',
    want: [
      { ...john, ...demo2, completion: '0.50' },
      { ...jane, ...demo2, completion: '0.5' },
    ],
  },
  {
    path: '/completion?username=johndoe',
    want: [
      { ...john, ...demo1, completion: '0.80' },
      { ...john, ...demo2, completion: '0.50' },
    ],
  },
  {
    path: '/completion?username=JaneDoe&course_id=course-v1:MOOCit-demo-2',
    want: [{ ...jane, ...demo2, completion: '0.5' }],
  },
  {
    path: '/grades?course_id=course-v1:MOOCit-demo-1',
    want: [
      { ...john, ...titled1, ...passed },
      { ...jane, ...titled1, ...notPassed },
    ],
  },
  {
    path: '/grades?username=johndoe',
    want: [
      { ...john, ...titled1, ...passed },
      { ...john, ...titled2, ...notPassed },
    ],
  },
  { path: '/grades?username=johndoe&course_id=course-v1:MOOCit-demo-1', want: [{ ...john, ...titled1, ...passed }] },
  { path: '/completion?username=nobody', want: [] },
  { path: '/completion?username=johnDOE', want: [] },
  { path: '/grades?course_id=course-v1:no+such+course', want: [] },
])('answers $path', async ({ path, want }) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.body).toEqual(want);
});

test('the whole list is the lists of the courses, and those of the learners', async () => {
  const { body: all } = await get('/completion');
  expect(all.length).toBeGreaterThan(50);
  const distinct = (key: string): string[] => [
    ...new Set<string>(all.map((row: Record<string, string>) => String(row[key]))),
  ];
  for (const key of ['course_id', 'username']) {
    const parts = await Promise.all(
      distinct(key).map(async (value) => (await get(`/completion?${key}=${encodeURIComponent(value)}`)).body),
    );
    const text = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(text(parts.flat())).toEqual(text(all));
  }
});

test('only learners with an attempt have a grade, and only passing grades have a mark', async () => {
  const [{ body: completions }, { body: grades }] = await Promise.all([get('/completion'), get('/grades')]);
  expect(grades.length).toBeGreaterThan(10);
  expect(grades.length).toBeLessThan(completions.length);
  const marks = new Set(grades.map(({ letter_grade }: { letter_grade: string }) => letter_grade));
  expect(marks.has('')).toBe(true);
  expect(marks.has('Pass')).toBe(true);
});

test.for([
  { authorization: undefined, example: { detail: 'Authentication credentials were not provided.' } },
  { authorization: 'Basic eDp5', example: { detail: 'Authentication credentials were not provided.' } },
  {
    authorization: 'Bearer',
    example: { error_code: 'token_not_provided', developer_message: 'Invalid token header. No credentials provided.' },
  },
  {
    authorization: 'Bearer a b',
    example: {
      error_code: 'token_malformed',
      developer_message: 'Invalid token header. Token string should not contain spaces.',
    },
  },
  {
    authorization: 'Bearer x',
    example: {
      error_code: 'token_nonexistent',
      developer_message: 'The provided access token does not match any valid tokens.',
    },
  },
])('refuses Authorization: $authorization with 401', async ({ authorization, example }) => {
  const response = await get('/grades', authorization === undefined ? {} : { Authorization: authorization });
  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer realm="api"');
  expect(response.body).toEqual(example);
});

test('reads the word bearer in any case', async () => {
  expect((await get('/grades', { Authorization: 'bEaReR moocit-admin-token' })).status).toBe(200);
});

test('refuses callers without permission, a wrong method, an unknown path', async () => {
  const forbidden = await get('/completion', { Authorization: 'Bearer moocit-forbidden-token' });
  expect([forbidden.status, forbidden.body]).toEqual([
    403,
    { detail: 'You do not have permission to perform this action.' },
  ]);
  const wrong = await request(mock.app).put('/api/so2/v1/completion').set(admin);
  expect([wrong.status, wrong.headers['allow'], wrong.body]).toEqual([
    405,
    'GET, HEAD, OPTIONS',
    { detail: 'Method "PUT" not allowed.' },
  ]);
  const unknown = await get('/nothing');
  expect([unknown.status, unknown.type]).toEqual([404, 'text/html']);
});

test('warns of the documented headers that are missing, and of a plus that became a space', async () => {
  const response = await get('/completion?course_id=course-v1:org+num+session', {
    Authorization: 'Bearer moocit-admin-token',
  });
  expect([response.status, response.body]).toEqual([200, []]);
  const told = JSON.parse(String(response.headers['x-lms-mock-violations']));
  expect(told.map(({ location }: { location: string }) => location)).toEqual([
    'header.content-type',
    'query.course_id',
  ]);
});

test('a strict server refuses values that the platform ignores', async () => {
  const strict = createMock({ learners: 0, courses: 0, strict: true });
  const response = await request(strict.app).get('/api/so2/v1/grades?usrname=x').set(admin);
  expect([response.status, response.body]).toEqual([
    400,
    { detail: 'query.usrname: unknown parameter; did you mean "username"?' },
  ]);
});

test.for([
  { title: 'a POST without a token', method: 'post', sent: {}, want: 401 },
  {
    title: 'a POST that may not read',
    method: 'post',
    sent: { Authorization: 'Bearer moocit-forbidden-token' },
    want: 403,
  },
  { title: 'a POST that accepts no JSON', method: 'post', sent: { Accept: 'image/png' }, want: 406 },
  { title: 'a GET without a token that accepts no JSON', method: 'get', sent: { Accept: 'image/png' }, want: 406 },
  { title: 'a POST of a known caller', method: 'post', sent: admin, want: 405 },
] as const)('checks Accept, the token, then the method: $title', async ({ method, sent, want }) => {
  const response = await request(mock.app)[method]('/api/so2/v1/grades').set(sent);
  expect(response.status).toBe(want);
});

test.for([
  { title: 'a list', want: 200, sent: admin },
  { title: 'a 401', want: 401, sent: {} },
  { title: 'a 403', want: 403, sent: { Authorization: 'Bearer moocit-forbidden-token' } },
  { title: 'a 406', want: 406, sent: { ...admin, Accept: 'image/png' } },
  { title: 'a 405', want: 405, sent: admin, method: 'put' },
  { title: 'a description', want: 200, sent: admin, method: 'options' },
  { title: 'a 429', want: 429, sent: { ...admin, Prefer: 'code=429' } },
  { title: 'the page of no view', want: 404, sent: admin, path: '/api/so2/v1/nothing' },
] as const)('sends Allow and Vary with every answer of a view: $title', async ({ want, sent, ...other }) => {
  const { method = 'get', path = '/api/so2/v1/grades' } = { method: undefined, path: undefined, ...other };
  const { status, headers } = await request(mock.app)[method](path).set(sent);
  const expected = want === 404 ? [undefined, undefined] : ['GET, HEAD, OPTIONS', 'Accept'];
  expect([status, headers['allow'], headers['vary']]).toEqual([want, ...expected]);
});

test('describes an address to OPTIONS that is no preflight, where the caller is let in', async () => {
  const session = mock.session();
  const ask = (sent: Readonly<Record<string, string>>): request.Test =>
    request(mock.app).options(`${session.apis.moocit.path}/api/so2/v1/grades`).set(sent);
  const described = await ask(admin);
  expect([described.status, described.headers['allow']]).toEqual([200, 'GET, HEAD, OPTIONS']);
  expect(described.body).toMatchObject({ description: '', renders: ['application/json'] });
  expect(session.journal.counts).toMatchObject({ exchanges: 1, errors: 0 });
});

test.for([
  { title: 'without a token', sent: {}, status: 401, want: [{ location: 'header.authorization', rule: 'security' }] },
  {
    title: 'that accepts no JSON',
    sent: { ...admin, Accept: 'image/png' },
    status: 406,
    want: [{ location: 'header.accept', rule: 'media-type' }],
  },
  {
    title: 'of a caller without the right',
    sent: { Authorization: 'Bearer moocit-forbidden-token' },
    status: 403,
    want: [],
  },
])('a refused OPTIONS $title is no unknown method, and can be expected', async ({ sent, status, want }) => {
  const session = mock.session();
  const ask = async (): Promise<unknown> => {
    const response = await request(mock.app).options(`${session.apis.moocit.path}/api/so2/v1/grades`).set(sent);
    expect(response.status).toBe(status);
    return JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]');
  };
  expect(await ask()).toMatchObject(want.map(({ location }) => ({ location })));
  expect((await session.report()).violations).toMatchObject(
    want.map((violation) => ({ ...violation, severity: 'error' })),
  );
  session.reset();
  if (status === 401) session.expectRefusals();
  else for (const violation of want) session.expectViolation({ operation: 'OPTIONS /api/so2/v1/grades', ...violation });
  await ask();
  expect((await session.report()).summary).toMatchObject({ errors: 0, reasons: [] });
});
