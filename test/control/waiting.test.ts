import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const GRADES = '/moocit/api/so2/v1/grades';
const headers = { authorization: 'Bearer moocit-admin-token' };

test('a program waits for the requests of a client over HTTP', async () => {
  await using mock = createMock({ learners: 3 });
  const { url } = await mock.listen();
  // The session does not exist yet.
  const waiting = fetch(`${url}/__mock/sessions/background/journal/wait?operation=listGrades&count=2`);
  for (let count = 0; count < 2; count += 1) await fetch(`${url}/sessions/background${GRADES}`, { headers });
  const response = await waiting;
  const body: unknown = await response.json();
  expect([response.status, body]).toMatchObject([
    200,
    { session: 'background', exchanges: [{ operationId: 'listGrades' }, { operationId: 'listGrades' }] },
  ]);
});

test('a wait that takes too long gets a 504 with the requests that were received', async () => {
  await using mock = createMock({ learners: 3 });
  const { url } = await mock.listen();
  await fetch(`${url}/sessions/slow${GRADES}`, { headers });
  const wait = `${url}/__mock/sessions/slow/journal/wait?timeout-ms=20&operation=`;
  const late = await fetch(`${wait}listCompletions`);
  expect([late.status, await late.json()]).toMatchObject([
    504,
    { detail: expect.stringMatching(/had listGrades 1\.$/) },
  ]);
  const unknown = await fetch(`${wait}listGrade`);
  expect([unknown.status, await unknown.json()]).toMatchObject([
    400,
    { detail: expect.stringContaining('did you mean "listGrades"?') },
  ]);
  const sessions: unknown = await (await fetch(`${url}/__mock/sessions`)).json();
  expect(sessions).toHaveLength(2);
});

test('a wait ends with close(), or when its client disconnects', async () => {
  const mock = createMock({ learners: 0 });
  const { url } = await mock.listen();
  const wait = `${url}/__mock/sessions/left/journal/wait?operation=listGrades&timeout-ms=600000`;
  // More than the maximum of concurrent waits.
  for (let count = 0; count < 40; count += 1) {
    await expect(fetch(wait, { signal: AbortSignal.timeout(2) })).rejects.toThrow('aborted due to timeout');
  }
  const waiting = fetch(wait);
  await fetch(`${url}/__mock/health`);
  await mock.close();
  expect((await waiting).status).toBe(504);
});
