import type { WrittenParameter } from '../generate/judgement.ts';
import { STYLE_DIFFERENCES } from './style-differences.ts';
import type { Difference } from './style-differences.ts';

const query = (schema: object, more: object = {}): WrittenParameter => ({ name: 'p', in: 'query', schema, ...more });
const header = (name: string, schema: object): WrittenParameter => ({ name, in: 'header', required: true, schema });
const object = (schema: object, more: object = {}): WrittenParameter =>
  query({ type: 'object', ...schema }, { style: 'deepObject', explode: true, ...more });
const id: WrittenParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const [text, boolean, integer, instant] = [
  { type: 'string' },
  { type: 'boolean' },
  { type: 'integer' },
  { type: 'string', format: 'date-time' },
];

const absent = 'Prism treats an empty value as absent; the vendor refuses it';
const emptyIsThere = 'Prism treats an empty value as absent; an empty text is a valid text';
const letters = 'names in a query are case-sensitive; Prism converts them to lower case';
const spelling = 'Prism compares with == of JavaScript to find out whether a text is a number';
const always = 'Prism creates an object for the parameter even if no key of it was sent';

const DIFFERENCES: readonly Difference[] = [
  { title: 'an empty boolean', parameter: query(boolean), query: 'p=', ours: 'refuses', prism: 'accepts', why: absent },
  {
    title: 'an empty value of a list',
    parameter: query({ type: 'array', items: { type: 'string', minLength: 1 } }, { explode: true }),
    query: 'p=',
    ours: 'refuses',
    prism: 'accepts',
    why: absent,
  },
  {
    title: 'a wrong member of an object whose name has capitals',
    parameter: object({ properties: { endDate: instant } }),
    query: 'p[endDate]=x',
    ours: 'refuses',
    prism: 'accepts',
    why: letters,
  },
  {
    title: 'a wrong value before the last one of a list',
    parameter: query({ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }),
    query: 'p=c&p=a',
    ours: 'refuses',
    prism: 'accepts',
    why: 'Prism checks only the last of several values',
  },
  {
    title: 'an empty text that is required',
    parameter: query(text, { required: true }),
    query: 'p=',
    ours: 'accepts',
    prism: 'refuses',
    why: emptyIsThere,
  },
  {
    title: 'an empty header that is required',
    parameter: header('X-P', text),
    headers: { 'x-p': '' },
    ours: 'accepts',
    prism: 'refuses',
    why: emptyIsThere,
  },
  {
    title: 'a required header that no script can send, absent',
    parameter: header('Access-Control-Request-Headers', text),
    ours: 'accepts',
    prism: 'refuses',
    why: 'Prism requires a header that only a browser can set',
  },
  {
    title: 'a wrong value with its name in another case',
    parameter: query(boolean),
    query: 'P=x',
    ours: 'accepts',
    prism: 'refuses',
    why: letters,
  },
  {
    title: 'a required name in another case',
    parameter: query(text, { required: true }),
    query: 'P=x',
    ours: 'refuses',
    prism: 'accepts',
    why: letters,
  },
  ...['0x10', '%205', '%2B5', '5.', 'Infinity', '1e400', '0b1', '5%0A'].map((value): Difference => ({
    title: `the integer ${value}`,
    parameter: query(integer),
    query: `p=${value}`,
    ours: 'refuses',
    prism: 'accepts',
    why: spelling,
  })),
  {
    title: 'a comma in a path',
    parameter: id,
    path: '/things/a,b',
    ours: 'accepts',
    prism: 'refuses',
    why: 'a comma is an ordinary character of a path; Prism makes a list of it, even for a text',
  },
  {
    title: 'a malformed escape in a path',
    parameter: id,
    path: '/things/%E0%A4%A',
    ours: 'refuses',
    prism: 'throws',
    why: 'a malformed request must not make the reader throw',
  },
  {
    title: 'a malformed escape in a query',
    parameter: query(text),
    query: 'p=%E0%A4%A',
    ours: 'refuses',
    prism: 'accepts',
    why: 'a malformed escape is a mistake of the client; the query is decoded before Prism sees it',
  },
  {
    title: 'a required object that is absent',
    parameter: object({}, { required: true }),
    ours: 'refuses',
    prism: 'accepts',
    why: always,
  },
  {
    title: 'an absent object with a required member',
    parameter: object({ properties: { a: text }, required: ['a'] }),
    ours: 'accepts',
    prism: 'refuses',
    why: always,
  },
  {
    title: 'a member that the object neither declares nor allows',
    parameter: object({ properties: { a: text }, additionalProperties: false }),
    query: 'p[b]=1',
    ours: 'refuses',
    prism: 'accepts',
    why: 'Prism checks only declared members',
  },
  {
    title: 'an undeclared member that is sent twice',
    parameter: object({ additionalProperties: true }),
    query: 'p[b]=1&p[b]=2',
    ours: 'refuses',
    prism: 'accepts',
    why: 'Prism checks only declared members',
  },
  {
    title: 'a list without the word explode',
    parameter: query({ type: 'array', items: { type: 'string', maxLength: 3 } }),
    query: 'p=aa,bb',
    ours: 'refuses',
    prism: 'accepts',
    why: 'OpenAPI explodes a form parameter by default; Prism splits the last value at its commas',
  },
  {
    title: 'a zone of 24 hours',
    parameter: query(instant),
    query: 'p=2026-01-01T12:00:00%2B24:00',
    ours: 'refuses',
    prism: 'accepts',
    why: 'RFC 3339 ends at 23:59',
  },
  {
    title: 'a leap second in another zone',
    parameter: query(instant),
    query: 'p=2016-12-31T18:59:60-05:00',
    ours: 'accepts',
    prism: 'refuses',
    why: 'RFC 3339 has this very example; Prism compares the local hour',
  },
  {
    title: 'an invalid Content-Type',
    parameter: header('Content-Type', text),
    headers: { 'content-type': 'x' },
    ours: 'accepts',
    prism: 'throws',
    why: 'the parameter is a text; its value must not make the reader throw',
  },
  {
    title: 'an undeclared body',
    parameter: query(text),
    headers: { 'content-length': '5' },
    ours: 'accepts',
    prism: 'refuses',
    why: 'a body of GET has no meaning (RFC 9110, section 9.3.1), so servers ignore it',
  },
  {
    title: 'a deprecated parameter',
    parameter: query(text, { deprecated: true }),
    query: 'p=x',
    ours: 'accepts',
    prism: 'refuses',
    why: 'a deprecated parameter is allowed; Prism reports it as a violation',
  },
  {
    title: 'a tuple in a document without a dialect',
    parameter: query(
      { type: 'array', prefixItems: [{ ...text, const: 'a' }], minItems: 1, maxItems: 1, items: text },
      { explode: true },
    ),
    query: 'p=b',
    ours: 'refuses',
    prism: 'accepts',
    why: 'the dialect of OpenAPI 3.1 is 2020-12; Prism reads draft 7, which has no prefixItems',
  },
];

/** Cases in which Prism does not read parameters as the standards require. */
export const PARAMETER_DIFFERENCES: readonly Difference[] = [...DIFFERENCES, ...STYLE_DIFFERENCES];
