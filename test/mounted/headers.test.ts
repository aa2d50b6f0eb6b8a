import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-headers-'));
const file = join(folder.path, 'doc.yaml');
await writeFile(
  file,
  `openapi: 3.0.3
info: { title: T, version: '1' }
components: { securitySchemes: { bearer: { type: http, scheme: bearer }, basic: { type: http, scheme: basic }, key: { type: apiKey, in: header, name: Sec-Key } } }
paths:
  /open:
    get: { responses: &fine { '200': { description: fine, content: { application/json: { example: fine } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: *fine
  /bearer: { get: { security: [ { bearer: [] } ], responses: *fine } }
  /basic: { get: { security: [ { basic: [] } ], responses: *fine } }
  /sec-key: { get: { security: [ { key: [] } ], responses: *fine } }
  /referer:
    get:
      parameters: [ { name: Referer, in: header, required: true, schema: { type: string, const: 'https://a.test/' } } ]
      responses: *fine
  /examples:
    get:
      responses:
        '200':
          description: fine
          content:
            application/json:
              examples: { first: { value: 1 }, 'late, twice': { value: 2 }, 'v=2': { value: 3 }, 'a "b"': { value: 4 } }
`,
);
const { app } = createMock({ learners: 0, apis: ['helsinki'], specs: { doc: file } });
afterAll(() => folder.remove());

test.for(['application/json; charset=utf-8', 'application/json;version=1', 'text/html, */*;q=0.1'])(
  'answers Accept: %s',
  async (accept) => {
    const response = await request(app).get('/doc/open').set({ accept });
    expect(response.status).toBe(200);
  },
);

// An auth-scheme is compared without regard to case (RFC 9110, section 11.1).
test.for([
  { path: '/doc/bearer', authorization: 'Bearer x' },
  { path: '/doc/bearer', authorization: 'bearer x' },
  { path: '/doc/bearer', authorization: 'BEARER x' },
  { path: '/doc/basic', authorization: 'basic dXNlcjpwYXNz' },
  { path: '/doc/basic', authorization: 'bASIC dXNlcjpwYXNz' },
])('accepts the credentials "$authorization"', async ({ path, authorization }) => {
  const response = await request(app).get(path).set({ authorization });
  expect(response.status).toBe(200);
});

test('refuses another authentication scheme than the declared one', async () => {
  const response = await request(app).get('/doc/bearer').set({ authorization: 'basic dXNlcjpwYXNz' });
  expect(response.status).toBe(401);
});

test.for([
  { prefer: 'example="late, twice"', text: '2', applied: 'example="late, twice"' },
  { prefer: 'example="v=2"', text: '3', applied: 'example="v=2"' },
  {
    prefer: String.raw`respond-async, example="a \"b\"";x, wait=10`,
    text: '4',
    applied: String.raw`example="a \"b\""`,
  },
  { prefer: 'code="200", example=first', text: '1', applied: 'code=200, example=first' },
])('reads Prefer: $prefer as RFC 7240 specifies', async ({ prefer, text, applied }) => {
  const response = await request(app).get('/doc/examples').set({ prefer });
  expect([response.status, response.text]).toEqual([200, text]);
  expect(response.headers['preference-applied']).toBe(applied);
});

test.for(['undefined', 'json', 'application/', 'null; charset=utf-8', 'text/plain'])(
  'refuses a body with the Content-Type %s with 415, at that header',
  async (type) => {
    const response = await request(app).post('/doc/open').set('Content-Type', type).send('{}');
    expect(response.status).toBe(415);
    expect(JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]')).toEqual([
      expect.objectContaining({ location: 'header.content-type', severity: 'error' }),
    ]);
  },
);

test.for(['/doc/referer', '/doc/sec-key'])(
  'accepts a page on %s without a required header that it cannot set',
  async (path) => {
    const strict = createMock({ learners: 0, apis: ['helsinki'], specs: { doc: file }, strict: true });
    const ofPage = { Origin: 'http://localhost:5173', 'Sec-Fetch-Mode': 'cors', Referer: 'http://localhost:5173/' };
    const answered = await request(strict.app).get(path).set(ofPage);
    expect([answered.status, answered.headers['x-lms-mock-violations']]).toEqual([200, undefined]);
  },
);

test('a header that a page cannot set is checked if a program sends it', async () => {
  const wrong = await request(app).get('/doc/referer').set('Referer', 'https://b.test/');
  expect(wrong.headers['x-lms-mock-violations']).toContain('header.referer');
  expect((await request(app).get('/doc/referer')).status).toBe(200);
  expect((await request(app).get('/doc/sec-key')).status).toBe(401);
});
