import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { root } from '../support/processes/server-process.ts';

const folder = join(root, 'test/fixtures/mounted');
const specs = { library: join(folder, 'library.yaml'), parcels: join(folder, 'parcels.json') };
const mock = createMock({ learners: 3, specs, onDefect: (error) => expect.fail(String(error)) });
const token = { Authorization: 'Bearer any' };
const key = { 'X-Key': 'any' };
const two = [
  { id: 1, title: 'Kalevala', subtitle: null },
  { id: 2, title: 'Pippi', subtitle: null },
];

const requests = [
  { title: 'an example', get: '/library/books', headers: token, status: 200, body: two },
  { title: "the server's own base path", get: '/library/v2/books', headers: token, status: 200, body: two },
  {
    title: 'a media type of choice',
    get: '/library/books',
    headers: { ...token, Accept: 'text/csv' },
    status: 200,
    text: /Kalevala/,
  },
  {
    title: 'a media type that the operation does not have',
    get: '/library/books',
    headers: { ...token, Accept: 'image/png' },
    status: 406,
  },
  { title: 'an invalid media type', get: '/library/books', headers: { ...token, Accept: ';;q=,' }, status: 406 },
  { title: 'no credentials', get: '/library/books', headers: {}, status: 401, body: { error: 'no token' } },
  { title: 'no credentials, without a declared 401', get: '/parcels/parcels/1', headers: {}, status: 401 },
  { title: 'one of two credentials', get: '/parcels/parcels/1', headers: key, status: 200 },
  { title: 'a bad parameter', get: '/library/books?limit=0', headers: token, status: 422 },
  { title: 'a segment that mixes text and a parameter', get: '/library/books/12.json', headers: token, status: 200 },
  {
    title: 'a segment of two parameters, in XML',
    get: '/library/books/1...2',
    headers: {},
    status: 200,
    text: /^<\?xml[^>]*><Book>.*<title>[^<]+<\/title>/,
  },
  { title: 'an invalid one of two parameters', get: '/library/books/x...2', headers: {}, status: 422 },
  { title: 'a reference to another file', get: '/library/shelves', headers: {}, status: 200, text: /"room":"B2"/ },
  {
    title: 'data that looks like a reference',
    get: '/library/scim',
    headers: {},
    status: 200,
    body: { members: [{ $ref: 'https://elsewhere.example/readers/1' }] },
  },
  {
    title: 'an operation without responses',
    get: '/library/empty',
    headers: {},
    status: 501,
    text: /it has no responses/,
  },
  { title: 'an operation with only a 1xx response', get: '/library/socket', headers: {}, status: 501 },
  { title: 'an unknown path', get: '/library/nope', headers: {}, status: 404 },
  { title: 'a path at the root', get: '/parcels/1', headers: key, status: 404, text: /\/parcels\/…|no path/ },
  { title: 'a malformed escape', get: '/parcels/parcels/%ff', headers: key, status: 400 },
  {
    title: 'a preferred status',
    get: '/parcels/parcels/1',
    headers: { ...key, Prefer: 'code=404, example=late' },
    status: 404,
    body: { reason: 'late' },
  },
  {
    title: 'a preferred example without a status',
    get: '/parcels/parcels/1',
    headers: { ...key, Prefer: 'example=lost' },
    status: 404,
    body: { reason: 'lost' },
  },
  {
    title: 'a preference that cannot be met',
    get: '/parcels/parcels/1',
    headers: { ...key, Prefer: 'example=nope' },
    status: 400,
    text: /code=404/,
  },
  {
    title: 'a preferred status that default covers',
    get: '/library/books/1.json',
    headers: { ...token, Prefer: 'code=418' },
    status: 418,
  },
];

