import { expect, test } from 'vitest';

import { createContract } from '../../src/contract/contract.ts';
import { ContractError } from '../../src/contract/document.ts';
import { documentWith } from '../support/document.ts';

/** What the engine doesn't read is an error at start, never passed over. */
test.for([
  { title: 'a keyword that nobody knows', parameter: { nonsense: 1 }, want: '"nonsense" of a parameter is not read' },
  { title: 'values that may be empty', parameter: { allowEmptyValue: true }, want: '"allowEmptyValue" of a parameter' },
  {
    title: 'a keyword of OpenAPI 3.0',
    parameter: { schema: { type: 'string', nullable: true } },
    want: 'unknown keyword: "nullable"',
  },
  {
    title: 'items that are false',
    parameter: { schema: { type: 'array', items: false } },
    want: 'false is not read here',
  },
  {
    title: 'a member that is true',
    parameter: { style: 'deepObject', schema: { type: 'object', properties: { a: true } } },
    want: 'true is not read here',
  },
  {
    title: 'an object that is not exploded',
    parameter: { style: 'deepObject', explode: false, schema: { type: 'object' } },
    want: 'style deepObject of object in query is not read',
  },
  {
    title: 'a list with commas',
    parameter: { explode: false, schema: { type: 'array', items: { type: 'string' } } },
    want: 'style form of array in query is not read',
  },
  { title: 'a value of two types', parameter: { schema: { type: ['string', 'integer'] } }, want: 'needs one type' },
  { title: 'a cookie', parameter: { in: 'cookie' }, want: 'parameters in "cookie" are not read' },
])('refuses $title', ({ parameter, want }) => {
  const described = {
    name: 'p',
    in: 'query',
    schema: { type: 'string' },
    'x-provenance': 'documented',
    'x-severity': 'error',
  };
  const operation = { operationId: 'get', 'x-provenance': 'documented', parameters: [{ ...described, ...parameter }] };
  const start = (): unknown => createContract('test', documentWith({ '/things': { get: operation } }));
  expect(start).toThrow(ContractError);
  expect(start).toThrow(want);
});
