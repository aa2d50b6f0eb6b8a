import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';
import { ContractError } from '../../../src/contract/document.ts';
import { documentWith } from '../../support/document.ts';

/** Parameters that the engine can't read are an error at start. They are never ignored. */
test.for([
  { title: 'an unknown keyword', parameter: { nonsense: 1 }, want: '"nonsense" of a parameter is not supported' },
  {
    title: 'a header that may be empty',
    parameter: { in: 'header', allowEmptyValue: true },
    want: '"allowEmptyValue" is only for parameters in the query',
  },
  {
    title: 'a keyword of OpenAPI 3.0',
    parameter: { schema: { type: 'string', nullable: true } },
    want: 'unknown keyword: "nullable"',
  },
  {
    title: 'items that are false',
    parameter: { schema: { type: 'array', items: false } },
    want: 'must be an object, got false',
  },
  {
    title: 'a member that is true',
    parameter: { style: 'deepObject', schema: { type: 'object', properties: { a: true } } },
    want: 'must be an object, got true',
  },
  {
    title: 'an object that is not exploded',
    parameter: { style: 'deepObject', explode: false, schema: { type: 'object' } },
    want: 'style deepObject of object in query is not supported',
  },
  {
    title: 'a list between spaces that is exploded',
    parameter: { style: 'spaceDelimited', explode: true, schema: { type: 'array', items: { type: 'string' } } },
    want: 'exploded style spaceDelimited of array in query is not supported',
  },
  {
    title: 'a list in a cookie that is exploded',
    parameter: { in: 'cookie', schema: { type: 'array', items: { type: 'string' } } },
    want: 'exploded style form of array in cookie is not supported',
  },
  {
    title: 'a style of another place',
    parameter: { style: 'matrix' },
    want: 'style matrix of string in query is not supported',
  },
  {
    title: 'a number or a text, with a limit for the text',
    parameter: { schema: { type: ['string', 'integer'], minLength: 3 } },
    want: 'must have one type; with "minLength" it could be read in two ways',
  },
  {
    title: 'a number or a text, with the same value as both',
    parameter: { schema: { type: ['string', 'integer'], enum: [1, '1'] } },
    want: 'must have one type; with "enum" it could be read in two ways',
  },
  { title: 'a text or a list', parameter: { schema: { type: ['string', 'array'] } }, want: 'must have one type' },
  {
    title: 'content of another type',
    parameter: { schema: undefined, content: { 'text/csv': {} } },
    want: 'the content of a parameter must be application/json',
  },
  {
    title: 'content and a schema',
    parameter: { content: { 'application/json': {} } },
    want: 'a parameter must not have both content and "schema"',
  },
  { title: 'an unknown place', parameter: { in: 'body' }, want: 'parameters in "body" are not supported' },
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

test('refuses two parameters that use the same name in the query', () => {
  const described = { in: 'query', 'x-provenance': 'documented', 'x-severity': 'error' };
  const start = (schema: object): unknown => {
    const parameters = [
      { ...described, name: 'page', schema: { type: 'integer' } },
      { ...described, name: 'filter', schema: { type: 'object', ...schema } },
      { ...described, name: 'other', schema: { type: 'object', additionalProperties: true } },
    ];
    const operation = { operationId: 'get', 'x-provenance': 'documented', parameters };
    return createContract('test', documentWith({ '/things': { get: operation } }));
  };
  expect(() => start({ properties: { page: { type: 'integer' } } })).toThrow('"page" in the query belongs to two');
  expect(() => start({ additionalProperties: true })).toThrow('an undeclared name in the query belongs to two');
  expect(() => start({})).not.toThrow();
});
