import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import express from 'express';
import request from 'supertest';

import { createMock } from '../../support/create-mock.ts';
import { createPostingServer } from '../../support/processes/posting-server.ts';

const server = createPostingServer();
const strictServer = createPostingServer({ strict: true });
const JSON_TYPE = 'application/json';
const MEGABYTE = 1_048_576;

function post(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): request.Test {
  const sending = request(server.app)
    .post('/things')
    .set({ authorization: 'Bearer token', 'content-type': JSON_TYPE, ...headers });
  // Sends bytes unchanged: supertest would write a Buffer as JSON.
  sending.serialize((bytes) => bytes);
  return sending.send(body);
}

function violationsOf(response: request.Response): readonly object[] {
  return JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]');
}

test('an operation gets the parsed body', async () => {
  const response = await post('{"name":"å"}').expect(200);
  expect(response.body).toEqual({ body: { name: 'å' } });
  expect(violationsOf(response)).toEqual([]);
});

test.for([
  { title: 'a member that is absent', body: '{}', location: 'body/name' },
  { title: 'JSON that is broken', body: '{', location: 'body' },
  { title: 'no body', body: '', location: 'body' },
])('the API refuses $title in its own words, and the header has the place', async ({ body, location }) => {
  const response = await post(body).expect(400);
  expect(response.body).toEqual({ refused: 400 });
  expect(violationsOf(response)).toEqual([expect.objectContaining({ location, severity: 'error' })]);
});

test('the API refuses a media type that it does not have', async () => {
  const response = await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' }).expect(400);
  expect(violationsOf(response)).toEqual([expect.objectContaining({ location: 'header.content-type' })]);
});

test.for([
  { encoding: 'gzip', compress: gzipSync },
  { encoding: 'deflate', compress: deflateSync },
  { encoding: 'br', compress: brotliCompressSync },
])('decodes $encoding, up to the maximum size', async ({ encoding, compress }) => {
  const small = await post(compress('{"name":"x"}'), { 'content-encoding': encoding }).expect(200);
  expect(small.body).toEqual({ body: { name: 'x' } });
  const bomb = compress(Buffer.alloc(20 * MEGABYTE, ' '));
  const refused = await post(bomb, { 'content-encoding': encoding }).expect(413);
  expect(refused.body).toMatchObject({ title: 'Too large', status: 413 });
  const broken = await post('{"name":"x"}', { 'content-encoding': encoding }).expect(400);
  expect(broken.body.detail).toBe(`The body must be ${encoding}, as in its Content-Encoding.`);
});

test('an unknown encoding is refused with its name', async () => {
  const response = await post('x', { 'content-encoding': 'zstd' }).expect(415);
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.body.detail).toBe(
    'The Content-Encoding must be one of gzip, x-gzip, deflate, br, or absent, got "zstd".',
  );
});

test('a body of the maximum size is read, and refused if it is one byte longer', async () => {
  const around = '{"name":""}'.length;
  const whole = await post(`{"name":"${'x'.repeat(MEGABYTE - around)}"}`);
  const over = await post(`{"name":"${'x'.repeat(MEGABYTE - around + 1)}"}`);
  expect([whole.status, over.status]).toEqual([200, 413]);
});

test('refused credentials are a violation that does not quote them', async () => {
  const wrong = await post('{"name":"x"}', { authorization: 'Bearer wrong-secret' }).expect(401);
  expect(violationsOf(wrong)).toEqual([
    {
      location: 'header.authorization',
      message: 'Bearer was refused by the API',
      severity: 'error',
      provenance: 'documented',
    },
  ]);
  const none = await request(server.app).get('/things').expect(401);
  expect(violationsOf(none)).toEqual([expect.objectContaining({ message: 'Bearer is required, but absent' })]);
});

test('an undeclared body is a warning, and --strict refuses it', async () => {
  const headers = { authorization: 'Bearer token' };
  const response = await request(server.app).get('/things').set(headers).send('hello').expect(200);
  expect(violationsOf(response)).toEqual([
    expect.objectContaining({
      location: 'body',
      message: 'the operation has no body; the sent one is ignored',
      severity: 'warning',
    }),
  ]);
  await request(strictServer.app).get('/things').set(headers).send('hello').expect(400);
  await request(strictServer.app).get('/things').set(headers).expect(200);
});

