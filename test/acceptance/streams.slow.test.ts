import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';

import { serve } from '../support/processes/server-process.ts';
import type { ServerProcess } from '../support/processes/server-process.ts';

/** A million rows of MOOCit. The server is a separate process, so that its clients read as fast as it writes. */
const MILLION = ['--learners', '700000', '--log', 'json'];
const COMPLETIONS = [
  'GET /api/so2/v1/completion HTTP/1.1',
  'Host: 127.0.0.1',
  'Authorization: Bearer moocit-admin-token',
  'Connection: close',
].join('\r\n');

interface Reader extends Disposable {
  readonly socket: Socket;
  readonly begun: Promise<unknown>;
  isOver(): boolean;
}

function openStream({ url }: ServerProcess): Reader {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let isOver = false;
  const begun = once(socket, 'data');
  socket.on('error', () => undefined).on('close', () => (isOver = true));
  socket.write(`${COMPLETIONS}\r\n\r\n`);
  return { socket, begun, isOver: () => isOver, [Symbol.dispose]: () => socket.destroy() };
}

test('other requests are answered while one client reads a million rows as fast as possible', async () => {
  await using server = await serve(MILLION);
  using reader = openStream(server);
  reader.socket.resume();
  await reader.begun;
  for (let count = 0; count < 10; count += 1) expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200);
  expect(reader.isOver()).toBe(false);
});

test('fast readers are served concurrently', async () => {
  await using server = await serve(MILLION);
  const readers = Array.from({ length: 4 }, () => openStream(server));
  for (const { socket } of readers) socket.resume();
  await Promise.all(readers.map(({ begun }) => begun));
  expect(readers.map(({ isOver }) => isOver())).toEqual([false, false, false, false]);
  for (const { socket } of readers) socket.destroy();
});

test.for([
  { title: 'read as fast as possible', isRead: true },
  { title: 'not read', isRead: false },
])('SIGTERM ends a server with 300 long streams that are $title', async ({ isRead }) => {
  await using server = await serve(MILLION);
  const readers = Array.from({ length: 300 }, () => openStream(server));
  await Promise.all(readers.map(({ begun }) => begun));
  for (const { socket } of readers) {
    if (isRead) socket.resume();
    else socket.pause();
  }
  const { exitCode, stderr, tookMs } = await server.stop('SIGTERM');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  // A second on an idle machine; docs/performance.md has the measurement.
  expect(tookMs).toBeLessThan(15_000);
});
