import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { serve } from '../support/processes/server-process.ts';

/** Writes raw bytes to a listening mock. Returns the received text when the connection or the time ends. */
async function exchange(port: number, bytes: string, waitMs = 15_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  await Promise.race([once(socket, 'close'), new Promise((resolve) => setTimeout(resolve, waitMs))]);
  socket.destroy();
  return received;
}

const auth = 'Authorization: Bearer moocit-admin-token\r\n';
const end = 'Host: localhost\r\nConnection: close\r\n\r\n';

test.for([
  {
    title: 'an address of 100 KB',
    bytes: `GET /api/so2/v1/completion?${'a'.repeat(100_000)} HTTP/1.1\r\n${end}`,
    want: /^HTTP\/1\.1 431 /,
  },
  {
    title: 'headers of 100 KB',
    bytes: `GET / HTTP/1.1\r\nX: ${'a'.repeat(100_000)}\r\n${end}`,
    want: /^HTTP\/1\.1 431 /,
  },
  {
    title: 'bytes that are not HTTP',
    bytes: 'hello\r\n\r\n',
    want: /^HTTP\/1\.1 400 [^]*X-Content-Type-Options: nosniff[^]*no-store[^]*must be HTTP/,
  },
  {
    title: 'no Host in HTTP/1.1',
    bytes: 'GET / HTTP/1.1\r\n\r\n',
    want: /^HTTP\/1\.1 400 [^]*X-Content-Type-Options: nosniff[^]*no-store[^]*must have the header Host/,
  },
  {
    title: 'an expectation that cannot be met',
    bytes: `POST /api/so2/v1/completion HTTP/1.1\r\nExpect: tea\r\nContent-Length: 3\r\n${end}`,
    want: /^HTTP\/1\.1 417 [^]*X-Content-Type-Options: nosniff[^]*no-store[^]*100-continue/,
  },
  {
    title: 'a header with a control character',
    bytes: `GET / HTTP/1.1\r\nX: a\x01b\r\n${end}`,
    want: /^HTTP\/1\.1 400 /,
  },
  {
    title: 'bytes beyond ASCII in the credentials',
    bytes: `GET /api/so2/v1/completion HTTP/1.1\r\nAuthorization: Bearer \xff\xfe\r\n${end}`,
    want: /^HTTP\/1\.1 401 /,
  },
  {
    title: 'a malformed percent-escape in the path',
    bytes: `GET /content/%E0%A4%A/final_statuses HTTP/1.1\r\nX-Auth-Account-Url: http://myaccount.ispringlearn.com\r\nX-Auth-Email: email@email.com\r\nX-Auth-Password: password\r\n${end}`,
    want: /^HTTP\/1\.1 400 [^]*<code>400<\/code>/,
  },
  {
    title: 'a malformed percent-escape in the query',
    bytes: `GET /api/so2/v1/completion?username=%ZZ HTTP/1.1\r\n${auth}${end}`,
    want: /^HTTP\/1\.1 200 [^]*x-lms-mock-violations/i,
  },
  {
    title: 'an absolute address, as through a proxy',
    bytes: `GET http://elsewhere.example/api/so2/v1/completion?username=johndoe HTTP/1.1\r\n${auth}${end}`,
    want: /^HTTP\/1\.1 200 [^]*"johndoe"/,
  },
  {
    title: 'an absolute address that ends with the host',
    bytes: `GET HTTP://elsewhere.example?x HTTP/1.1\r\n${end}`,
    want: /^HTTP\/1\.1 200 [^]*"lms-mock"/,
  },
  { title: 'an asterisk', bytes: `OPTIONS * HTTP/1.1\r\n${end}`, want: /^HTTP\/1\.1 4\d\d / },
  { title: 'an unknown method', bytes: `BREW /api/so2/v1/completion HTTP/1.1\r\n${end}`, want: /^HTTP\/1\.1 400 / },
  { title: 'a path that climbs', bytes: `GET /../../etc/passwd HTTP/1.1\r\n${end}`, want: /^HTTP\/1\.1 404 / },
  {
    title: 'two lengths',
    bytes: `POST /api/so2/v1/completion HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${end}x`,
    want: /^HTTP\/1\.1 400 /,
  },
  {
    title: 'an undeclared body',
    bytes: `GET /api/so2/v1/completion HTTP/1.1\r\n${auth}Content-Length: 5\r\n${end}hello`,
    want: /^HTTP\/1\.1 200 /,
  },
  { title: 'no Host', bytes: 'GET / HTTP/1.0\r\n\r\n', want: /^HTTP\/1\.1 403 / },
  {
    title: 'an unknown path',
    bytes: `GET /nothing HTTP/1.1\r\n${end}`,
    want: /^HTTP\/1\.1 404 [^]*The paths are /,
  },
])('answers $title, and then other requests', async ({ bytes, want }) => {
  const defects: unknown[] = [];
  await using mock = createMock({ port: 0, learners: 5, onDefect: (defect) => defects.push(defect) });
  const { port } = await mock.listen();
  const answer = await exchange(port, bytes);
  expect(answer).toMatch(want);
  expect(answer).not.toMatch(/node_modules|src\/|at .*:\d+:\d+/);
  expect(await exchange(port, `GET / HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(defects).toEqual([]);
});

test('an internal error is not part of the answer', async () => {
  await using mock = createMock({ port: 0, learners: 20_000 });
  const { port } = await mock.listen();
  const request = `GET /api/so2/v1/completion HTTP/1.1\r\n${auth}Host: x\r\n\r\n`;
  const [alone, followed] = [`${request.slice(0, -2)}Connection: close\r\n\r\n`, `${request}\0no HTTP\r\n\r\n`];
  const [want, got] = await Promise.all([alone, followed].map((bytes) => exchange(port, bytes)));
  const bodyOf = (answer = ''): string => answer.slice(answer.indexOf('\r\n\r\n'));
  expect(bodyOf(got)).toBe(bodyOf(want));
  expect(got).not.toContain('must be HTTP');
});

test('half a request delays neither other requests nor the end', async () => {
  const mock = createMock({ port: 0, learners: 5 });
  const { port } = await mock.listen();
  const half = connect(port, '127.0.0.1');
  half.on('error', () => undefined);
  half.write('GET /api/so2/v1/completion HTTP/1.1\r\nHost: localhost\r\nAuthor');
  expect(await exchange(port, `GET / HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 200 /);
  const startedAt = performance.now();
  await mock.close();
  // Under a second on an idle machine. Waiting for the rest of the request would take ten.
  expect(performance.now() - startedAt).toBeLessThan(8000);
  half.destroy();
});

test('a stream is no longer generated when its client disconnects', async () => {
  const defects: unknown[] = [];
  await using mock = createMock({ port: 0, learners: 200_000, onDefect: (defect) => defects.push(defect) });
  const { port } = await mock.listen();
  const leaver = connect(port, '127.0.0.1');
  leaver.write(`GET /api/so2/v1/completion HTTP/1.1\r\n${auth}${end}`);
  await once(leaver, 'data');
  leaver.destroy();
  expect(await exchange(port, `GET / HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(defects).toEqual([]);
});

test('a stream is generated only while its client reads', async () => {
  await using mock = createMock({ port: 0, learners: 10_000_000 });
  const { port } = await mock.listen();
  const { journal, apis } = mock.session();
  const made = (): number => journal.exchanges()[0]?.reply?.body.size ?? 0;
  const reader = connect(port, '127.0.0.1').pause();
  reader.write(`GET ${apis.moocit.path}/api/so2/v1/completion HTTP/1.1\r\n${auth}${end}`);
  // The buffers between client and server hold some megabytes. Then nothing more is generated.
  let before = 0;
  for (let quiet = 0; quiet < 5; quiet = before > 0 && made() === before ? quiet + 1 : 0) {
    before = made();
    await delay(200);
  }
  expect(before).toBeLessThan(100e6);
  await delay(500);
  expect(made()).toBe(before);
  reader.resume();
  while (made() < before + 10e6) await delay(20);
  reader.destroy();
});

test.for([
  { title: 'a registration', path: '/helsinki/api/v0/study-registry/completion-registered-to-study-registry' },
  { title: 'a write of the control API', path: '/__mock/sessions/a/rules' },
])('a body that ends in an open comment is refused, and the server still ends: $title', async ({ path }) => {
  // In a separate process, because an endless loop would also block the test.
  await using server = await serve();
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(server.url + path, { method: 'POST', headers, body: '{"a":1}/*', signal });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await server.stop('SIGTERM')).toMatchObject({ exitCode: 0, stderr: '' });
});
