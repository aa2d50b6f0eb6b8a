import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { freePort } from '../support/processes/free-port.ts';
import { main, root, serve } from '../support/processes/server-process.ts';

async function ask(url: string, count: number, query = ''): Promise<readonly number[]> {
  const path = `/api/so2/v1/completion?username=johndoe${query}`;
  const headers = { authorization: 'Bearer moocit-admin-token' };
  const statuses: number[] = [];
  for (let one = 0; one < count; one += 1) {
    const response = await fetch(url + path, { headers });
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  return statuses;
}

test('a server continues when the reader of its output closes, and counts the dropped lines', async () => {
  await using server = await serve();
  server.process.stdout.destroy();
  expect(await ask(server.url, 5)).toEqual([200, 200, 200, 200, 200]);
  const { exitCode, stderr } = await server.stop('SIGTERM');
  expect(exitCode).toBe(0);
  expect(stderr).toBe('Dropped 5 lines of the log: standard output is too slow or closed.\n');
});

test('a full pipe delays neither requests nor the end', async () => {
  await using server = await serve();
  server.process.stdout.pause();
  // More than the 64 KB that a pipe holds.
  expect(new Set(await ask(server.url, 400, `&${'x'.repeat(400)}`))).toEqual(new Set([200]));
  // On an idle machine this takes 200 ms. The reader takes nothing before the process has ended.
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await expect(ended).resolves.toEqual([0, null]);
});

test('a full disk affects only the log', async () => {
  const port = await freePort();
  await using full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [main, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', full.fd, 'pipe'],
  });
  const stderr = readAll(child);
  await answering(`http://127.0.0.1:${port}`);
  expect(await ask(`http://127.0.0.1:${port}`, 3)).toEqual([200, 200, 200]);
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await stderr).toBe('Dropped 3 lines of the log: standard output is too slow or closed.\n');
});

test('a command that cannot write its output prints one line', async () => {
  await using full = await open('/dev/full', 'w');
  const args = [main, 'campus', 'learners', '--json'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', full.fd, 'pipe'] });
  const stderr = readAll(child);
  const [exitCode] = await once(child, 'close');
  expect([exitCode, await stderr]).toEqual([74, expect.stringMatching(/^Can't write to standard output: .*\n$/)]);
});

async function readAll({ stderr }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stderr ?? []) text += String(chunk);
  return text;
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (
      await fetch(`${url}/__mock/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await delay(50);
  }
  throw new Error(`${url} does not answer.`);
}
