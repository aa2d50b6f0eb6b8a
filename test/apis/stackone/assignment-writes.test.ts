import { StackOne } from '@stackone/stackone-client-ts';
import request from 'supertest';
import type { Test } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 30, courses: 4, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

function call({ apis }: MockSession, method: 'get' | 'post', path: string, body?: object): Test {
  const sent = request(mock.app)[method](`${apis.stackone.path}/unified/lms/${path}`);
  return sent.set(apis.stackone.personas['integrator']?.headers ?? {}).send(body);
}

const user = 'c28xyrc55866bvuv';
const assignments = `users/${user}/assignments`;
const course = { learning_object_external_reference: 'introduction-to-programming' };

test('creates an assignment that every API shows at once, until a reset', async () => {
  const session = mock.session();
  const created = await call(session, 'post', assignments, course);
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
  for (const path of [`assignments/${id}`, `${assignments}/${id}`])
    expect((await call(session, 'get', path)).body.data).toMatchObject({
      id,
      user_id: user,
      status: { value: 'pending' },
      progress: 0,
      created_at: '2026-09-01T09:00:00.000Z',
    });
  expect((await call(session, 'get', `completions/${id}`)).status).toBe(404);
  const { learner, course: taken } = [...session.campus.enrolments()].at(-1) ?? {};
  const rows = await request(mock.app)
    .get(`${session.apis.moocit.path}/api/so2/v1/completion?username=${learner?.username}`)
    .set(session.apis.moocit.personas['admin']?.headers ?? {});
  expect(rows.body).toContainEqual(expect.objectContaining({ course_id: taken?.key, completion: '0.00' }));

  session.reset();
  expect((await call(session, 'get', `assignments/${id}`)).status).toBe(404);
});

test('creates one that is in progress, and completes it', async () => {
  const session = mock.session();
  const body = { ...course, status: { value: 'in_progress' }, progress: 40, created_at: '2026-01-02T03:04:05Z' };
  const { id } = (await call(session, 'post', assignments, body)).body.data;
  const { data } = (await call(session, 'get', `assignments?filter[status]=in_progress&user_id=${user}`)).body;
  expect(data).toMatchObject([{ id, progress: 40, created_at: '2026-01-02T03:04:05.000Z' }]);
  const completed = await call(session, 'post', `users/${user}/completions`, course);
  expect(completed.body.data.id).toBe(id);
  expect((await call(session, 'get', `assignments/${id}`)).body.data.status.value).toBe('completed');
});

test.for([
  { title: 'an assignment that exists', body: { learning_object_id: '16873-ENG-COURSE-1' }, want: [409, 'Conflict'] },
  { title: 'an unknown user', path: 'users/nobody/assignments', body: course, want: [404, 'Not Found'] },
  { title: 'an assignment without a learning object', body: {}, want: [422, 'The learning object is unknown.'] },
  {
    title: 'a pending assignment with progress',
    body: { ...course, progress: 1 },
    want: [422, 'The progress of a pending assignment must be 0.'],
  },
  {
    title: 'a completed assignment',
    body: { ...course, status: { value: 'completed' } },
    want: [422, 'An assignment is completed by creating a completion.'],
  },
  {
    title: 'an unknown status',
    body: { ...course, status: { value: 'lost' } },
    want: [422, 'The status must be pending or in_progress.'],
  },
  {
    title: 'a time in the future',
    body: { ...course, created_at: '2026-09-01T09:00:00.001Z' },
    want: [422, 'created_at must be a time in the past.'],
  },
  {
    title: 'progress above 100',
    body: { ...course, progress: 101 },
    want: [400, expect.stringContaining('body/progress')],
  },
])('refuses to create $title, and changes nothing', async ({ path = assignments, body, want }) => {
  const session = mock.session();
  const { status, body: refusal } = await call(session, 'post', path, body);
  expect([status, refusal.message]).toEqual(want);
  expect([...session.campus.enrolments()].length).toBe([...mock.campus.enrolments()].length);
});

test("the vendor's own client creates an assignment", async () => {
  const { lms } = new StackOne({
    serverURL: mock.session().apis.stackone.baseUrl,
    security: { username: 'stackone-api-key', password: '' },
    retryConfig: { strategy: 'none' },
  });
  const of = { xAccountId: 'stackone-account', id: user };
  const { createResult } = await lms.createUserAssignment({
    ...of,
    lmsCreateAssignmentRequestDto: {
      learningObjectExternalReference: 'introduction-to-programming',
      createdAt: new Date('2026-01-01T00:00:00Z'),
      dueDate: new Date('2027-01-01T00:00:00Z'),
    },
  });
  const { assignmentResult } = await lms.getUserAssignment({ ...of, subResourceId: createResult?.data.id ?? '' });
  expect(assignmentResult?.data.createdAt).toEqual(new Date('2026-01-01T00:00:00Z'));
});
