import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const asking = (more: object = {}): object => ({ get: { ...more, responses: OK } });
const wholeQuery = (type: string): object =>
  asking({ parameters: [{ name: 'q', in: 'querystring', required: true, content: { [type]: { schema: ITEM } } }] });
const server = await mountDocuments({
  std: documentOf(
    {
      '/form': wholeQuery('application/x-www-form-urlencoded'),
      '/json': wholeQuery('application/json'),
      '/plain': asking(),
      '/cookie': asking({ parameters: [{ name: 'n', in: 'cookie', required: true, schema: { type: 'integer' } }] }),
      '/basic': asking({ security: [{ basic: [] }] }),
      '/methods': {
        query: { requestBody: { content: { 'application/json': { schema: ITEM } } }, responses: OK },
        additionalOperations: { COPY: { responses: OK } },
      },
      '/files#folder': taking(ITEM),
      '/file/{id}#change': taking(ITEM),
    },
    {
      openapi: '3.2.0',
      servers: [
        { url: 'https://shop.example/v1' },
        { url: 'https://shop.example/v1/eu' },
        { url: 'https://shop.example/{stage}', variables: { stage: { default: 'test', enum: ['test', 'live'] } } },
      ],
      components: { securitySchemes: { basic: { type: 'http', scheme: 'BASIC' } } },
    },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a request finds its operation, and its parameters are found', () => {
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
    // The password has a colon.
    ['/basic', { Authorization: `bAsIc ${Buffer.from('a:b:c').toString('base64')}` }, 200],
    ['/v1/plain', {}, 200],
    ['/v1/eu/plain', {}, 200],
    ['/test/plain', {}, 200],
    ['/live/plain', {}, 200],
    ['/other/plain', {}, 404],
  ] as const)('GET %s with %j gets %i', async ([path, headers, status]) => {
    const response = await fetch(`${server.url}/std${path}`, { headers });
    expect(response.status, await response.text()).toBe(status);
  });

  test.for([
    ['QUERY', '/methods', '{"id":1}', 200],
    ['QUERY', '/methods', '{}', 422],
    ['COPY', '/methods', undefined, 200],
    ['DELETE', '/methods', undefined, 405],
    ['POST', '/files', '{"id":1}', 200],
    ['POST', '/files', '{}', 422],
    ['POST', '/file/1', '{"id":1}', 200],
  ] as const)('%s %s with %s gets %i', async ([method, path, body, status]) => {
    const response = await fetch(`${server.url}/std${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body }),
    });
    expect(response.status, await response.text()).toBe(status);
  });
});
