import { StackOne } from '@stackone/stackone-client-ts';
import request from 'supertest';
import type { Test } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 30, courses: 4, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

type Method = 'get' | 'post' | 'delete';

function call({ apis }: MockSession, method: Method, path: string, body?: object): Test {
  const sent = request(mock.app)[method](`${apis.stackone.path}/unified/lms/${path}`);
  return sent.set(apis.stackone.personas['integrator']?.headers ?? {}).send(body);
}

const user = 'c28xyrc55866bvuv';
const passed = { learning_object_external_reference: 'introduction-to-programming', result: { value: 'Pass' } };

test('creates a completion with a score, which a client reads back at once', async () => {
  const session = mock.session();
  const body = { ...passed, score: { percentage: 88 }, completed_at: '2026-01-02T03:04:05Z' };
  const created = await call(session, 'post', `users/${user}/completions`, body);
  expect([created.status, created.body]).toEqual([
    201,
    {
      statusCode: 201,
      message: 'Record created successfully.',
      timestamp: '2026-09-01T09:00:00.000Z',
      data: { id: expect.stringMatching(/^\d{15}$/), remote_id: expect.any(String) },
    },
  ]);
  const { id } = created.body.data;
  session.setVariants({ stackone: { vintage: '2025-12' } });
  for (const path of [`completions/${id}`, `users/${user}/completions/${id}`])
    expect((await call(session, 'get', path)).body.data).toMatchObject({
      id,
      user_id: user,
      result: { value: 'Pass' },
      completed_at: '2026-01-02T03:04:05.000Z',
      updated_at: '2026-09-01T09:00:00.000Z',
      score: { percentage: 88 },
    });
  const { data } = (await call(session, 'get', `users/${user}/completions`)).body;
  expect(data.map((one: { id: string }) => one.id)).toEqual(['123456', id]);
  const since = (await call(session, 'get', 'completions?updated_after=2026-09-01T08:59:59Z')).body;
  expect(since.data.at(-1).id).toBe(id);
  expect((await call(session, 'get', `users/${user}/assignments/${id}`)).body.data.status.value).toBe('completed');

  expect((await call(mock.session(), 'get', `completions/${id}`)).status).toBe(404);
  session.reset();
  expect((await call(session, 'get', `completions/${id}`)).status).toBe(404);
  const again = await call(session, 'post', `users/${user}/completions`, body);
  expect(again.body.data.id, 'the same writes get the same ids').toBe(id);
});

test('deletes a completion: a created one is removed, one of the campus starts again', async () => {
  const session = mock.session();
  const { id } = (await call(session, 'post', `users/${user}/completions`, passed)).body.data;
  for (const one of [id, '123456']) {
    const deleted = await call(session, 'delete', `users/${user}/completions/${one}`);
    expect([deleted.status, deleted.body]).toEqual([
      200,
      { statusCode: 204, message: 'Record deleted successfully.', timestamp: '2026-09-01T09:00:00.000Z' },
    ]);
    expect((await call(session, 'get', `completions/${one}`)).status).toBe(404);
    expect((await call(session, 'delete', `users/${user}/completions/${one}`)).status).toBe(404);
  }
  expect((await call(session, 'get', `users/${user}/assignments`)).body.data).toMatchObject([
    { id: '123456', status: { value: 'pending' }, progress: 0, completed_at: null },
  ]);
  const recreated = await call(session, 'post', `users/${user}/completions`, {
    learning_object_id: '16873-ENG-COURSE-1',
  });
  expect(recreated.body.data.id).toBe('123456');
});

test.for([
  { title: 'a completion that exists', body: { learning_object_id: '16873-ENG-COURSE-1' }, want: [409, 'Conflict'] },
  { title: 'an unknown user', path: 'users/nobody/completions', body: passed, want: [404, 'Not Found'] },
  { title: 'a completion without a learning object', body: {}, want: [422, 'The learning object is unknown.'] },
  {
    title: 'an unknown learning object',
    body: { learning_object_id: 'x' },
    want: [422, 'The learning object is unknown.'],
  },
  {
    title: 'two learning objects',
    body: { ...passed, learning_object_id: '16873-ENG-COURSE-1' },
    want: [422, 'The learning object is unknown.'],
  },
  {
    title: 'an unknown result',
    body: { ...passed, result: { value: 'Perhaps' } },
    want: [422, 'The result must be Pass or Fail.'],
  },
  {
    title: 'a score that contradicts the result',
    body: { ...passed, score: { percentage: 1 } },
    want: [422, expect.stringContaining('The score must agree with the result')],
  },
  {
    title: 'a time in the future',
    body: { ...passed, completed_at: '2026-09-01T09:00:00.001Z' },
    want: [422, 'completed_at must be a time in the past.'],
  },
  {
    title: 'a result of another type',
    body: { ...passed, result: 'Pass' },
    want: [400, expect.stringContaining('body')],
  },
  {
    title: 'an invalid time',
    body: { ...passed, completed_at: 'today' },
    want: [400, expect.stringContaining('body')],
  },
])('refuses to create $title, and changes nothing', async ({ path = `users/${user}/completions`, body, want }) => {
  const session = mock.session();
  const before = session.campus.truth('stackone', 'integrator');
  const { status, body: refusal } = await call(session, 'post', path, body);
  expect([status, refusal.message]).toEqual(want);
  expect(session.campus.truth('stackone', 'integrator')).toEqual(before);
});

test("the vendor's own client creates and deletes a completion", async () => {
  const session = mock.session();
  const { lms } = new StackOne({
    serverURL: session.apis.stackone.baseUrl,
    security: { username: 'stackone-api-key', password: '' },
    retryConfig: { strategy: 'none' },
  });
  const of = { xAccountId: 'stackone-account', id: user };
  const created = await lms.createUserCompletion({
    ...of,
    lmsCreateCompletionRequestDto: { learningObjectExternalReference: 'introduction-to-programming' },
  });
  const subResourceId = created.createResult?.data.id ?? '';
  expect((await lms.getUserCompletion({ ...of, subResourceId })).statusCode).toBe(200);
  expect((await lms.deleteUserCompletion({ ...of, subResourceId })).deleteResult?.message).toMatch(/deleted/);
  await expect(lms.getUserCompletion({ ...of, subResourceId })).rejects.toMatchObject({ statusCode: 404 });
});
