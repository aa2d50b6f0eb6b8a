import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { ContractError } from '../../../src/contract/document.ts';
import type { ReadableRequest } from '../../../src/contract/request/request-reader.ts';
import { documentWith } from '../../support/document.ts';

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', 'x-provenance': 'observed' },
  key: { type: 'apiKey', in: 'query', name: 'api_key' },
  account: { type: 'apiKey', in: 'header', name: 'X-Account' },
  session: { type: 'apiKey', in: 'cookie', name: 'sid' },
  oauth: { type: 'oauth2', flows: {} },
  certificate: { type: 'mutualTLS' },
  odd: { type: 'handshake' },
};

function operationWith(security: readonly object[], more: object = {}): Operation {
  const get = { operationId: 'get', 'x-provenance': 'documented', security };
  const document = { ...documentWith({ '/things': { get } }), components: { securitySchemes }, ...more };
  const operation = createContract('test', JSON.parse(JSON.stringify(document))).operations.get('get');
  if (operation === undefined) throw new Error('no operation');
  return operation;
}

const request = (query: string, headers: Readonly<Record<string, string>> = {}): ReadableRequest => ({
  query,
  headers,
});

test.for([
  { title: 'nothing', security: [], sent: request(''), want: [] },
  { title: 'nothing, or a token', security: [{}, { token: [] }], sent: request(''), want: [] },
  { title: 'a token', security: [{ token: [] }], sent: request(''), want: ['header.authorization'] },
  {
    title: 'a token, if another scheme is sent',
    security: [{ token: [] }],
    sent: request('', { authorization: 'Basic eDp5' }),
    want: ['header.authorization'],
  },
  {
    title: 'a token, with its scheme in any case',
    security: [{ oauth: ['read'] }],
    sent: request('', { authorization: 'bearer x' }),
    want: [],
  },
  {
    title: 'two at once',
    security: [{ key: [], account: [] }],
    sent: request('api_key=x'),
    want: ['header.x-account'],
  },
  {
    title: 'one of two alternatives, and reports the rest of the one that was sent in part',
    security: [{ key: [], account: [] }, { session: [] }],
    sent: request('api_key=x', { 'x-account': '' }),
    want: ['header.x-account'],
  },
  { title: 'a cookie', security: [{ session: [] }], sent: request('', { cookie: 'a=b; sid=1' }), want: [] },
  { title: 'a certificate', security: [{ certificate: [] }], sent: request(''), want: [] },
])('requires $title', ({ security, sent, want }) => {
  const absent = operationWith(security).security.absent(sent);
  expect(absent.map(({ location }) => location)).toEqual(want);
  for (const violation of absent) expect(violation).toMatchObject({ rule: 'security', severity: 'error' });
});

test('never quotes refused credentials', () => {
  const { security } = operationWith([{ key: [], account: [] }]);
  const sent = request('api_key=secret-1', { 'x-account': 'secret-2' });
  expect(security.absent(sent)).toEqual([]);
  expect(security.refused(sent)).toEqual([
    {
      location: 'query.api_key',
      rule: 'security',
      message: 'api_key was refused by the API (with X-Account)',
      severity: 'error',
      provenance: 'documented',
    },
  ]);
});

test('a key in the query is no unknown parameter', () => {
  const operation = operationWith([{ key: [] }]);
  expect(operation.read(request('api_key=x'), {}).violations).toEqual([]);
  expect(operation.read(request('api_kex=x'), {}).violations).toHaveLength(1);
});

test.for([
  { title: 'a scheme that is not declared', security: [{ other: [] }], want: 'there is no security scheme "other"' },
  {
    title: 'a scheme of an unknown type',
    security: [{ odd: [] }],
    want: 'security of the type "handshake" is not supported',
  },
])('refuses at start $title', ({ security, want }) => {
  expect(() => operationWith(security)).toThrow(ContractError);
  expect(() => operationWith(security)).toThrow(want);
});
