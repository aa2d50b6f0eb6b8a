import { once } from 'node:events';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { text } from 'node:stream/consumers';
import request from 'supertest';
import { createServer } from 'vite';
import { expect, test, vi } from 'vitest';

import { lmsMock } from '../../src/vite/plugin.ts';
import type { LmsMockPluginOptions } from '../../src/vite/plugin.ts';
import { copyViteExample, serveViteExample } from '../support/processes/vite-example.ts';

const COMPLETIONS = '/lms/moocit/api/so2/v1/completion';
const asAdmin = { Authorization: 'Bearer moocit-admin-token' };

async function serveWith(options: LmsMockPluginOptions, more: object = {}) {
  const server = await createServer({
    configFile: false,
    logLevel: 'silent',
    plugins: [lmsMock({ learners: 5, validateReplies: true, ...options })],
    ...more,
  });
  await server.listen(0);
  const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  return { url, server, [Symbol.asyncDispose]: () => server.close() };
}

test('serves the APIs, sessions and the control API below its path, and Vite serves the rest', async () => {
  await using vite = await serveWith({ path: '/mocks/lms' });
  const rows = await request(vite.url).get(COMPLETIONS.replace('/lms', '/mocks/lms')).set(asAdmin);
  expect([rows.status, rows.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  expect((await request(vite.url).get('/mocks/lms')).headers['location']).toBe('/mocks/lms/');
  const index = await request(vite.url).get('/mocks/lms/');
  expect(index.body.apis[0].baseUrl).toBe(`${vite.url}/mocks/lms/moocit`);
  await request(vite.url).get(`/mocks/lms/sessions/mine/moocit/api/so2/v1/grades`).set(asAdmin);
  const curl = await request(vite.url).get('/mocks/lms/__mock/sessions/mine/journal?format=curl');
  expect(curl.text).toContain(` ${vite.url}/mocks/lms/moocit/api/so2/v1/grades`);
  expect((await request(vite.url).get('/@vite/client')).headers['content-type']).toMatch(/javascript/);
  // Vite's own 404, without a body.
  expect((await request(vite.url).get('/lms/moocit').expect(404)).text).toBe('');
});

test('refuses the control API for other hosts and sites, and for scripts without the page token', async () => {
  await using vite = await serveWith({});
  const apis = () => request(vite.url).get('/lms/__mock/apis');
  expect((await apis()).status).toBe(200);
  expect((await apis().set('Host', 'evil.example')).status).toBe(403);
  expect((await apis().set('Origin', 'http://evil.example')).status).toBe(403);
  const ofOwnPage = await apis().set({ Origin: vite.url, 'Sec-Fetch-Site': 'same-origin' });
  expect([ofOwnPage.status, ofOwnPage.body.detail]).toEqual([403, expect.stringContaining('x-lms-mock-page-token')]);
});

test('requires a token if Vite listens beyond loopback', async () => {
  await using vite = await serveWith({ token: 'secret' }, { server: { host: '0.0.0.0' } });
  const { port } = new URL(vite.url);
  const apis = () => request(`http://127.0.0.1:${port}`).get('/lms/__mock/apis');
  expect((await apis()).status).toBe(401);
  expect((await apis().set('Authorization', 'Bearer secret')).status).toBe(200);
});

test('breaks connections like the mock without Vite', async () => {
  await using vite = await serveWith({});
  await request(vite.url)
    .post('/lms/__mock/sessions/default/rules')
    .send({ match: { operation: 'listCompletions' }, answer: { fault: { kind: 'reset' } } })
    .expect(201);
  await expect(request(vite.url).get(COMPLETIONS).set(asAdmin)).rejects.toThrow(/ECONNRESET|socket hang up/);
});

test('loads changed fixtures again, and logs a refusal with file and line', async () => {
  using example = await copyViteExample();
  await using vite = await serveViteExample(example.config);
  expect(example.logged).toContain(`  ➜  lms-mock: ${vite.url}/lms/`);
  example.edit('mock/campus.yaml', 'username: anna', 'username: annika');
  const names = async () => (await request(vite.url).get(COMPLETIONS).set(asAdmin)).body[0].username;
  await vi.waitFor(async () => expect(await names()).toBe('annika'), { timeout: 5000 });
  example.edit('mock/campus.yaml', 'state: passed', 'state: done');
  const refused = /Could not reload .*\n.*campus\.yaml:\d+: .*state/;
  await vi.waitFor(() => expect(example.logged.join('\n')).toMatch(refused), { timeout: 5000 });
  expect(await names()).toBe('annika');
});

test('still loads changed fixtures after Vite restarts', async () => {
  using example = await copyViteExample();
  const plugins = [lmsMock({ fixtures: 'mock', samples: false, learners: 0, courses: 0 })];
  const vite = await createServer({ ...example.config, configFile: false, plugins });
  await vite.listen();
  await vite.restart();
  const url = vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  example.edit('mock/campus.yaml', 'username: anna', 'username: annika');
  const rows = async () => (await request(url).get(COMPLETIONS).set(asAdmin)).body;
  await vi.waitFor(async () => expect(await rows()).toMatchObject([{ username: 'annika' }]), { timeout: 10_000 });
  await vite.close();
});

test.for(['lms', '/', '/lms/', '/@fs', '/a b'])('refuses the path %j', (path) => {
  expect(() => lmsMock({ path })).toThrow(/^path must be a path such as \/lms, got /);
});

test('refuses a path that would hide the page', async () => {
  const started = createServer({ configFile: false, logLevel: 'silent', base: '/lms/', plugins: [lmsMock()] });
  await expect(started).rejects.toThrow('path must be a path that does not contain the base of Vite, got "/lms".');
});

test('refuses HTTP/2 with a message', async () => {
  const vite = await createServer({
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false },
    plugins: [lmsMock()],
  });
  const server = createHttp2Server((asked, response) => {
    Reflect.apply(vite.middlewares, undefined, [asked, response]);
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = Object(server.address());
  const client = connect(`http://localhost:${port}`);
  const stream = client.request({ ':path': '/lms/' });
  const [headers] = await once(stream, 'response');
  expect([headers[':status'], await text(stream)]).toEqual([505, expect.stringContaining('server.proxy')]);
  client.close();
  server.close();
  await vite.close();
});
