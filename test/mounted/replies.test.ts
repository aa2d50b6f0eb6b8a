import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments } from '../support/mount.ts';

const showing = (status: string, example: unknown): object => ({
  get: { responses: { [status]: { description: 'fine', content: { 'application/json': { example } } } } },
});
const none = (status: number): object => ({ get: { responses: { [status]: { description: 'none' } } } });
const server = await mountDocuments({
  std: documentOf(
    {
      '/range': showing('2XX', 1),
      '/default': showing('default', 2),
      '/204': none(204),
      '/205': none(205),
      '/304': none(304),
      '/falsy': showing('200', false),
      '/nothing': showing('200', null),
      '/lines': {
        get: {
          responses: {
            200: {
              description: 'fine',
              content: { 'application/jsonl': { itemSchema: { type: 'object' }, example: [{ id: 1 }, { id: 2 }] } },
            },
          },
        },
      },
      '/header': {
        get: {
          responses: {
            200: {
              description: 'fine',
              headers: { 'X-List': { schema: { type: 'array', items: { type: 'string' } }, example: ['a', 'b'] } },
            },
          },
        },
      },
    },
    { openapi: '3.2.0' },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a reply of a document follows the standards', () => {
  test.for([
    ['GET', '/range', 200, '1'],
    ['GET', '/default', 200, '2'],
    ['HEAD', '/default', 200, ''],
    ['GET', '/204', 204, ''],
    ['GET', '/205', 205, ''],
    ['GET', '/304', 304, ''],
    ['GET', '/falsy', 200, 'false'],
    ['GET', '/nothing', 200, 'null'],
    ['GET', '/lines', 200, '{"id":1}\n{"id":2}\n'],
  ] as const)('%s %s gets %i and %j', async ([method, path, status, text]) => {
    const response = await fetch(`${server.url}/std${path}`, { method });
    expect({ status: response.status, text: await response.text() }).toEqual({ status, text });
  });

  test('a list in a header has commas', async () => {
    expect((await request(server.url).get('/std/header')).headers['x-list']).toMatch(/^a, ?b$/);
  });
});
