import request from 'supertest';
import { expect, test } from 'vitest';

import { OptionError, WaitError } from '../../src/index.ts';
import type { MockSession } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 3, courses: 2 });

async function call(session: MockSession, path = '/api/so2/v1/grades'): Promise<void> {
  await request(mock.app).get(`${session.apis.moocit.path}${path}`).set(session.apis.moocit.personas.admin.headers);
}

test('waits for exchanges that end later, and counts those before', async () => {
  const session = mock.session();
  await call(session);
  const waiting = session.waitFor('listGrades', { count: 3 });
  await call(session, '/api/so2/v1/completion');
  await call(mock.session());
  void call(session);
  void call(session);
  const exchanges = await waiting;
  expect(exchanges.map(({ operationId, reply }) => [operationId, reply?.status])).toEqual(
    Array.from({ length: 3 }, () => ['listGrades', 200]),
  );
  expect(await session.waitFor('listGrades', { count: 3, timeoutMs: 0 })).toHaveLength(3);
});

test('an exchange counts when its answer has been sent', async () => {
  const session = mock.session();
  session.on('listGrades').fault({ kind: 'latency', delayMs: 100 });
  const called = call(session);
  const startedAt = performance.now();
  const [exchange] = await session.waitFor('listGrades');
  expect(performance.now() - startedAt).toBeGreaterThan(80);
  expect(exchange).toMatchObject({ isOpen: false, reply: { status: 200 } });
  await called;
});

test('lists the received requests if the wait fails', async () => {
  const session = mock.session('others');
  await call(session);
  await call(session, '/api/so2/v1/completion');
  const wait = session.waitFor('listGrades', { count: 2, timeoutMs: 30 });
  await expect(wait).rejects.toThrow(WaitError);
  await expect(wait).rejects.toThrow(
    /^Expected 2 exchanges of listGrades, got 1 in \d+ ms\. The session others had listGrades 1, listCompletions 1\.$/,
  );
  const none = mock.session('quiet').waitFor('listGrades', { timeoutMs: 0 });
  await expect(none).rejects.toThrow(
    /Expected 1 exchange of \w+, got 0 in \d+ ms\. The session quiet had no requests\./,
  );
});

test('a reset sets the count to 0', async () => {
  const session = mock.session();
  await call(session);
  const waiting = session.waitFor('listGrades', { count: 2, timeoutMs: 5_000 });
  session.reset();
  await call(session);
  const after = session.waitFor('listGrades', { count: 3, timeoutMs: 50 });
  await expect(after).rejects.toThrow(/^Expected 3 exchanges of \w+, got 1 in/);
  await call(session);
  expect(await waiting).toHaveLength(2);
});

test.for([
  { title: 'a count of 0', options: { count: 0 }, message: 'count must be a whole number from 1 to 10000, got 0.' },
  {
    title: 'a timeout below 0',
    options: { timeoutMs: -1 },
    message: 'timeoutMs must be a whole number from 0 to 600000, got -1.',
  },
])('refuses $title', async ({ options, message }) => {
  await expect(mock.session().waitFor('listGrades', options)).rejects.toThrow(message);
});

test('refuses an operation that is not served, and suggests the nearest', async () => {
  const wait = createMock({ learners: 0, apis: ['moocit'] }).session();
  // @ts-expect-error not an operation
  await expect(wait.waitFor('listGrade')).rejects.toThrow('did you mean "listGrades"?');
  await expect(wait.waitFor('streamCompletions')).rejects.toThrow(OptionError);
});
