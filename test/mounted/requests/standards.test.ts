import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const json = (schema: object): object => body('application/json', { schema });
const body = (type: string, mediaType: object): object => ({
  post: { requestBody: { required: true, content: { [type]: mediaType } }, responses: OK },
});
const replies = (responses: object): object => ({ get: { responses } });
const secured = (name: string): object => ({ get: { security: [{ [name]: [] }], responses: OK } });
const wholeQuery = (type: string, schema: object): object => ({
  get: {
    parameters: [{ name: 'q', in: 'querystring', required: true, content: { [type]: { schema } } }],
    responses: OK,
  },
});
const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const NESTED = {
  type: 'object',
  properties: { list: { type: 'array', items: { type: 'object', properties: { id: { readOnly: true } } } } },
};
const TREE = {
  $id: 'https://schemas.example/strict',
  $dynamicAnchor: 'node',
  $ref: 'https://schemas.example/tree',
  unevaluatedProperties: false,
};
const document = {
  openapi: '3.2.0',
  info: { title: 'Standards', version: '1' },
  servers: [
    { url: 'https://shop.example/v1' },
    { url: 'https://shop.example/v1/eu' },
    { url: 'https://shop.example/{stage}', variables: { stage: { default: 'test', enum: ['test', 'live'] } } },
  ],
  paths: {
    '/form': wholeQuery('application/x-www-form-urlencoded', ITEM),
    '/json': wholeQuery('application/json', ITEM),
    '/lines': body('application/jsonl', { itemSchema: ITEM }),
    '/ndjson': body('application/x-ndjson', { itemSchema: ITEM }),
    '/sequence': body('application/json-seq', { itemSchema: ITEM }),
    '/events': body('text/event-stream', { itemSchema: { type: 'object', required: ['data'] } }),
    '/methods': {
      query: { requestBody: { content: { 'application/json': { schema: ITEM } } }, responses: OK },
      additionalOperations: { COPY: { responses: OK } },
    },
    '/dynamic': json({ $dynamicRef: '#only', $defs: { it: { $dynamicAnchor: 'only', type: 'integer' } } }),
    '/tree': json({ $ref: 'https://schemas.example/strict' }),
    '/anchored': json({ $ref: '#/components/schemas/Anchored' }),
    '/unevaluated': json({ allOf: [ITEM], properties: { name: {} }, unevaluatedProperties: false }),
    '/mixed': body('multipart/mixed', { schema: { type: 'object' } }),
    '/related': body('multipart/related', { schema: { type: 'object', required: ['a'] } }),
    '/file-name': body('multipart/form-data', {
      schema: { type: 'object', required: ['fileName'], properties: { fileName: { type: 'string', minLength: 1 } } },
    }),
    '/files#folder': body('application/json', { schema: ITEM }),
    '/file/{id}#change': body('application/json', { schema: ITEM }),
    '/nested-read-only': json(NESTED),
    '/cents': json({ type: 'number', multipleOf: 0.1 }),
    '/dash': json({ type: 'string', pattern: '^[\\w-.]+\\-$' }),
    '/null': json({ type: 'null' }),
    '/false': json({ type: 'boolean' }),
    '/zero': json({ type: 'integer' }),
    '/empty': json({ type: 'string' }),
    '/vendor': body('application/vnd.shop+json', { schema: ITEM }),
    '/range': replies({ '2XX': { description: 'fine', content: { 'application/json': { example: 1 } } } }),
    '/default': replies({ default: { description: 'fine', content: { 'application/json': { example: 2 } } } }),
    '/204': replies({ 204: { description: 'none' } }),
    '/205': replies({ 205: { description: 'none' } }),
    '/304': replies({ 304: { description: 'none' } }),
    '/header': replies({
      200: {
        description: 'fine',
        headers: { 'X-List': { schema: { type: 'array', items: { type: 'string' } }, example: ['a', 'b'] } },
      },
    }),
    '/falsy': replies({ 200: { description: 'fine', content: { 'application/json': { example: false } } } }),
    '/nothing': replies({ 200: { description: 'fine', content: { 'application/json': { example: null } } } }),
    '/cookie': {
      get: {
        parameters: [{ name: 'n', in: 'cookie', required: true, schema: { type: 'integer' } }],
        responses: OK,
      },
    },
    '/basic': secured('basic'),
    '/bearer': secured('bearer'),
    '/lines-reply': replies({
      200: {
        description: 'fine',
        content: { 'application/jsonl': { itemSchema: ITEM, example: [{ id: 1 }, { id: 2 }] } },
      },
    }),
  },
  components: {
    securitySchemes: { basic: { type: 'http', scheme: 'BASIC' }, bearer: { type: 'http', scheme: 'Bearer' } },
    schemas: {
      Strict: TREE,
      Tree: {
        $id: 'https://schemas.example/tree',
        $dynamicAnchor: 'node',
        type: 'object',
        properties: { data: {}, children: { type: 'array', items: { $dynamicRef: '#node' } } },
      },
      Anchored: { $defs: { short: { $anchor: 'short', type: 'string', maxLength: 2 } }, $ref: '#short' },
    },
  },
};
const folder = mkdtempSync(join(tmpdir(), 'standards-'));
const file = join(folder, 'std.json');
writeFileSync(file, JSON.stringify(document));
const mock = createMock({ port: 0, learners: 0, apis: ['helsinki'], specs: { std: file } });
const server = await mock.listen();
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const multipart = (disposition: string): string =>
  `--b\r\n${disposition}Content-Type: application/json\r\n\r\n{}\r\n--b--\r\n`;

