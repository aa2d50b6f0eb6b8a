import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const query = (schema: object, more: object = {}): object => ({
  get: { parameters: [{ name: 'q', in: 'query', schema, ...more }], responses: OK },
});
const body = (schema: object): object => ({
  post: { requestBody: { required: true, content: { 'application/json': { schema } } }, responses: OK },
});
const document = {
  openapi: '3.1.0',
  info: { title: 'Odd', version: '1' },
  paths: {
    '/one-of': query({ oneOf: [{ type: 'integer' }, { type: 'string' }] }),
    '/list-or-one': query({ anyOf: [{ type: 'array', items: { type: 'integer' } }, { type: 'integer' }] }),
    '/nested': query(
      { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'integer' } } } } },
      { style: 'deepObject' },
    ),
    '/broken-part': body({
      type: 'object',
      required: ['n'],
      properties: { n: { type: 'integer', minimum: 'low' }, mail: { type: 'string', pattern: '(' } },
    }),
    '/decimal': body({ type: 'number', multipleOf: 0.01 }),
    '/read-only': body({
      allOf: [
        { type: 'object', properties: { id: { readOnly: true } } },
        { type: 'object', required: ['id', 'name'] },
      ],
    }),
    '/anchor': body({ $ref: '#name' }),
  },
  components: { schemas: { Name: { $anchor: 'name', type: 'string', minLength: 2 } } },
};
const folder = mkdtempSync(join(tmpdir(), 'lms-mock-odd-'));
const file = join(folder, 'odd.json');
writeFileSync(file, JSON.stringify(document));
const mock = createMock({ learners: 0, specs: { odd: file }, onDefect: (error) => expect.fail(String(error)) });
afterAll(() => rmSync(folder, { recursive: true }));

describe('a document that is read leniently', () => {
  test.for([
    ['/one-of?q=1', 200],
    ['/one-of?q=x', 200],
    ['/list-or-one?q=1', 200],
    ['/list-or-one?q=1&q=2', 200],
    ['/list-or-one?q=x', 422],
    ['/nested?q[a][b]=1', 200],
    ['/nested?q[a][b]=x', 422],
  ] as const)('answers GET %s with %i', async ([path, status]) => {
    expect((await request(mock.app).get(`/odd${path}`)).status).toBe(status);
  });

  test.for([
    ['/broken-part', { n: 1, mail: 'x' }, 200],
    ['/broken-part', {}, 422],
    ['/broken-part', { n: 'x' }, 422],
    ['/decimal', 0.07, 200],
    ['/decimal', 0.001, 422],
    ['/read-only', { name: 'x' }, 200],
    ['/read-only', { id: 1 }, 422],
    ['/anchor', 'ab', 200],
    ['/anchor', 'a', 422],
  ] as const)('answers POST %s with %j with %i', async ([path, sent, status]) => {
    const response = await request(mock.app)
      .post(`/odd${path}`)
      .set('Content-Type', 'application/json')
      .send(JSON.stringify(sent));
    expect(response.status, response.text).toBe(status);
  });

  test('lists the parts that are not understood, with their place', async () => {
    const response = await request(mock.app).get('/__mock/apis').set('Host', 'localhost');
    const odd = response.body.find(({ name }: { name: string }) => name === 'odd');
    const at = '#/paths/~1broken-part/post/requestBody/content/application~1json/schema/properties';
    expect(odd.unread).toEqual([
      { pointer: `${at}/n/minimum`, problem: '"minimum" must be a number' },
      { pointer: `${at}/mail/pattern`, problem: '"(" must be a valid pattern' },
    ]);
  });
});
