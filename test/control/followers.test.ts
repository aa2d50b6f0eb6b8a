import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { library, serve } from '../support/processes/server-process.ts';

const MOOCIT = { authorization: 'Bearer moocit-admin-token' } as const;
const COMPLETIONS = '/moocit/api/so2/v1/completion';

test('a follower gets a journal of more than 4 MB completely, and later exchanges', async () => {
  await using mock = createMock({ port: 0 });
  const { url } = await mock.listen();
  const ask = async (): Promise<void> => {
    await (await fetch(`${url}/sessions/long${COMPLETIONS}`, { headers: MOOCIT })).text();
  };
  for (let count = 0; count < 300; count += 1) await ask();
  const kept = mock.session('long').journal.exchanges().length;

  const stop = new AbortController();
  const events = await fetch(`${url}/__mock/sessions/long/journal/events`, { signal: stop.signal });
  // Long enough that a replay without back-pressure would be cut off.
  await delay(200);
  let size = 0;
  let eventCount = 0;
  let hasAsked = false;
  for await (const chunk of events.body ?? []) {
    const text = Buffer.from(chunk).toString('latin1');
    size += text.length;
    eventCount += text.split('event: exchange').length - 1;
    if (eventCount >= kept && !hasAsked) {
      hasAsked = true;
      await ask();
    }
    if (eventCount > kept) break;
  }
  stop.abort();
  expect(size).toBeGreaterThan(4 * 1_048_576);
  expect(eventCount).toBe(kept + 1);
});

test('close() ends followers while rules delay answers', async () => {
  // In a separate process, because its exit code shows an uncaught exception.
  const program = `
    import { createMock } from '${library}';
    const mock = createMock({ port: 0, learners: 20 });
    const { url } = await mock.listen();
    const session = mock.session('held');
    session.on('listCompletions').fault({ kind: 'latency', delayMs: 60_000 });
    const headers = { authorization: 'Bearer moocit-admin-token' };
    const follow = (path) => fetch(url + path).then((response) => response.text()).catch(() => undefined);
    const followers = [follow('/__mock/journal/events'), follow('/__mock/sessions/held/journal/events')];
    const held = Array.from({ length: 5 }, () => fetch(url + '/sessions/held${COMPLETIONS}', { headers }));
    while (session.journal.exchanges().length < 5) await new Promise((resolve) => setTimeout(resolve, 20));
    await mock.close();
    const statuses = (await Promise.all(held)).map(({ status }) => status);
    await Promise.all(followers);
    console.log(statuses.join());
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect({ stdout, stderr }).toEqual({ stdout: '200,200,200,200,200\n', stderr: '' });
});

test('SIGTERM ends followers while rules delay answers', async () => {
  await using server = await serve();
  const rule = { match: { operation: 'listCompletions' }, answer: { fault: { kind: 'latency', delayMs: 60_000 } } };
  await fetch(`${server.url}/__mock/sessions/held/rules`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
  const events = await fetch(`${server.url}/__mock/journal/events`);
  const held = fetch(`${server.url}/sessions/held${COMPLETIONS}`, { headers: MOOCIT });
  await delay(500);
  expect(await server.stop('SIGTERM')).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await held).status).toBe(200);
  await events.text();
});
