import request from 'supertest';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 10, courses: 1 });
const local = { Host: '127.0.0.1:4010' };

test('returns its health, its APIs and its sessions', async () => {
  mock.session('mine');
  const get = async (path: string): Promise<unknown> => (await request(mock.app).get(`/__mock${path}`).set(local)).body;
  expect(await get('/health')).toEqual({ status: 'ok' });
  expect(await get('/apis')).toContainEqual({
    name: 'moocit',
    title: 'MOOCit (Open edX)',
    baseUrl: 'http://127.0.0.1:4010/moocit',
    operations: ['listCompletions', 'listGrades', 'listEnrollments', 'bulkEnroll'],
    personas: [
      { name: 'admin', headers: { authorization: 'Bearer moocit-admin-token' } },
      { name: 'forbidden', headers: { authorization: 'Bearer moocit-forbidden-token' } },
    ],
    showcase: {
      method: 'GET',
      path: '/api/so2/v1/completion?username=johndoe',
      headers: { 'Content-Type': 'application/json' },
    },
  });
  expect(await get('/sessions')).toContainEqual({ id: 'mine', now: '2026-09-01T09:00:00.000000Z' });
  expect(await get('/sessions/mine')).toEqual({ id: 'mine', now: '2026-09-01T09:00:00.000000Z' });
  expect((await request(mock.app).get('/__mock/sessions/nobody').set(local)).status).toBe(404);
});

test('returns the document of each API as JSON and as YAML', async () => {
  const get = (file: string): request.Test => request(mock.app).get(`/__mock/specs/${file}`).set(local);
  for (const { name, contract } of mock.services) {
    const json = await get(`${name}.json`);
    expect(json.body).toEqual(contract.document);
    const yaml = await get(`${name}.yaml`);
    expect(yaml.headers['content-type']).toBe('text/yaml; charset=utf-8');
    expect(parse(yaml.text)).toEqual(json.body);
  }
  const unknown = await get('moocit.xml');
  expect(unknown.status).toBe(404);
  expect(unknown.body.detail).toContain('"moocit.xml" must be one of moocit.json, moocit.yaml, stackone.json');
});

test('returns an example request of each operation, which succeeds with the credentials of a persona', async () => {
  for (const { name, api } of mock.services) {
    const explained = await request(mock.app).get(`/__mock/explain/${name}`).set(local);
    for (const { operationId, request: example } of explained.body.operations) {
      const { method, path, headers, body } = example;
      const { app } = mock;
      const sent = method === 'POST' ? request(app).post(`/${name}${path}`) : request(app).get(`/${name}${path}`);
      const { status } = await sent.set({ ...headers, ...api.personas[0]?.headers }).send(body);
      expect(status, `${operationId} ${path}`).toBeLessThan(300);
    }
  }
});

test('moves the clock of a session, and resets it', async () => {
  const post = (path: string, body: object): request.Test =>
    request(mock.app).post(`/__mock/sessions/clocked${path}`).set(local).send(body);
  expect((await post('/advance', { days: 3, hours: 1 })).body).toEqual({
    id: 'clocked',
    now: '2026-09-04T10:00:00.000000Z',
  });
  expect((await post('/advance', { seconds: 0.5 })).body.now).toBe('2026-09-04T10:00:00.500000Z');
  expect((await post('/reset', {})).body.now).toBe('2026-09-01T09:00:00.000000Z');
});

test.for([
  {},
  { days: -1 },
  { days: '3' },
  { weeks: 1 },
  { days: 1e6, hours: Number.MAX_VALUE },
  { days: 1_000_000 },
  [],
  { ['__proto__']: 1 },
])('refuses to advance by %j', async (body) => {
  const response = await request(mock.app).post('/__mock/sessions/wrong/advance').set(local).send(body);
  expect([response.status, response.type]).toEqual([400, 'application/problem+json']);
  expect(mock.session('wrong').now).toBe('2026-09-01T09:00:00.000000Z');
});

test.for([
  { title: 'an unknown host name', headers: { Host: 'evil.example' } },
  { title: 'the address of another machine as Host', headers: { Host: '10.0.0.1:4010' } },
  { title: 'an invalid Host', headers: { Host: 'a b' } },
  { title: 'a Host that only begins like a loopback address', headers: { Host: '127.0.0.1.evil.example' } },
  { title: 'a page of another site', headers: { ...local, Origin: 'http://evil.example' } },
  { title: 'a page with the Origin null', headers: { ...local, Origin: 'null' } },
  { title: 'a page of another port of this machine', headers: { ...local, Origin: 'http://127.0.0.1:5173' } },
  { title: 'a fetch of another site', headers: { ...local, 'Sec-Fetch-Site': 'cross-site' } },
  { title: 'a script of this origin without a token', headers: { ...local, 'Sec-Fetch-Site': 'same-origin' } },
  {
    title: 'a script of this origin with an Origin but no token',
    headers: { ...local, Origin: `http://${local.Host}` },
  },
  {
    title: 'a script with a wrong token',
    headers: { ...local, 'Sec-Fetch-Site': 'same-origin', 'x-lms-mock-page-token': 'guess' },
  },
])('refuses $title', async ({ headers }) => {
  for (const call of [
    request(mock.app).get('/__mock/health'),
    request(mock.app).post('/__mock/sessions/x/reset').send({}),
  ]) {
    const response = await call.set(headers);
    expect([response.status, response.body.title]).toEqual([403, 'Not allowed']);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  }
});

