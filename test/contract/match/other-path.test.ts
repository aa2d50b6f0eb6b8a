import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';

const respond = { 'x-provenance': 'assumed', responses: { 200: { description: 'yes', 'x-provenance': 'assumed' } } };

function contractWith(other: unknown): ReturnType<typeof createContract> {
  const unmatched = { responses: { 404: respond.responses[200], 405: respond.responses[200] } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/taken': { get: { operationId: 'take', ...respond } },
      '/books/': Object.assign({ get: { operationId: 'list', ...respond } }, { 'x-also-at': other }),
    },
    'x-unmatched': unmatched,
  };
  return createContract('shop', document);
}

test('an operation may have a second path', () => {
  const { match, operations } = contractWith('/books');
  for (const path of ['/books', '/books/'])
    expect(match('GET', path)).toMatchObject({ kind: 'found', operation: { operationId: 'list', path: '/books/' } });
  expect(match('POST', '/books').kind).toBe('unknown-method');
  expect([...operations.keys()]).toEqual(['take', 'list']);
});

test.for([
  { other: 1, message: /must be a path without parameters, got 1/ },
  { other: '/books/{id}', message: /must be a path without parameters/ },
  { other: '/taken', message: /\/taken has operations of its own/ },
])('refuses the second path $other', ({ other, message }) => {
  expect(() => contractWith(other)).toThrow(message);
});
