import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { ContractError } from '../../../src/contract/document.ts';
import { describeUnmatched } from '../../../src/contract/match/unmatched.ts';

const provenance = { 'x-provenance': 'observed', 'x-source': 'the page' };
const list = { ...provenance, requests: ['GET /users/{id}', 'POST /users'] };

function contractWith(unserved: unknown): Contract {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example/v1' }],
    'x-unmatched': { responses: {} },
    ...(unserved === undefined ? {} : { 'x-unserved-operations': unserved }),
    paths: {
      '/books/{id}': {
        get: {
          operationId: 'getBook',
          ...provenance,
          responses: { 204: { description: 'It is there.', ...provenance } },
        },
      },
    },
  };
  return createContract('shop', document);
}

test.for([
  { title: 'a text', given: 'GET /users', want: 'must have a vendor (text) and lists (at #/x-unserved-operations)' },
  { title: 'no vendor', given: { lists: [list] }, want: 'must have a vendor (text) and lists' },
  { title: 'no lists', given: { vendor: 'Shop' }, want: 'must have a vendor (text) and lists' },
  {
    title: 'lists that are not objects',
    given: { vendor: 'Shop', lists: list },
    want: 'must have a vendor (text) and lists',
  },
  {
    title: 'a list that is null',
    given: [null],
    want: 'a list must have x-source (text) and requests (at #/x-unserved-operations/lists/0)',
  },
  { title: 'no source', given: [{ ...list, 'x-source': 1 }], want: 'a list must have x-source (text) and requests' },
  {
    title: 'no requests',
    given: [list, provenance],
    want: 'a list must have x-source (text) and requests (at #/x-unserved-operations/lists/1)',
  },
  {
    title: 'no provenance',
    given: [{ 'x-source': 'a', requests: [] }],
    want: 'x-provenance must be documented, observed or assumed',
  },
  {
    title: 'a path without a method',
    given: [{ ...list, requests: ['/users'] }],
    want: '"/users" must be a method and a path',
  },
  {
    title: 'an unknown method',
    given: [{ ...list, requests: ['FETCH /users'] }],
    want: '"FETCH /users" must be a method and a path',
  },
  { title: 'a number', given: [{ ...list, requests: [42] }], want: '42 must be a method and a path' },
  {
    title: 'a request that is listed twice',
    given: [list, { ...list, requests: ['GET /users/{name}'] }],
    want: 'GET /users/{name} is served, or is listed twice',
  },
  {
    title: 'a request that is served',
    given: [{ ...list, requests: ['GET /books/{isbn}'] }],
    want: 'GET /books/{isbn} is served, or is listed twice',
  },
])('an invalid list of unserved operations is an error: $title', ({ given, want }) => {
  const unserved = Array.isArray(given) ? { vendor: 'Shop', lists: given } : given;
  const make = (): Contract => contractWith(unserved);
  expect(make).toThrow(ContractError);
  expect(make).toThrow(want);
});

test.for([
  { method: 'POST', path: '/users', want: 'Shop has this operation; lms-mock does not serve it: POST /users' },
  { method: 'HEAD', path: '/users/1', want: 'Shop has this operation; lms-mock does not serve it: GET /users/{id}' },
  { method: 'GET', path: '/v1/users/1', want: 'Shop has this operation; lms-mock does not serve it: GET /users/{id}' },
  { method: 'GET', path: '/v1/book/1', want: 'shop has no GET /v1/book/1: did you mean GET /books/{id}?' },
])('$method $path is recognized as not served', ({ method, path, want }) => {
  const contract = contractWith({ vendor: 'Shop', lists: [list] });
  expect(describeUnmatched(contract, { kind: 'unknown-path', method, path, provenance: 'assumed' }).message).toBe(want);
});

test('a document without such a list has no unserved operations', () => {
  expect(contractWith(undefined).unserved?.('POST', '/users')).toBeUndefined();
});
