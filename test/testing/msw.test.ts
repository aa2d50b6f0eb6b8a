import https from 'node:https';
import { setupServer } from 'msw/node';
import { afterAll, expect, test } from 'vitest';

import { handlersOf } from '../../src/testing/msw.ts';
import { createMock } from '../support/create-mock.ts';

const COURSES = 'https://courses.example.org/lms';
const mock = createMock({ learners: 5 });
const session = mock.session('msw');
const server = setupServer(
  ...handlersOf(mock, { addresses: { moocit: COURSES, helsinki: 'https://registry.example.org/' }, session }),
);
server.listen({ onUnhandledFrame: 'bypass' });
afterAll(() => server.close());

const admin = session.apis.moocit.personas.admin.headers;

test('the mock answers a client that calls a vendor, without listening', async () => {
  const response = await fetch(`${COURSES}/api/so2/v1/grades?username=johndoe`, { headers: admin });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  const [exchange] = session.journal.exchanges({ operation: 'listGrades', limit: 1 });
  expect(exchange).toMatchObject({ persona: 'admin', reply: { status: 200 } });
  expect(exchange?.request.url).toBe('/sessions/msw/moocit/api/so2/v1/grades?username=johndoe');
});

test('the mock answers a client that sends a body with node:https', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const { headers } = session.apis.helsinki.personas.registrar;
  const path = '/api/v0/study-registry/completion-registered-to-study-registry';
  const outgoing = https.request(`https://registry.example.org${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
  });
  outgoing.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
  outgoing.end('{"nope":1}');
  expect(await promise).toBe(400);
  const [exchange] = session.journal.exchanges({ api: 'helsinki' });
  expect(exchange?.request.body?.text).toBe('{"nope":1}');
});

test('a fault that ends the connection is a network error', async () => {
  session.on('listCompletions', { times: 1 }).fault({ kind: 'reset' });
  await expect(fetch(`${COURSES}/api/so2/v1/completion`, { headers: admin })).rejects.toThrow('fetch failed');
});