describe('a mounted document answers', () => {
  test.for(requests)('$title', async ({ get, headers, status, ...want }) => {
    const response = await request(mock.app)
      .get(get)
      .set({ ...headers });
    expect(response).toMatchObject({
      status,
      ...('body' in want ? { body: want.body } : {}),
    });
    expect(response.text).toMatch(want.text ?? '');
  });

  const bodies = [
    { title: 'JSON', type: 'application/json', body: '{"title":"A","subtitle":null}', status: 201 },
    {
      title: 'JSON that breaks its schema',
      type: 'application/json',
      body: '{"title":3}',
      status: 400,
      location: 'body/title',
    },
    { title: 'malformed JSON', type: 'application/json', body: '{"title":', status: 400, location: 'body' },
    {
      title: 'JSON that is nested too deeply',
      type: 'application/json',
      body: '['.repeat(50_000),
      status: 400,
      location: 'body',
    },
    { title: 'no body', type: 'application/json', body: '', status: 400, location: 'body' },
    { title: 'a form', type: 'application/x-www-form-urlencoded', body: 'title=A&tags=x', status: 201 },
    {
      title: 'a form that breaks its schema',
      type: 'application/x-www-form-urlencoded',
      body: 'tags=x',
      status: 400,
      location: 'body/title',
    },
    {
      title: 'a form with broken escapes',
      type: 'application/x-www-form-urlencoded',
      body: 'title=%zz&%zz=%',
      status: 400,
      location: 'body/title',
    },
    { title: 'XML', type: 'application/xml', body: '<Book><title>A</title></Book>', status: 201 },
    {
      title: 'XML that breaks its schema',
      type: 'application/xml',
      body: '<Book/>',
      status: 400,
      location: 'body/title',
    },
    { title: 'malformed XML', type: 'application/xml', body: '<Book>', status: 400, location: 'body' },
    { title: 'another media type', type: 'image/png', body: 'x', status: 400, location: 'header.content-type' },
    {
      title: 'an invalid media type',
      type: 'nonsense;;',
      body: '{"title":"A"}',
      status: 400,
      location: 'header.content-type',
    },
  ];
  test.for(bodies)('a body: $title', async ({ type, body, status, location }) => {
    const response = await request(mock.app)
      .post('/library/books')
      .set({ ...token, 'Content-Type': type })
      .send(body);
    expect(response.status, response.text).toBe(status);
    const violations: readonly { readonly location: string }[] = JSON.parse(
      response.headers['x-lms-mock-violations'] ?? '[]',
    );
    expect(violations.map((violation) => violation.location)).toEqual(location === undefined ? [] : [location]);
  });

  test('by the schemas of 3.1, with the semantics of JSON Schema 2020-12', async () => {
    const put = (size: readonly unknown[], more = {}): request.Test =>
      request(mock.app)
        .put('/parcels/parcels/1')
        .send({ weight: null, to: 'A', size, ...more });
    expect((await put([1, 'x'])).status).toBe(200);
    expect((await put(['x', 1])).status).toBe(422);
    expect((await put([1, 'x'], { more: 1 })).status).toBe(422);
  });

  test('with headers of the document, except for those that the server sets', async () => {
    const { headers } = await request(mock.app)
      .get('/library/books')
      .set({ ...token, Origin: 'http://localhost:5173' });
    expect(headers['x-total']).toBe('2');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  test('HEAD, and a wrong method with the allowed ones', async () => {
    expect((await request(mock.app).head('/library/books').set(token)).status).toBe(200);
    const wrong = await request(mock.app).put('/library/books/9').set(token);
    expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'DELETE, HEAD']);
    // /books/{id}.json has no DELETE, /books/{isbn} has.
    expect((await request(mock.app).delete('/library/books/1.json').set(token)).status).toBe(204);
  });

  test('with generated bodies, the same for each request', async () => {
    const ask = async (id: number): Promise<string> =>
      (
        await request(mock.app)
          .get(`/library/books/${id}.json`)
          .set({ ...token, Prefer: 'dynamic=true' })
      ).text;
    const [first, other] = [await ask(1), await ask(2)];
    expect(await ask(1)).toBe(first);
    expect(other).not.toBe(first);
    expect(first).not.toContain('"title":"string"');
  });

  test('quickly for schemas that multiply by nesting', async () => {
    const level = (next: object): object => ({
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`p${index}`, next])),
    });
    const schemas = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `S${index}`,
        level({ $ref: `#/components/schemas/S${(index + 1) % 10}` }),
      ]),
    );
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
    const paths = { '/a': { get: { responses: { 200: { description: 'Wide', content } } } } };
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-wide-'));
    const file = join(temporary.path, 'wide.json');
    await writeFile(
      file,
      JSON.stringify({ openapi: '3.0.3', info: { title: 'Wide', version: '1' }, paths, components: { schemas } }),
    );
    const wide = createMock({ apis: ['moocit'], learners: 0, specs: { wide: file } });
    for (const wish of ['return=minimal', 'dynamic=true'])
      expect((await request(wide.app).get('/wide/a').set('Prefer', wish)).body).toHaveProperty(['p9', 'p0']);
  });
});

describe('the list of APIs', () => {
  test('contains the mounted documents', async () => {
    const control = await request(mock.app).get('/__mock/apis').set('Host', 'localhost');
    expect(control.body.map(({ name }: { name: string }) => name)).toEqual([
      'moocit',
      'stackone',
      'ispring',
      'helsinki',
      'library',
      'parcels',
    ]);
    const index = await request(mock.app).get('/');
    expect(index.text).toContain('"baseUrl": "http://127.0.0.1');
    const explained = await request(mock.app).get('/__mock/explain/parcels/getParcel').set('Host', 'localhost');
    expect(explained.body).toMatchObject({
      operationId: 'getParcel',
      provenance: 'documented',
      parameters: [{ name: 'parcelId' }],
    });
    const all = await request(mock.app).get('/__mock/explain/library').set('Host', 'localhost');
    expect(all.body.operations).toHaveLength(10);
  });
});
