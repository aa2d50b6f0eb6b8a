import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';

import { serve } from '../support/processes/server-process.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

test('a body of 1 GB is refused early by every API, and memory does not grow', async () => {
  await using server = await serve(['--quiet', '--log', 'json'].slice(1));
  const port = Number(new URL(server.url).port);
  const before = await residentMb(server.process.pid ?? 0);
  for (const path of [
    '/__mock/sessions/big/advance',
    '/moocit/api/so2/v1/grades',
    '/stackone/unified/lms/completions/1',
    '/ispring/content/1/final_statuses',
    '/helsinki/x',
    '/nowhere',
  ]) {
    for (const framing of [{ 'Content-Length': String(2 ** 30) }, { 'Transfer-Encoding': 'chunked' }]) {
      const sent = await pour(port, path, framing);
      expect(sent, path).toBeLessThan(64 * 2 ** 20);
    }
  }
  expect((await residentMb(server.process.pid ?? 0)) - before).toBeLessThan(100);
  expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200);
}, 60_000);

/** Sends until the server stops reading. Returns the number of bytes that were sent. */
async function pour(port: number, path: string, framing: Readonly<Record<string, string>>): Promise<number> {
  const piece = Buffer.alloc(65_536, 'x');
  const call = httpRequest({ port, path, method: 'POST', headers: { ...JSON_TYPE, ...framing }, agent: false });
  let sent = 0;
  const state = { isOver: false };
  const over = new Promise<void>((resolve) => {
    const end = (): void => {
      state.isOver = true;
      resolve();
    };
    call.on('error', end).on('close', end);
    call.on('response', (answer) => answer.resume().on('end', end).on('close', end));
  });
  while (!state.isOver && sent < 2 ** 27) {
    sent += piece.length;
    if (!call.write(piece)) await Promise.race([once(call, 'drain').catch(() => undefined), over]);
  }
  call.destroy();
  return sent;
}

test('a request that could be read as two requests is refused', async () => {
  await using server = await serve();
  const port = Number(new URL(server.url).port);
  for (const head of [
    'Content-Length: 5\r\nTransfer-Encoding: chunked',
    'Content-Length: 5\r\nContent-Length: 6',
    'Transfer-Encoding: chunked, identity',
    'Content-Length: +5',
  ]) {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /moocit/api/so2/v1/grades HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    );
    let said = '';
    socket.on('data', (data) => (said += String(data)));
    await once(socket, 'close');
    expect(said.match(/^HTTP\/1\.1 \d+/gm), head).toEqual(['HTTP/1.1 400']);
  }
  const twice = connect(port, '127.0.0.1');
  twice.write('GET /__mock/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
  let answer = '';
  twice.on('data', (data) => (answer += String(data)));
  await once(twice, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 (400|403)/);
}, 30_000);

async function residentMb(pid: number): Promise<number> {
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
