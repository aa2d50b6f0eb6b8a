import { createHash } from 'node:crypto';
import request from 'supertest';
import type { Test } from 'supertest';
import { afterAll, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { createReceiver } from '../../support/receiver.ts';
import type { Received } from '../../support/receiver.ts';
import type { MockSession } from '../../../src/index.ts';

const mock = createMock({ learners: 100, courses: 5, now: '2025-03-01T09:00:00Z' });
const receiver = await createReceiver();
afterAll(() => receiver.close());

/** Calls a webhook operation as a persona, in JSON. */
function call({ apis }: MockSession, method: 'get' | 'post', path: string, body?: object, persona = 'owner'): Test {
  const personas: Readonly<Record<string, { headers: Readonly<Record<string, string>> }>> = apis.ispring.personas;
  const sent = request(mock.app)[method](`${apis.ispring.path}/webhook/${path}`);
  return sent.set({ ...personas[persona]?.headers, accept: 'application/json' }).send(body);
}

const info = async (session: MockSession) =>
  Object.values((await call(session, 'get', 'subscriber/info?subscriberName=me')).body);

/** Registers `me`, confirms its address, and subscribes to types. */
async function subscribed(
  session: MockSession,
  types: readonly string[],
  { path, secret, params }: { path: string; secret?: string; params?: object },
): Promise<void> {
  const subscriberName = 'me';
  const callbackUrl = receiver.url + path;
  await call(session, 'post', 'register', { subscriberName, callbackUrl, ...(secret && { secret }) });
  await confirm(session, path);
  for (const subscriptionType of types) {
    const subscription = { subscriptionType, ...(params && { params }) };
    const { status } = await call(session, 'post', 'subscribe', { subscriberName, subscription });
    expect(status).toBe(200);
  }
}

async function confirm(session: MockSession, path: string): Promise<void> {
  await call(session, 'post', 'code/send', { subscriberName: 'me' });
  await session.callbacksSent();
  const { code } = JSON.parse(String(receiver.messages(path).at(-1)?.payloads[0]));
  expect((await call(session, 'post', 'confirm', { subscriberName: 'me', code })).status).toBe(200);
}

const payloadsOf = (messages: readonly Received[]) =>
  messages.flatMap(({ payloads }) => payloads.map((one) => Object(one)));
const eventsAt = (path: string) => receiver.messages(path).filter(({ type }) => type !== 'CONFIRMATION');

test('a subscriber is registered, confirmed with the last code, changed, disabled, enabled and removed', async () => {
  const session = mock.session();
  const subscriberName = 'me';
  const registered = await call(session, 'post', 'register', { subscriberName, callbackUrl: `${receiver.url}/life` });
  expect([registered.status, registered.text]).toEqual([200, '']);
  expect(await info(session)).toEqual(['ACTIVE', 'UNCONFIRMED', 'INACTIVE']);
  const send = () => call(session, 'post', 'code/send', { subscriberName });
  await send();
  await send();
  await session.callbacksSent();
  const codes = receiver.messages('/life').map(({ type, payloads }) => {
    expect([type, payloads.length]).toEqual(['CONFIRMATION', 1]);
    return JSON.parse(String(payloads[0])).code;
  });
  expect(new Set(codes).size).toBe(2);
  const sendBack = async (code: string) => (await call(session, 'post', 'confirm', { subscriberName, code })).status;
  expect([await sendBack(codes[0]), await sendBack(codes[1]), await sendBack(codes[1])]).toEqual([400, 200, 400]);
  expect(await info(session)).toEqual(['ACTIVE', 'CONFIRMED', 'ACTIVE']);
  await call(session, 'post', 'disable', { subscriberName });
  expect(await info(session)).toEqual(['INACTIVE', 'CONFIRMED', 'INACTIVE']);
  await call(session, 'post', 'enable', { subscriberName });
  const change = (path: string) =>
    call(session, 'post', 'settings/change', { subscriberName, callbackUrl: receiver.url + path, secret: 's' });
  await change('/life');
  expect(await info(session)).toEqual(['ACTIVE', 'CONFIRMED', 'ACTIVE']);
  await change('/other');
  expect(await info(session)).toEqual(['ACTIVE', 'UNCONFIRMED', 'INACTIVE']);
  expect((await call(session, 'post', 'remove', { subscriberName })).status).toBe(200);
  const gone = await call(session, 'get', 'subscriber/info?subscriberName=me');
  expect([gone.status, gone.body]).toEqual([404, { code: 404, message: 'Subscriber not found' }]);
});

test('subscriptions are listed as they were written, one of each type', async () => {
  const session = mock.session();
  await subscribed(session, ['USER_REGISTERED', 'TRAINING_MEETING_ADDED'], { path: '/list' });
  const params = [{ name: 'userIds', value: '["a"]' }];
  const again = { subscriptionType: 'USER_REGISTERED', params };
  await call(session, 'post', 'subscribe', { subscriberName: 'me', subscription: again });
  const list = () => call(session, 'get', 'subscription/list?subscriberName=me');
  expect((await list()).body).toEqual([{ subscriptionType: 'TRAINING_MEETING_ADDED' }, again]);
  const end = { subscriberName: 'me', subscriptionType: 'USER_REGISTERED' };
  expect((await call(session, 'post', 'unsubscribe', end)).status).toBe(200);
  expect((await call(session, 'post', 'unsubscribe', end)).body.message).toBe('Subscription not found');
  const xml = await list().set('accept', 'application/xml').buffer(true);
  expect(xml.text).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><response><subscription>' +
      '<subscriptionType>TRAINING_MEETING_ADDED</subscriptionType></subscription></response>',
  );
});