describe('a request to a document is read by the standards', () => {
  test.for([
    ['/lines', 'application/jsonl', '{"id":1}\n{"id":2}\n', 200],
    ['/lines', 'application/jsonl', '{"id":1}\n{"id":"x"}\n', 422],
    ['/ndjson', 'application/x-ndjson', '{"id":1}\r\n{"id":2}', 200],
    ['/ndjson', 'application/x-ndjson', '{"id":1}\n{}', 422],
    ['/sequence', 'application/json-seq', '\u001E{"id":1}\n\u001E{"id":2}\n', 200],
    ['/sequence', 'application/json-seq', '\u001E{}\n', 422],
    ['/events', 'text/event-stream', 'event: a\ndata: 1\n\ndata: 2\n\n', 200],
    ['/events', 'text/event-stream', 'event: a\n\n', 422],
    ['/dynamic', 'application/json', '1', 200],
    ['/dynamic', 'application/json', '"x"', 422],
    ['/tree', 'application/json', '{"children":[{"data":1}]}', 200],
    ['/tree', 'application/json', '{"children":[{"daat":1}]}', 422],
    ['/anchored', 'application/json', '"ab"', 200],
    ['/anchored', 'application/json', '"abc"', 422],
    ['/unevaluated', 'application/json', '{"id":1,"name":1}', 200],
    ['/unevaluated', 'application/json', '{"id":1,"other":1}', 422],
    ['/mixed', 'multipart/mixed; boundary=b', multipart(''), 200],
    ['/related', 'multipart/related; boundary=b', multipart('Content-ID: <a>\r\n'), 200],
    ['/related', 'text/plain', 'a', 415],
    [
      '/file-name',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="fileName"\r\n\r\na.pdf\r\n--b--\r\n',
      200,
    ],
    [
      '/file-name',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="fileName"\r\n\r\n\r\n--b--\r\n',
      422,
    ],
    ['/files', 'application/json', '{"id":1}', 200],
    ['/files', 'application/json', '{}', 422],
    ['/file/1', 'application/json', '{"id":1}', 200],
    ['/nested-read-only', 'application/json', '{"list":[{}]}', 200],
    ['/cents', 'application/json', '0.3', 200],
    ['/cents', 'application/json', '0.35', 422],
    ['/dash', 'application/json', '"a.-"', 200],
    ['/dash', 'application/json', '"a."', 422],
    ['/null', 'application/json', 'null', 200],
    ['/null', 'application/json', '0', 422],
    ['/false', 'application/json', 'false', 200],
    ['/zero', 'application/json', '0', 200],
    ['/empty', 'application/json', '""', 200],
    ['/vendor', 'application/vnd.shop+json', '{"id":1}', 200],
    ['/vendor', 'application/vnd.shop+json', '{}', 422],
    ['/vendor', 'application/json', '{"id":1}', 415],
  ] as const)('POST %s of %s %j gets %i', async ([path, type, sent, status]) => {
    const response = await fetch(`${server.url}/std${path}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: sent,
    });
    expect(response.status, await response.text()).toBe(status);
  });

  test('a value that is read-only is told at any depth', async () => {
    const response = await fetch(`${server.url}/std/nested-read-only`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"list":[{"id":1}]}',
    });
    expect(response.headers.get('x-lms-mock-violations')).toContain('body/list/0/id');
  });

  const basic = (text: string): string => Buffer.from(text).toString('base64');
  test.for([
    ['/form?id=1', {}, 200],
    ['/form?id=x', {}, 422],
    ['/form', {}, 422],
    ['/json?%7B%22id%22%3A1%7D', {}, 200],
    ['/json?%7B%22id%22%3A%22x%22%7D', {}, 422],
    ['/json?%7B%22id%22', {}, 422],
    ['/json', {}, 422],
    ['/cookie', { Cookie: 'a=b; n=1' }, 200],
    ['/cookie', { Cookie: 'n=x' }, 422],
    ['/cookie', {}, 422],
    ['/basic', { Authorization: `bAsIc ${basic('a:b:c')}` }, 200],
    ['/bearer', { Authorization: 'bearer any' }, 200],
    ['/bearer', {}, 401],
    ['/v1/default', {}, 200],
    ['/v1/eu/default', {}, 200],
    ['/test/default', {}, 200],
    ['/live/default', {}, 200],
    ['/other/default', {}, 404],
  ] as const)('GET %s with %j gets %i', async ([path, headers, status]) => {
    const response = await fetch(`${server.url}/std${path}`, { headers });
    expect(response.status, await response.text()).toBe(status);
  });

  test.for([
    ['QUERY', '{"id":1}', 200],
    ['QUERY', '{}', 422],
    ['COPY', undefined, 200],
    ['DELETE', undefined, 405],
  ] as const)('%s with %s gets %i', async ([method, sent, status]) => {
    const response = await fetch(`${server.url}/std/methods`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(sent !== undefined && { body: sent }),
    });
    expect(response.status, await response.text()).toBe(status);
  });
});

describe('a reply of a document is written by the standards', () => {
  test.for([
    ['GET', '/range', 200, '1'],
    ['GET', '/default', 200, '2'],
    ['HEAD', '/default', 200, ''],
    ['GET', '/204', 204, ''],
    ['GET', '/205', 205, ''],
    ['GET', '/304', 304, ''],
    ['GET', '/falsy', 200, 'false'],
    ['GET', '/nothing', 200, 'null'],
    ['GET', '/lines-reply', 200, '{"id":1}\n{"id":2}\n'],
  ] as const)('%s %s gets %i and %j', async ([method, path, status, text]) => {
    const response = await fetch(`${server.url}/std${path}`, { method });
    expect({ status: response.status, text: await response.text() }).toEqual({ status, text });
  });

  test('a list in a header has commas', async () => {
    expect((await request(server.url).get('/std/header')).headers['x-list']).toMatch(/^a, ?b$/);
  });
});
