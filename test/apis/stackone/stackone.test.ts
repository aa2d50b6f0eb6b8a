import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 60, courses: 5 });
const key = { Authorization: `Basic ${Buffer.from('stackone-api-key:').toString('base64')}` };
const caller = { ...key, 'x-account-id': 'stackone-account' };

function get(path: string, headers: Readonly<Record<string, string>> = caller): Promise<Response> {
  return request(mock.app).get(`/unified/lms/completions/${path}`).set(headers);
}

const documented = {
  id: '123456',
  remote_id: '8187e5da-dc77-475e-9949-af0f1fa4e4e3',
  unified_custom_fields: { my_project_custom_field_1: 'REF-1236', my_project_custom_field_2: 'some other value' },
  external_reference: 'e3gd34-23tr21-er234-345er56',
  result: { value: 'Pass', source_value: '<string>' },
  completed_at: '2021-07-21T14:00:00.000Z',
  created_at: '2021-07-21T14:00:00.000Z',
  updated_at: '2021-07-21T14:00:00.000Z',
  learning_object_type: { value: 'content', source_value: '<string>' },
  learning_object_id: 'e3gd34-23tr21-er234-345er56',
  remote_learning_object_id: 'e3cb55bf-aa84-466e-a6c1-b8302b257a49',
  learning_object_external_reference: 'learning-content-123',
  user_id: 'c28xyrc55866bvuv',
  remote_user_id: 'e3cb75bf-aa84-466e-a6c1-b8322b257a48',
  external_id: 'SOFTWARE-ENG-LV1-TRAINING-VIDEO-1-COMPLETION',
  content_external_reference: 'SOFTWARE-ENG-LV1-TRAINING-VIDEO-1-CONTENT',
  remote_external_id: 'e3cb75bf-aa84-466e-a6c1-b8322b257a48',
  content_id: '16873-ENG-VIDEO-1',
  remote_content_id: 'e3cb75bf-aa84-466e-a6c1-b8322b257a48',
  course_id: '16873-ENG-COURSE-1',
  remote_course_id: 'e3cb75bf-aa84-466e-a6c1-b8322b257a48',
};

test('answers the documented completion, field by field in the documented order', async () => {
  const response = await get('123456');
  expect(response.status).toBe(200);
  expect(response.text).toBe(JSON.stringify({ data: documented }));
});

test('adds the requests to the provider if raw is true, with proxy in both spellings', async () => {
  const { body } = await get('123456?raw=true&proxy[locale]=fi&proxy%5Bpage%5D=2&plain=x');
  expect(body.data).toEqual(documented);
  expect(body.raw).toEqual([
    {
      method: 'GET',
      url: expect.stringMatching(/\?locale=fi&page=2&plain=x$/),
      body: null,
      response: expect.any(Object),
    },
  ]);
  expect((await get('123456?raw=false')).body).toEqual({ data: documented });
});

test.for([
  { fields: 'id,completed_at,result', want: ['id', 'result', 'completed_at'] },
  { fields: 'id', want: ['id'] },
  { fields: 'id,no_such_field', want: ['id'] },
  { fields: '', want: Object.keys(documented) },
  { fields: '%20id%20,,user_id', want: ['id', 'user_id'] },
])('narrows to fields=$fields', async ({ fields, want }) => {
  expect(Object.keys((await get(`123456?fields=${fields}`)).body.data)).toEqual(want);
});

test('has completions exactly for learners who passed or failed', async () => {
  const ids = mock.campus.idSpace('stackone.completionId', { of: 'enrolment', format: 'digits' });
  const counts = { 200: 0, 404: 0 };
  for (const { index, state, completedAt } of mock.campus.enrolments()) {
    const { status, body } = await get(ids.idOf(index));
    const want = completedAt === undefined ? 404 : 200;
    expect([status, body.data?.result.value], state).toEqual([
      want,
      want === 404 ? undefined : state === 'passed' ? 'Pass' : 'Fail',
    ]);
    counts[want] += 1;
  }
  expect(counts[200]).toBeGreaterThan(10);
  expect(counts[404]).toBeGreaterThan(10);
});

