import { expect, test } from 'vitest';
import * as fc from 'fast-check';

import { createContract } from '../../../src/contract/contract.ts';
import type { RequestReading } from '../../../src/contract/request/request-reader.ts';
import { documentWith } from '../../support/document.ts';

const described = { 'x-provenance': 'documented', 'x-severity': 'error' };
const contract = createContract(
  'test',
  documentWith({
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        'x-provenance': 'documented',
        parameters: [
          { ...described, name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 8 } },
          { ...described, name: 'raw', in: 'query', schema: { type: 'boolean' } },
          { ...described, name: 'page_size', in: 'query', schema: { type: 'integer', minimum: 1 } },
          { ...described, name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { ...described, name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: { type: 'object' } },
          { ...described, name: 'X-Account', in: 'header', required: true, schema: { type: 'string' } },
        ],
      },
    },
  }),
);

function read(query: string, headers: Record<string, string> = { 'x-account': 'a' }): RequestReading {
  const match = contract.match('GET', '/things/1');
  if (match.kind !== 'found') throw new Error('no match');
  return match.operation.read({ query, headers }, match.pathValues);
}

test.for([
  { title: 'nothing', query: '', want: {} },
  { title: 'a boolean', query: 'raw=true', want: { raw: true } },
  { title: 'a number', query: 'page_size=25', want: { page_size: 25 } },
  { title: 'one of several', query: 'tag=a', want: { tag: ['a'] } },
  { title: 'several, in order', query: 'tag=b&tag=a', want: { tag: ['b', 'a'] } },
  {
    title: 'an object in brackets',
    query: 'filter[updated_after]=x&filter%5Bstate%5D=y',
    want: { filter: { updated_after: 'x', state: 'y' } },
  },
  { title: 'a plus as a space, an escaped one as itself', query: 'tag=a+b&tag=a%2Bb', want: { tag: ['a b', 'a+b'] } },
])('reads $title', ({ query, want }) => {
  const { values, violations } = read(query);
  expect(violations).toEqual([]);
  expect({
    ...values.query,
    ...(values.query['filter'] === undefined ? {} : { filter: { ...Object(values.query['filter']) } }),
  }).toEqual(want);
  expect(values.path['id']).toBe('1');
});

test.for([
  { query: 'raw=yes', location: 'query.raw', rule: 'schema', message: 'must be boolean, got "yes"' },
  { query: 'raw=', location: 'query.raw', rule: 'schema', message: 'must be boolean, got ""' },
  { query: 'page_size=0', location: 'query.page_size', rule: 'schema', message: 'must be >= 1, got 0' },
  {
    query: 'raw=true&raw=false',
    location: 'query.raw',
    rule: 'repeated',
    message: 'must be sent only once; the last value, "false", is used',
  },
  { query: 'rwa=true', location: 'query.rwa', rule: 'unknown', message: 'unknown parameter; did you mean "raw"?' },
  {
    query: 'zzzzzz',
    location: 'query.zzzzzz',
    rule: 'unknown',
    message: 'unknown parameter; the parameters are raw, page_size, tag, filter',
  },
  {
    query: 'other[x]=1',
    location: 'query.other[x]',
    rule: 'unknown',
    message: 'unknown parameter; the parameters are raw, page_size, tag, filter',
  },
  {
    query: 'filter=x',
    location: 'query.filter',
    rule: 'unknown',
    message: 'its keys must be in brackets, filter[key]=value',
  },
  { query: 'page_size=1e400', location: 'query.page_size', rule: 'schema', message: 'must be integer, got "1e400"' },
  {
    query: 'tag=%E0%A4%A',
    location: 'query.tag',
    rule: 'malformed',
    message: 'a percent-escape in "%E0%A4%A" can\'t be decoded',
  },
])('reports the violation in ?$query', ({ query, location, rule, message }) => {
  expect(read(query).violations).toEqual([expect.objectContaining({ location, rule, message })]);
});

test('reports a missing header, and keeps an empty value', () => {
  expect(read('', {}).violations).toEqual([
    {
      location: 'header.x-account',
      rule: 'required',
      message: 'required, but absent',
      severity: 'error',
      provenance: 'documented',
    },
  ]);
  expect(read('', { 'x-account': '' }).values.header).toEqual({ 'x-account': '' });
});

test('treats names of JavaScript such as __proto__ as ordinary names', () => {
  const { values } = read('filter[__proto__]=1&filter[constructor]=2&__proto__=3&constructor[prototype][x]=4');
  const filter = Object(values.query['filter']);
  expect(Object.keys(filter)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect(Reflect.get({}, 'x')).toBeUndefined();
});

test('reads any query without an error, and reports a maximum number of violations', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (query) => {
      const { violations } = read(query);
      expect(violations.length).toBeLessThanOrEqual(60);
    }),
  );
  const many = Array.from({ length: 5000 }, (_, index) => `unknown${index}=1&filter[k${index}]=2`).join('&');
  expect(read(many).violations.length).toBe(50);
});
