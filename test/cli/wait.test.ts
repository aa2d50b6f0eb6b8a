import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { expect, test } from 'vitest';

import { wait } from '../../src/cli/wait.ts';
import { createMock } from '../support/create-mock.ts';
import { freePort } from '../support/processes/free-port.ts';
import { run } from '../support/processes/server-process.ts';

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('lms-mock wait exits with 0 when the server answers, also for a base URL', async () => {
  await using mock = createMock({ port: 0, host: '0.0.0.0' });
  const { url } = await mock.listen();
  expect(await run(['wait', `${url}/moocit`])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('it exits with 1 and one line if nothing answers in time', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  expect(await run(['wait', url, '--timeout', '0.1'])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${url} is not ready after 0.1 s: nothing listens there (ECONNREFUSED).\n`,
  });
});

test('it waits for a server that starts later', async () => {
  const port = await freePort();
  const waiting = wait(`http://127.0.0.1:${port}`, { timeout: '20' });
  await using mock = createMock({ port });
  await mock.listen();
  expect(await waiting).toBeUndefined();
});

test.for([
  { status: 200, body: '{"status":"fine"}', want: 'the server is not lms-mock' },
  { status: 404, body: 'Not found', want: 'it answers 404' },
  { status: 403, body: '{"detail":"The Host is not allowed."}', want: 'it answers 403, The Host is not allowed' },
])('another server that answers $status is not ready', async ({ status, body, want }) => {
  const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server)}`;
  // The first fetch of a process takes longer, and there is only one attempt.
  await (await fetch(url)).text();
  expect(await wait(url, { timeout: '0' })).toBe(`${url} is not ready after 0 s: ${want}.`);
  server.close();
});

test.for([
  { args: ['localhost:4010'], stderr: 'The URL must be the address of a server, such as http://127.0.0.1:4010' },
  { args: ['http://127.0.0.1', '--timeout', 'soon'], stderr: '--timeout must be a number of seconds from 0 to 3600' },
])('wait $args is refused', async ({ args, stderr }) => {
  const ended = await run(['wait', ...args]);
  expect([ended.exitCode, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toContain(stderr);
});
