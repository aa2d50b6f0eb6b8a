import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root, run, serve } from '../support/server-process.ts';

const shop = join(root, 'test/fixtures/mounted/shop.yaml');
const mock = createMock({ learners: 3, specs: { shop } });
const get = (path: string, headers: Readonly<Record<string, string>> = {}) => request(mock.app).get(path).set(headers);

test('a document answers below its name from its examples, beside the APIs', async () => {
  const answer = await get('/shop/items');
  expect([answer.status, answer.headers['content-type'], answer.headers['x-total']]).toEqual([
    200,
    'application/json',
    '7',
  ]);
  expect(answer.body).toEqual([
    { id: 1, name: 'Pen', note: null },
    { id: 2, name: 'Ink' },
  ]);
  expect((await get('/shop/v2/items')).body).toEqual(answer.body);
  expect((await get('/shop/items', { Accept: 'application/xml' })).text).toContain('<name>Pen &amp; ink</name>');
  expect((await get('/shop/items/latest')).body).toMatchObject({ id: expect.any(Number), name: expect.any(String) });
  expect((await get('/shop/compare/v1...v2.json')).status).toBe(200);
  expect((await get('/api/so2/v1/grades', { Authorization: 'Bearer moocit-admin-token' })).status).toBe(200);
  expect((await get('/items')).status).toBe(404);
});

test('a wish is answered as the document has it', async () => {
  expect((await get('/shop/items', { Prefer: 'example=none' })).body).toEqual([]);
  expect((await get('/shop/items', { Prefer: 'code=503' })).status).toBe(503);
  expect((await get('/shop/items', { Prefer: 'code=418' })).status).toBe(404);
  const dynamic = () => get('/shop/items/latest', { Prefer: 'dynamic=true' });
  const [one, other] = [await dynamic(), await dynamic()];
  expect(one.body).toMatchObject({ id: expect.any(Number) });
  expect(other.text).toBe(one.text);
});

test('what breaks the document is refused in its words, and told', async () => {
  const post = request(mock.app).post('/shop/items').set('X-Key', 'any');
  const refused = await post.send({ id: 0 });
  expect([refused.status, refused.body]).toEqual([422, { error: 'not an item' }]);
  const told: readonly { readonly location: string }[] = JSON.parse(refused.headers['x-lms-mock-violations'] ?? '[]');
  expect(told.map(({ location }) => location)).toEqual(expect.arrayContaining(['body', 'body/id']));
  expect((await request(mock.app).post('/shop/items').send({ id: 1, name: 'x' })).status).toBe(401);
  expect((await request(mock.app).post('/shop/items').set('X-Key', 'any').send({ id: 1, name: 'x' })).status).toBe(201);
  expect((await get('/shop/items?limit=100')).status).toBe(422);
  expect(
    (await request(mock.app).post('/shop/items').set({ 'X-Key': 'a', 'Content-Type': 'application/json' }).send('{'))
      .status,
  ).toBe(400);
});

test('an unknown path is a 404, a wrong method a 405 that says what is right', async () => {
  expect(await get('/shop/nothing')).toMatchObject({ status: 404, type: 'application/problem+json' });
  const answer = await request(mock.app).patch('/shop/items');
  expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, POST']);
  expect((await request(mock.app).delete('/shop/items/latest').set('X-Key', 'k')).status).toBe(422);
  expect((await request(mock.app).delete('/shop/items/7').set('X-Key', 'k')).status).toBe(204);
});

test('its exchanges are in the journal of the session, and its violations in the report', async () => {
  const session = mock.session();
  await get(`/sessions/${session.id}/shop/items?limit=x`);
  expect(session.journal.exchanges()).toMatchObject([
    { api: 'shop', operationId: 'listItems', reply: { status: 422 }, reason: 'request' },
  ]);
  expect(session.violations).toMatchObject([{ api: 'shop', location: 'query.limit', severity: 'error' }]);
});

