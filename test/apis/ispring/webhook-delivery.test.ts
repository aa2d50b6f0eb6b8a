import request from 'supertest';
import { afterAll, expect, test, vi } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { NO_ANSWER, createReceiver } from '../../support/receiver.ts';
import type { MockSession } from '../../../src/index.ts';

const mock = createMock({ learners: 100, courses: 5, now: '2025-03-01T09:00:00Z' });
const receiver = await createReceiver();
afterAll(() => receiver.close());

const changed = 'COURSE_STATUS_CHANGED';
const HOUR_MS = 3_600_000;

function post({ apis }: MockSession, path: string, body: object) {
  return request(mock.app)
    .post(`${apis.ispring.path}/webhook/${path}`)
    .set(apis.ispring.personas['owner']?.headers ?? {})
    .send(body);
}

async function processStatus({ apis }: MockSession): Promise<unknown> {
  const { body } = await request(mock.app)
    .get(`${apis.ispring.path}/webhook/subscriber/info?subscriberName=me`)
    .set({ ...apis.ispring.personas['owner']?.headers, accept: 'application/json' });
  return [body.confirmationStatus, body.notificationProcessStatus];
}

/** A session whose subscriber gets the events of a type at a path. */
async function subscribed(path: string, subscriptionType = changed): Promise<MockSession> {
  const session = mock.session();
  const subscriberName = 'me';
  await post(session, 'register', { subscriberName, callbackUrl: receiver.url + path });
  await post(session, 'code/send', { subscriberName });
  await session.callbacksSent();
  const { code } = JSON.parse(String(receiver.messages(path)[0]?.payloads[0]));
  await post(session, 'confirm', { subscriberName, code });
  await post(session, 'subscribe', { subscriberName, subscription: { subscriptionType } });
  return session;
}

const payloadsAt = (path: string, type = changed) =>
  receiver.messages(path).flatMap((one) => (one.type === type ? one.payloads : []));

const outcomes = ({ callbacks }: MockSession, type = changed) =>
  callbacks.deliveries.filter((one) => one.type === type).map(({ status, problem }) => status ?? problem);

test('a failed message is tried again when the clock moves, and what has accumulated follows in order', async () => {
  const completed = 'COURSE_COMPLETED_SUCCESSFULLY';
  const reference = await subscribed('/reference', completed);
  reference.advance({ days: 60 });
  await reference.callbacksSent();
  const [first] = receiver.messages('/reference').slice(1);
  const firstAtMs = Number(/"completionDate":(\d+)/.exec(first?.text ?? '')?.[1]) / 1e6;
  const session = await subscribed('/flaky', completed);
  receiver.answer('/flaky', 503, 503, 200);
  session.advance({ hours: (firstAtMs + 1_000 - Date.parse(session.now)) / HOUR_MS });
  await session.callbacksSent();
  expect(outcomes(session, completed)).toEqual([503]);
  expect(await processStatus(session)).toEqual(['CONFIRMED', 'SUSPENDED']);
  session.advance({ seconds: 30 });
  await session.callbacksSent();
  expect(outcomes(session, completed), 'not before it is due').toEqual([503]);
  session.advance({ hours: (Date.parse(reference.now) - Date.parse(session.now)) / HOUR_MS });
  await session.callbacksSent();
  expect(outcomes(session, completed).slice(0, 3)).toEqual([503, 503, 200]);
  expect(await processStatus(session)).toEqual(['CONFIRMED', 'ACTIVE']);
  expect(payloadsAt('/reference', completed).length).toBeGreaterThan(1);
  const attempts = receiver.messages('/flaky').slice(1);
  expect(attempts.slice(2).flatMap(({ payloads }) => payloads)).toEqual(payloadsAt('/reference', completed));
});

test('after a day without success the address is unconfirmed, and the events are lost', async () => {
  const session = await subscribed('/dead');
  receiver.answer('/dead', 500);
  session.advance({ days: 10 });
  await session.callbacksSent();
  expect(outcomes(session)).toEqual([500, 500, 500, 500, 500, 500]);
  expect(await processStatus(session)).toEqual(['UNCONFIRMED', 'INACTIVE']);
  session.advance({ days: 10 });
  await session.callbacksSent();
  expect(outcomes(session)).toHaveLength(6);
});

test('only 200 is success: a redirect is not followed', async () => {
  const session = await subscribed('/moved');
  receiver.answer('/moved', 302, 201, 200);
  session.advance({ days: 20 });
  await session.callbacksSent();
  expect(outcomes(session).slice(0, 3)).toEqual([302, 201, 200]);
  expect(receiver.messages('/redirected')).toEqual([]);
});

test('a callback without an answer holds up neither requests nor other sessions, and ends with a reset', async () => {
  const [slow, quick] = [await subscribed('/silent'), await subscribed('/quick')];
  receiver.answer('/silent', NO_ANSWER);
  for (const session of [slow, quick]) session.advance({ days: 20 });
  await quick.callbacksSent();
  expect(payloadsAt('/quick').length).toBeGreaterThan(0);
  expect(await processStatus(slow)).toEqual(['CONFIRMED', 'ACTIVE']);
  expect(slow.callbacks.isIdle).toBe(false);
  const sent = slow.callbacksSent();
  slow.reset();
  await sent;
  expect(slow.callbacks).toEqual({ isIdle: true, deliveries: [], droppedCount: 0, hasLostEvents: false });
  expect(await processStatus(slow), 'a reset removes subscribers').toEqual([undefined, undefined]);
});

