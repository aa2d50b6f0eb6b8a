import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';

const get = { responses: { 200: { description: 'It is there.' } } };
const contract = createContract(
  'shop',
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example/v1' }, { url: 'https://shop.example/v1/eu' }],
    paths: {
      '/books': { get },
      '/books/{id}': { get },
      '/eu/{rest}': { get },
      '/files': {
        servers: [{ url: 'https://files.example/store/{area}', variables: { area: { default: 'a' } } }],
        get,
      },
    },
  },
  { isLenient: true },
);

test.for([
  { path: '/books', want: '/books' },
  { path: '/v1/books', want: '/books' },
  { path: '/v1/eu/books/1', want: '/books/{id}' },
  { path: '/v1/eu/books', want: '/books' },
  { path: '/v1/eu/other', want: '/eu/{rest}' },
  { path: '/store/a/files', want: '/files' },
  { path: '/files', want: '/files' },
  { path: '/v1/files', want: undefined },
  { path: '/store/a/books', want: undefined },
  { path: '/v2/books', want: undefined },
  { path: '/v1books', want: undefined },
])('a path is served below the base paths of its own servers: $path', ({ path, want }) => {
  const match = contract.match('GET', path);
  expect('operation' in match ? match.operation.path : undefined).toBe(want);
  expect(contract.match('PUT', path).kind).toBe(want === undefined ? 'unknown-path' : 'unknown-method');
});