test.for([
  {
    title: 'a name that is there',
    path: 'register',
    body: { subscriberName: 'me', callbackUrl: 'http://x' },
    want: 400,
  },
  {
    title: 'a long name',
    path: 'register',
    body: { subscriberName: 'x'.repeat(256), callbackUrl: 'http://x' },
    want: 400,
  },
  { title: 'no address', path: 'register', body: { subscriberName: 'you', callbackUrl: 'ftp://x' }, want: 400 },
  {
    title: 'an unknown type',
    path: 'subscribe',
    body: { subscriberName: 'me', subscription: { subscriptionType: 'x' } },
    want: 400,
  },
  {
    title: 'a filter that is no list',
    path: 'subscribe',
    body: {
      subscriberName: 'me',
      subscription: { subscriptionType: 'USER_REGISTERED', params: [{ name: 'userIds', value: 'a' }] },
    },
    want: 400,
  },
  { title: 'an unknown subscriber', path: 'code/send', body: { subscriberName: 'you' }, want: 404 },
])('refuses $title', async ({ path, body, want }) => {
  const session = mock.session();
  await call(session, 'post', 'register', { subscriberName: 'me', callbackUrl: `${receiver.url}/refused` });
  const { status, body: refusal } = await call(session, 'post', path, body);
  expect([status, refusal.code]).toEqual([want, want]);
});

test('only owner and administrators may use webhooks', async () => {
  for (const persona of ['department-administrator', 'publisher', 'custom', 'learner']) {
    const { body } = await call(mock.session(), 'post', 'register', {}, persona);
    expect(body).toEqual({ code: 403, message: 'Permission denied' });
  }
  const body = { subscriberName: 'me', callbackUrl: receiver.url };
  expect((await call(mock.session(), 'post', 'register', body, 'administrator')).status).toBe(200);
});

test('when the clock moves, the events of the span come in order, grouped by consecutive type', async () => {
  const session = mock.session();
  const types = [
    'USER_REGISTERED',
    'LEARNERS_ENROLLED_IN_COURSE',
    'COURSE_STATUS_CHANGED',
    'COURSE_COMPLETED_SUCCESSFULLY',
  ];
  await subscribed(session, types, { path: '/all', secret: 'sesame' });
  const before = new Map(session.campus.truth('ispring', 'owner').map((row) => [row.person.id + row.course.id, row]));
  session.advance({ days: 40 });
  await session.callbacksSent();
  const messages = eventsAt('/all');
  expect(new Set(messages.map(({ type }) => type)).size).toBeGreaterThan(2);
  for (const [index, { type, text, headers }] of messages.entries()) {
    expect(type).not.toBe(messages[index + 1]?.type);
    expect(headers['x-hub-signature']).toBe(createHash('sha256').update(`${text}sesame`).digest('hex'));
    expect(headers['content-type']).toBe('application/json');
  }
  const completed = messages.filter(({ type }) => type === 'COURSE_COMPLETED_SUCCESSFULLY');
  const times = completed.flatMap(({ text }) =>
    [...text.matchAll(/"completionDate":(\d+)/g)].map(([, digits]) => BigInt(digits ?? '')),
  );
  expect(times).toEqual(times.toSorted((one, other) => (one < other ? -1 : 1)));
  // A passed course that was not passed before is an event, with its time in nanoseconds.
  const truth = session.campus.truth('ispring', 'owner');
  const passed = truth.filter(
    (row) => row.passed === true && before.get(row.person.id + row.course.id)?.passed !== true,
  );
  expect(passed.length).toBeGreaterThan(2);
  for (const { person, course, completedAt } of passed) {
    const event = payloadsOf(completed).findLast((one) => one.learnerId === person.id && one.courseId === course.id);
    expect(new Date(Number(event?.completionDate) / 1e6).toISOString().slice(0, 19)).toBe(completedAt?.slice(0, 19));
  }
  const enrolled = payloadsOf(messages.filter(({ type }) => type === 'LEARNERS_ENROLLED_IN_COURSE'));
  const fresh = truth.filter((row) => !before.has(row.person.id + row.course.id));
  expect(fresh.length).toBeGreaterThan(0);
  for (const { person, course } of fresh)
    expect(enrolled).toContainEqual({ courseId: course.id, learnerIds: [person.id] });
});

test('the events of a span are those of its days', async () => {
  const [whole, daily] = [mock.session(), mock.session()];
  const types = ['LEARNERS_ENROLLED_IN_COURSE', 'COURSE_STATUS_CHANGED', 'COURSE_COMPLETED_SUCCESSFULLY'];
  await subscribed(whole, types, { path: '/whole' });
  await subscribed(daily, types, { path: '/daily' });
  whole.advance({ days: 30 });
  for (let day = 0; day < 30; day += 1) daily.advance({ days: 1 });
  await Promise.all([whole.callbacksSent(), daily.callbacksSent()]);
  const events = (path: string) => eventsAt(path).flatMap(({ type, payloads }) => payloads.map((one) => [type, one]));
  expect(events('/whole').length).toBeGreaterThan(10);
  expect(events('/daily')).toEqual(events('/whole'));
});

test('a filter selects users and courses, and a session without one gets nothing', async () => {
  const session = mock.session();
  const courseId = [...mock.campus.findCourses()].at(-1)?.ids.ispring.contentId;
  const params = [{ name: 'courseIds', value: JSON.stringify([courseId]) }];
  await subscribed(session, ['COURSE_STATUS_CHANGED'], { path: '/filtered', params });
  session.advance({ days: 60 });
  await session.callbacksSent();
  const payloads = payloadsOf(eventsAt('/filtered'));
  expect(payloads.length).toBeGreaterThan(0);
  expect(new Set(payloads.map((one) => one.courseId))).toEqual(new Set([courseId]));
});
