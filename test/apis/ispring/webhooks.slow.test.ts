import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { createReceiver } from '../../support/receiver.ts';

test('a large campus: other requests are answered meanwhile, and at most 10 000 events wait', async () => {
  const mock = createMock({ learners: 200_000, courses: 50, now: '2025-03-01T09:00:00Z' });
  const receiver = await createReceiver();
  const session = mock.session();
  const { path, personas } = session.apis.ispring;
  const post = (to: string, body: object) =>
    request(mock.app)
      .post(`${path}/webhook/${to}`)
      .set(personas['owner']?.headers ?? {})
      .send({ subscriberName: 'me', ...body });
  await post('register', { callbackUrl: `${receiver.url}/large` });
  await post('code/send', {});
  await session.callbacksSent();
  await post('confirm', JSON.parse(String(receiver.messages('/large')[0]?.payloads[0])));
  await post('subscribe', { subscription: { subscriptionType: 'COURSE_STATUS_CHANGED' } });
  session.advance({ days: 200 });
  expect((await request(mock.app).get('/__mock/health')).status).toBe(200);
  expect(session.callbacks.isIdle, 'the answer came before the end of the search').toBe(false);
  await session.callbacksSent();
  const messages = receiver.messages('/large').slice(1);
  expect(messages.every(({ payloads }) => payloads.length === 100)).toBe(true);
  expect(messages).toHaveLength(100);
  expect(session.callbacks.hasLostEvents).toBe(true);
  receiver.close();
});