test("--strict refuses an undeclared body in each vendor's words", async () => {
  const mock = createMock({ learners: 5, strict: true });
  for (const { name, api } of mock.services) {
    const { path, headers = {} } = api.showcase;
    const sending = request(mock.app)
      .get(`/${name}${path}`)
      .set({ ...headers, ...api.personas[0]?.headers });
    const response = await sending.send('hello');
    expect(response.status, name).toBe(400);
    expect(response.text, name).toContain('body: the operation has no body');
  }
});

test('a body that another parser has already read gets a 400', async () => {
  const app = express().use(express.json(), server.app);
  const sending = request(app).post('/things').set('authorization', 'Bearer token').send({ name: 'x' });
  const response = await sending.expect(400);
  expect(response.body.detail).toContain('Mount this app before a body parser');
});

const head = 'Host: x\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\n';

/** Writes raw bytes. Returns the received text when the connection ends or the given number of answers has arrived. */
async function exchange(port: number, pieces: readonly string[], answers: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('error', () => undefined);
  const done = new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (received.split('HTTP/1.1 ').length > answers && received.endsWith('}')) resolve();
    });
  });
  for (const piece of pieces) socket.write(piece, 'latin1');
  await done;
  socket.destroy();
  return received;
}

test('a connection stays usable after an undeclared body, sent whole or in pieces', async () => {
  await using own = createPostingServer();
  const { port } = await own.listener.listen();
  const next = `GET /things HTTP/1.1\r\n${head}\r\n`;
  const pieces = [
    `GET /things HTTP/1.1\r\n${head}Content-Length: 5\r\n\r\nhello`,
    `GET /things HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
    `GET /things HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /nothing HTTP/1.1\r\n${head}Content-Length: 5\r\n\r\nhello`,
    `POST /things HTTP/1.1\r\n${head}Content-Length: 2000000\r\n\r\n${'x'.repeat(2_000_000)}`,
    next,
  ];
  const received = await exchange(port, pieces, pieces.length);
  const statuses = Array.from(received.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status);
  expect(statuses).toEqual(['200', '200', '200', '404', '413', '200']);
  // The two undeclared bodies of the GET requests, and the unknown path.
  expect(received.match(/x-lms-mock-violations/gi)).toHaveLength(3);
  expect(own.defects).toEqual([]);
});

test.for([
  { title: 'of a length', more: `Content-Length: ${MEGABYTE * 1000}\r\n\r\n` },
  { title: 'without one', more: 'Transfer-Encoding: chunked\r\n\r\n' },
])('a body without end, $title, is refused, and ends its connection', async ({ more }) => {
  await using own = createPostingServer();
  const { port } = await own.listener.listen();
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let sentBytes = 0;
  socket.on('error', () => undefined).on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.write(`POST /things HTTP/1.1\r\n${head}${more}`);
  const chunk = more.startsWith('Transfer') ? `10000\r\n${'x'.repeat(65_536)}\r\n` : 'x'.repeat(65_536);
  while (!socket.destroyed && sentBytes < 300 * MEGABYTE) {
    sentBytes += chunk.length;
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
  }
  expect(sentBytes).toBeLessThan(300 * MEGABYTE);
  expect(received === '' || /^HTTP\/1\.1 413 [^]*Connection: close/i.test(received)).toBe(true);
  await request(own.app).get('/things').set('authorization', 'Bearer token').expect(200);
  expect(own.defects).toEqual([]);
});

test('a client can disconnect in the middle of its body', async () => {
  await using own = createPostingServer();
  const { port } = await own.listener.listen();
  for (const more of [
    'Content-Length: 100\r\n\r\n{"na',
    'Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\x1f\x8b\b\0',
  ]) {
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /things HTTP/1.1\r\n${head}${more}`, 'latin1');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
  }
  await request(own.app).get('/things').set('authorization', 'Bearer token').expect(200);
  expect(own.defects).toEqual([]);
});

test('a client that expects 100 Continue gets it', async () => {
  await using own = createPostingServer();
  const { port } = await own.listener.listen();
  const outgoing = httpRequest({
    port,
    method: 'POST',
    path: '/things',
    headers: { authorization: 'Bearer token', 'content-type': JSON_TYPE, expect: '100-continue', 'content-length': 12 },
  });
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  outgoing.end('{"name":"x"}');
  const [incoming] = await once(outgoing, 'response');
  expect(incoming.statusCode).toBe(200);
  incoming.resume();
  await once(incoming, 'end');
});