test('what a client writes is sent when the clock moves', async () => {
  const session = await subscribed('/written');
  const learner = [...session.campus.findLearners()].at(-1);
  const course = [...session.campus.findCourses()].at(-1);
  const { status } = await request(mock.app)
    .post(`${session.apis.stackone.path}/unified/lms/users/${learner?.ids.stackone.userId}/completions`)
    .set(session.apis.stackone.personas['integrator']?.headers ?? {})
    .send({ learning_object_id: course?.ids.stackone.courseId, result: { value: 'Pass' } });
  expect(status).toBe(201);
  session.advance({ seconds: 1 });
  await session.callbacksSent();
  const subject = { courseId: course?.ids.ispring.contentId, learnerId: learner?.ids.ispring.userId };
  expect(payloadsAt('/written')).toContainEqual(expect.objectContaining({ ...subject, status: 'passed' }));
  const before = payloadsAt('/written').length;
  session.advance({ seconds: 1 });
  await session.callbacksSent();
  expect(payloadsAt('/written')).toHaveLength(before);
});

test('a rule that moves the clock sends the events, too', async () => {
  const session = await subscribed('/rule');
  session.rules.add({
    match: { operation: 'getAllContent' },
    answer: { fault: { kind: 'advance', by: { days: 20 } } },
  });
  await request(mock.app)
    .get(`${session.apis.ispring.path}/content`)
    .set(session.apis.ispring.personas['owner']?.headers ?? {});
  await session.callbacksSent();
  expect(payloadsAt('/rule').length).toBeGreaterThan(0);
});

test('the control API shows the attempts', async () => {
  const session = await subscribed('/shown');
  session.advance({ days: 20 });
  await session.callbacksSent();
  const { body } = await request(mock.app).get(`/__mock/sessions/${session.id}/callbacks`);
  expect(body).toEqual(session.callbacks);
  expect(body.deliveries[0]).toEqual({
    sequence: 1,
    at: '2025-03-01T09:00:00.000000Z',
    api: 'ispring',
    subscriber: 'me',
    type: 'CONFIRMATION',
    count: 1,
    to: receiver.url,
    status: 200,
  });
});

test('a callback in progress does not hold up the end of the server', async () => {
  const own = createMock({ learners: 20, courses: 2, now: '2025-03-01T09:00:00Z' });
  const session = own.session();
  receiver.answer('/end', NO_ANSWER);
  const headers = session.apis.ispring.personas['owner']?.headers ?? {};
  const call = (path: string, body: object) =>
    request(own.app).post(`${session.apis.ispring.path}/webhook/${path}`).set(headers).send(body);
  await call('register', { subscriberName: 'me', callbackUrl: `${receiver.url}/end` });
  await call('code/send', { subscriberName: 'me' });
  await vi.waitFor(() => expect(receiver.messages('/end')).toHaveLength(1));
  await own.close();
  await session.callbacksSent();
  expect(session.callbacks.isIdle).toBe(true);
});

test('a session has at most 100 subscribers', async () => {
  const session = mock.session();
  const register = (number: number) =>
    post(session, 'register', { subscriberName: `${number}`, callbackUrl: receiver.url }).then(({ status }) => status);
  const statuses = await Promise.all(Array.from({ length: 101 }, (_, number) => register(number)));
  expect(statuses.filter((status) => status !== 200)).toEqual([429]);
});

test('localhost is called by its name', async () => {
  const session = mock.session();
  const callbackUrl = `http://localhost:${receiver.port}/by-name`;
  await post(session, 'register', { subscriberName: 'me', callbackUrl });
  await post(session, 'code/send', { subscriberName: 'me' });
  await session.callbacksSent();
  expect(session.callbacks.deliveries).toMatchObject([{ status: 200, to: `http://localhost:${receiver.port}` }]);
});

test('a page of another site can not make the server call an address', async () => {
  const body = { subscriberName: 'me', callbackUrl: receiver.url };
  const from = (origin: string) => post(mock.session(), 'register', body).set('Origin', origin);
  for (const origin of ['https://site.example', 'null', 'http://127.0.0.1.site.example']) {
    const { status, body: refusal, headers } = await from(origin);
    expect([status, refusal.title, headers['access-control-allow-origin']]).toEqual([
      403,
      'Origin not allowed',
      undefined,
    ]);
  }
  expect((await from('http://localhost:5173')).status).toBe(200);
});

test.for([
  'http://callbacks.example/x',
  'https://client.service.com/callback-url',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://0.0.0.0:80/',
  'http://[::]/',
  'http://user:password@127.0.0.1/',
  'http://[bad/',
  'http://a b/',
])('nothing is sent to %s', async (callbackUrl) => {
  const session = mock.session();
  await post(session, 'register', { subscriberName: 'me', callbackUrl });
  await post(session, 'code/send', { subscriberName: 'me' });
  await session.callbacksSent();
  const [delivery] = session.callbacks.deliveries;
  expect(delivery?.status).toBeUndefined();
  expect(delivery?.problem).toMatch(/is not allowed|must not have credentials|is not a URL/);
});