test.for([
  { title: 'no key', headers: { 'x-account-id': 'stackone-account' }, path: '123456', want: [401, 'Unauthorized'] },
  {
    title: 'a wrong key',
    headers: { ...caller, Authorization: 'Basic eDo=' },
    path: '123456',
    want: [401, 'Unauthorized'],
  },
  {
    title: 'a key with a password',
    headers: { ...caller, Authorization: `Basic ${Buffer.from('stackone-api-key:x').toString('base64')}` },
    path: '123456',
    want: [401, 'Unauthorized'],
  },
  {
    title: 'an empty account',
    headers: { ...key, 'x-account-id': '' },
    path: '123456',
    want: [400, 'Missing header: x-account-id'],
  },
  { title: 'no account', headers: key, path: '123456', want: [400, 'Missing header: x-account-id'] },
  {
    title: 'an account that the key cannot read',
    headers: { ...key, 'x-account-id': 'stackone-forbidden-account' },
    path: '123456',
    want: [403, 'Forbidden resource'],
  },
  {
    title: 'a disabled account',
    headers: { ...key, 'x-account-id': 'stackone-disabled-account' },
    path: '123456',
    want: [412, 'Precondition failed'],
  },
  {
    title: 'an account that is not linked',
    headers: { ...key, 'x-account-id': 'other' },
    path: '123456',
    want: [404, 'Not Found'],
  },
  { title: 'an unknown completion', headers: caller, path: 'no-such-completion', want: [404, 'Not Found'] },
  {
    title: 'raw that is neither true nor false',
    headers: caller,
    path: '123456?raw=yes',
    want: [400, 'query.raw: must be boolean, got "yes"'],
  },
  { title: 'no id', headers: caller, path: '', want: [404, 'Not Found'] },
])('refuses $title', async ({ headers, path, want: [status, message] }) => {
  const response = await get(path, headers);
  expect(response.status).toBe(status);
  expect(response.body).toEqual({ statusCode: status, message, timestamp: '2026-09-01T09:00:00.000Z' });
});

test('accepts a key without the colon, as in the older guide', async () => {
  const authorization = `Basic ${Buffer.from('stackone-api-key').toString('base64')}`;
  expect((await get('123456', { ...caller, Authorization: authorization })).status).toBe(200);
});

test.for([
  { query: 'proxy[filter][age]=25', want: '?filter%5Bage%5D=25' },
  { query: 'proxy[filter[eq][age]]=25', want: '?filter%5Beq%5D%5Bage%5D=25' },
])('passes nested keys on: $query', async ({ query, want }) => {
  const { body } = await get(`123456?raw=true&${query}`);
  expect(body.raw[0].url.slice(body.raw[0].url.indexOf('?'))).toBe(want);
});

test('treats an empty account as missing', async () => {
  const response = await get('123456', { ...key, 'x-account-id': '' });
  expect([response.status, response.body.message]).toEqual([400, 'Missing header: x-account-id']);
});

test.for([
  { vintage: '2025-03', status: 409, message: 'Conflict' },
  { vintage: '2025-03', status: 422, message: 'Unprocessable Entity' },
  { vintage: '2025-12', status: 409, message: 'Conflict' },
  { vintage: '2025-12', status: 422, message: 'Unprocessable Entity' },
] as const)('answers Prefer: code=$status in the vintage $vintage', async ({ vintage, status, message }) => {
  const other = createMock({ learners: 0, variants: { stackone: { vintage } } });
  const response = await request(other.app)
    .get('/unified/lms/completions/123456')
    .set({ ...caller, Prefer: `code=${status}` });
  expect([response.status, response.body]).toEqual([
    status,
    { statusCode: status, message, timestamp: '2021-07-21T14:00:00.000Z' },
  ]);
});