test.for(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'])(
  'refuses a write as %s, which a form can send',
  async (type) => {
    const response = await request(mock.app)
      .post('/__mock/sessions/x/reset')
      .set(local)
      .set('Content-Type', type)
      .send('a=1');
    expect(response.status).toBe(403);
  },
);

test('a preflight for the control API is refused', async () => {
  const response = await request(mock.app)
    .options('/__mock/health')
    .set({ ...local, Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' });
  expect(response.status).toBe(403);
  expect(response.headers['access-control-allow-origin']).toBeUndefined();
});

test.for([
  { title: 'malformed JSON', body: '{', want: 400 },
  { title: 'a body beyond 64 KB', body: `{"a":"${'x'.repeat(70_000)}"}`, want: 413 },
])('refuses $title, and answers the next request', async ({ body, want }) => {
  const response = await request(mock.app)
    .post('/__mock/sessions/x/advance')
    .set({ ...local, 'Content-Type': 'application/json' })
    .send(body);
  expect([response.status, response.type]).toEqual([want, 'application/problem+json']);
  expect(response.text).not.toMatch(/node_modules|\n +at /);
});

test('refuses unknown paths', async () => {
  const response = await request(mock.app).get('/__mock/nothing').set(local);
  expect([response.status, response.body.detail]).toEqual([404, 'The control API has no GET /nothing.']);
});

test('beyond loopback it requires a token, given or generated', async () => {
  const given = createMock({ host: '0.0.0.0', token: 'open-sesame', allowedHosts: ['mock.test'], learners: 1 });
  const made = createMock({ host: '0.0.0.0', learners: 1 });
  const ask = (app: typeof mock.app, headers: Readonly<Record<string, string>>): request.Test =>
    request(app).get('/__mock/apis').set(headers);
  expect((await ask(given.app, { Host: 'mock.test:4010', Authorization: 'Bearer open-sesame' })).status).toBe(200);
  const without = await ask(given.app, { Host: 'mock.test:4010' });
  expect([without.status, without.type, without.get('WWW-Authenticate')]).toEqual([
    401,
    'application/problem+json',
    'Bearer',
  ]);
  expect((await ask(given.app, { Host: 'mock.test', Authorization: 'Bearer open-sesam' })).status).toBe(401);
  expect((await ask(given.app, { Host: 'evil.test', Authorization: 'Bearer open-sesame' })).status).toBe(403);
  expect((await ask(made.app, local)).status).toBe(401);
  expect((await ask(made.app, { ...local, Authorization: `Bearer ${made.token}` })).status).toBe(200);
  expect(made.token).toMatch(/^[\w-]{24}$/);
  expect(createMock({ host: '0.0.0.0', learners: 1 }).token).not.toBe(made.token);
  expect(mock.token).toBeUndefined();
  const health = await request(made.app).get('/__mock/health').set(local);
  expect([health.status, health.body]).toEqual([200, { status: 'ok' }]);
});

test('a page of lms-mock sends its token', async () => {
  const headers = { ...local, Origin: `http://${local.Host}`, 'Sec-Fetch-Site': 'same-origin' };
  const own = { ...headers, 'x-lms-mock-page-token': mock.pageToken };
  expect((await request(mock.app).get('/__mock/health').set(own)).status).toBe(200);
  expect((await request(mock.app).post('/__mock/sessions/page/reset').set(own).send({})).status).toBe(200);
});

test.for([
  { title: 'the control API', path: '/__mock/health', status: 200 },
  { title: 'a refusal of it', path: '/__mock/none', status: 404 },
  { title: 'a report', path: '/__mock/report?format=html', status: 200 },
  { title: 'the index', path: '/', status: 200 },
  { title: 'an unknown path', path: '/none', status: 404 },
  { title: 'an invalid session id', path: '/sessions/%20/moocit/api', status: 400 },
])('$title is not framed, embedded, sniffed or cached', async ({ path, status }) => {
  const response = await request(mock.app).get(path).set(local);
  expect(response.status).toBe(status);
  expect(response.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
});

test('a preflight to a path of no API is not sniffed or cached by others', async () => {
  const preflight = { Origin: 'http://page.example', 'Access-Control-Request-Method': 'GET' };
  const { status, headers } = await request(mock.app).options('/none').set(preflight);
  expect([status, headers['x-content-type-options'], headers['cache-control']]).toEqual([204, 'nosniff', 'no-store']);
});

test('the index refuses an unknown Host', async () => {
  expect((await request(mock.app).get('/').set('Host', 'evil.example')).status).toBe(403);
});

test('an answer of a vendor has none of these headers', async () => {
  const { headers } = await request(mock.app)
    .get('/moocit/api/so2/v1/grades')
    .set(mock.apis.moocit.personas.admin.headers);
  for (const name of ['x-content-type-options', 'content-security-policy', 'cross-origin-resource-policy'])
    expect(headers).not.toHaveProperty(name);
});
