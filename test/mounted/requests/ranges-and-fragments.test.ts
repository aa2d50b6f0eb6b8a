import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';

import { RuleError } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const item = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } }, xml: { name: 'item' } };
const fine = { description: 'Fine', content: { 'application/json': { schema: item, example: { id: 1 } } } };
const takes = (type: string): object => ({
  post: { requestBody: { required: true, content: { [type]: { schema: item } } }, responses: { 200: fine } },
});
const query = (name: string): object => ({ name, in: 'query', required: true, schema: { type: 'integer' } });
const document = {
  openapi: '3.0.3',
  info: { title: 'Ranges', version: '1' },
  paths: {
    '/any': takes('*/*'),
    '/application': takes('application/*'),
    '/text': takes('text/*'),
    '/things/{id}#share': { put: { parameters: [query('share')], responses: { 200: fine } } },
    '/things/{thing}': {
      get: { responses: { 200: fine } },
      put: { responses: { 200: fine } },
    },
    '/search': {
      get: {
        requestBody: { required: true, content: { 'application/json': { schema: item } } },
        responses: { 200: fine },
      },
    },
    '/shared-body': { get: { requestBody: { $ref: '#/components/requestBodies/Item' }, responses: { 200: fine } } },
    '/open': { get: { responses: { '4XX': fine, default: fine } } },
  },
  components: { requestBodies: { Item: { required: true, content: { 'application/json': { schema: item } } } } },
};
const folder = mkdtempSync(join(tmpdir(), 'ranges-'));
const file = join(folder, 'ranges.json');
writeFileSync(file, JSON.stringify(document));
const mock = createMock({ learners: 0, specs: { ranges: file }, onDefect: (error) => expect.fail(String(error)) });
afterAll(() => rmSync(folder, { recursive: true }));

describe('a body of a range of media types is read by the type that is sent', () => {
  test.for([
    ['/any', 'application/json', '{"id":1}', 200],
    ['/any', 'application/json', '{}', 422],
    ['/any', 'application/xml', '<item><id>1</id></item>', 200],
    ['/any', 'application/xml', '<item><id>x</id></item>', 422],
    ['/any', 'application/x-www-form-urlencoded', 'id=1', 200],
    ['/any', 'application/x-www-form-urlencoded', 'id=x', 422],
    ['/any', 'application/octet-stream', 'anything', 200],
    ['/application', 'application/json', '{"id":"x"}', 422],
    ['/application', 'application/vnd.item+json', '{"id":"x"}', 422],
    ['/application', 'application/vnd.item+json', '{"id":1}', 200],
    ['/application', 'text/plain', 'x', 415],
    ['/text', 'text/xml', '<item><id>1</id></item>', 200],
    ['/text', 'text/xml', '<item/>', 422],
  ] as const)('POST %s of %s %s gets %i', async ([path, type, sent, status]) => {
    const response = await request(mock.app).post(`/ranges${path}`).set('Content-Type', type).send(sent);
    expect(response.status, response.text).toBe(status);
  });
});

describe('a path with a fragment', () => {
  test('does not hide the same path without the fragment', async () => {
    expect((await request(mock.app).get('/ranges/things/1')).status).toBe(200);
    expect((await request(mock.app).put('/ranges/things/1')).status).toBe(200);
  });

  test('can be answered by a rule for its path', () => {
    expect([...(mock.mounted[0]?.contract.operations.keys() ?? [])]).toContain('PUT /things/{id}#share');
  });
});

test.for(['/search', '/shared-body'])('before OpenAPI 3.1 the body of GET %s is optional', async (path) => {
  expect((await request(mock.app).get(`/ranges${path}`)).status).toBe(200);
  const sent = await request(mock.app).get(`/ranges${path}`).set('Content-Type', 'application/json').send('{}');
  expect(sent.status).toBe(422);
});

test.for([404, 500])('a rule must conform to the response that covers the status %i', (status) => {
  const answer = (body: unknown) => () =>
    mock.session('rules').rules.add({ match: { api: 'ranges', operation: 'GET /open' }, answer: { status, body } });
  expect(answer({ id: 1 })).not.toThrow();
  expect(answer({})).toThrow(RuleError);
});