test('a page may ask it, and it is listed', async () => {
  const preflight = await request(mock.app).options('/shop/items').set({
    Origin: 'http://page.example',
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'x-key',
  });
  expect([
    preflight.status,
    preflight.headers['access-control-allow-origin'],
    preflight.headers['access-control-allow-headers'],
  ]).toEqual([204, '*', 'x-key']);
  expect((await get('/')).body.apis.at(-1)).toMatchObject({ name: 'shop', title: 'Shop' });
  expect((await get('/__mock/apis', { Host: 'localhost' })).body.at(-1).operations).toContain('POST /items');
});

test('nobody is called, whatever a callback of the document says', async () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const headers = { 'X-Key': 'any', 'X-Callback': `http://127.0.0.1:${port}/` };
  expect((await request(mock.app).post('/shop/items').set(headers).send({ id: 1, name: 'x' })).status).toBe(201);
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.close();
  expect(calls).toBe(0);
});

test('nothing that is sent makes a 5xx', async () => {
  const piece = fc.oneof(
    fc.constantFrom('items', 'latest', '%', '%zz', '..', '__proto__', 'a...b.json', 'compare'),
    fc.string(),
  );
  const target = fc.tuple(fc.array(piece, { maxLength: 4 }), fc.string()).map(([path, query]) => {
    return `/shop/${path.map((one) => one.replaceAll(/[^!-~]|[#?]/g, '')).join('/')}?${query.replaceAll(/[^!-~]|#/g, '')}`;
  });
  await fc.assert(
    fc.asyncProperty(
      target,
      fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS'),
      fc.json(),
      async (url, method, body) => {
        const app = request(mock.app);
        const call =
          method === 'POST'
            ? app.post(url).set('Content-Type', 'application/json').send(body)
            : method === 'DELETE'
              ? app.delete(url)
              : method === 'HEAD'
                ? app.head(url)
                : method === 'OPTIONS'
                  ? app.options(url)
                  : app.get(url);
        expect((await call.ok(() => true)).status).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
});

test.for([
  ['shop', /--spec wants documents as name=path/],
  ['Shop=x.yaml', /a name of small letters/],
  ['moocit=x.yaml', /a name that is not taken, got "moocit"/],
  ['sessions=x.yaml', /a name that is not taken/],
  ['shop=missing.yaml', /missing\.yaml can't be read/],
] as const)('--spec %s is refused in one line', async ([spec, told]) => {
  const { exitCode, stdout, stderr } = await run(['--port', '0', '--spec', spec]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(told);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test.for([
  ['swagger: "2.0"\ninfo: {}\npaths: {}', /:1: .*Swagger 2\.0 is not read\. Convert it/],
  ['openapi: 2.9.0\npaths: {}', /:1: .*OpenAPI 3\.0 or 3\.1 is wanted, not "2\.9\.0"/],
  [
    'openapi: 3.1.0\npaths:\n  /x:\n    $ref: https://evil.example/x.yaml',
    /:4: .*is in another file\. Bundle the document first/,
  ],
  ['- 1', /OpenAPI 3\.0 or 3\.1 is wanted/],
  ['7', /is not an OpenAPI document/],
  ['{', /doc\.yaml:/],
] as const)('a document that cannot be mounted is told of with its line: %s', async ([text, told]) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-mounted-'));
  const file = join(folder.path, 'doc.yaml');
  await writeFile(file, text);
  const { exitCode, stderr } = await run(['--port', '0', '--spec', `doc=${file}`]);
  expect(stderr).toMatch(told);
  expect([exitCode, stderr.trim().split('\n').length]).toEqual([2, 1]);
});

test('the banner shows a line that works, and Prism is not loaded before it is asked', async () => {
  await using server = await serve(['--spec', `shop=${shop}`]);
  await server.printed('Ctrl+C');
  const [, line = ''] = /^ {2}curl '([^']*\/shop\/items)'$/m.exec(server.output()) ?? [];
  const before = process.platform === 'linux' ? await residentMb(server.process.pid ?? 0) : 0;
  expect((await fetch(line)).status).toBe(200);
  expect((await residentMb(server.process.pid ?? 0)) - before).toBeGreaterThan(20);
});

async function residentMb(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
