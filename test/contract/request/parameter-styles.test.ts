import { expect, test } from 'vitest';

import { readParameter as read } from '../../support/cases/read-parameter.ts';
import type { SentParameter as Sent } from '../../support/cases/read-parameter.ts';

const list = { type: 'array', items: { type: 'string' } };
const numbers = { type: 'array', items: { type: 'integer' } };
const color = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } };
const RGB = { R: 100, G: 200 };

const inPath = { in: 'path', required: true };
const inQuery = { in: 'query' };
const inHeader = { in: 'header', name: 'P' };
const inCookie = { in: 'cookie' };

test.for<{ title: string; parameter: object; sent: Sent; want: unknown }>([
  // OpenAPI 3.1.1, "Style Examples".
  { title: 'simple, a number', parameter: { ...inPath, schema: { type: 'integer' } }, sent: { path: '5' }, want: 5 },
  { title: 'simple, a list', parameter: { ...inPath, schema: list }, sent: { path: 'a,b' }, want: ['a', 'b'] },
  {
    title: 'simple, an escaped comma beside a bare one',
    parameter: { ...inPath, schema: list },
    sent: { path: 'a%2Cb,c' },
    want: ['a,b', 'c'],
  },
  {
    title: 'simple, nothing but escaped commas',
    parameter: { ...inPath, schema: numbers },
    sent: { path: '1%2C2%2c3' },
    want: [1, 2, 3],
  },
  { title: 'simple, an object', parameter: { ...inPath, schema: color }, sent: { path: 'R,100,G,200' }, want: RGB },
  {
    title: 'simple, an exploded object',
    parameter: { ...inPath, explode: true, schema: color },
    sent: { path: 'R=100,G=200' },
    want: RGB,
  },
  {
    title: 'label, a text',
    parameter: { ...inPath, style: 'label', schema: { type: 'string' } },
    sent: { path: '.a%20b' },
    want: 'a b',
  },
  {
    title: 'label, a list',
    parameter: { ...inPath, style: 'label', schema: list },
    sent: { path: '.a,b' },
    want: ['a', 'b'],
  },
  {
    title: 'label, an exploded list',
    parameter: { ...inPath, style: 'label', explode: true, schema: list },
    sent: { path: '.a.b' },
    want: ['a', 'b'],
  },
  {
    title: 'label, an exploded object',
    parameter: { ...inPath, style: 'label', explode: true, schema: color },
    sent: { path: '.R=100.G=200' },
    want: RGB,
  },
  {
    title: 'matrix, a number',
    parameter: { ...inPath, style: 'matrix', schema: { type: 'number' } },
    sent: { path: ';p=1.5' },
    want: 1.5,
  },
  {
    title: 'matrix, an empty text',
    parameter: { ...inPath, style: 'matrix', schema: { type: 'string' } },
    sent: { path: ';p' },
    want: '',
  },
  {
    title: 'matrix, a list',
    parameter: { ...inPath, style: 'matrix', schema: list },
    sent: { path: ';p=a,b' },
    want: ['a', 'b'],
  },
  {
    title: 'matrix, an exploded list',
    parameter: { ...inPath, style: 'matrix', explode: true, schema: list },
    sent: { path: ';p=a;p=b;p' },
    want: ['a', 'b', ''],
  },
  {
    title: 'matrix, an object',
    parameter: { ...inPath, style: 'matrix', schema: color },
    sent: { path: ';p=R,100,G,200' },
    want: RGB,
  },
  {
    title: 'matrix, an exploded object',
    parameter: { ...inPath, style: 'matrix', explode: true, schema: color },
    sent: { path: ';R=100;G=200' },
    want: RGB,
  },
  {
    title: 'form, a list',
    parameter: { ...inQuery, explode: false, schema: list },
    sent: { query: 'p=a+b,c%26d' },
    want: ['a b', 'c&d'],
  },
  {
    title: 'form, an empty list',
    parameter: { ...inQuery, explode: false, schema: list },
    sent: { query: 'p=' },
    want: [],
  },
  {
    title: 'form, an object',
    parameter: { ...inQuery, explode: false, schema: color },
    sent: { query: 'p=R,100,G,200' },
    want: RGB,
  },
  {
    title: 'form, an exploded object',
    parameter: { ...inQuery, schema: color },
    sent: { query: 'R=100&G=200' },
    want: RGB,
  },
  {
    title: 'form, an exploded object that takes other keys',
    parameter: { ...inQuery, schema: { ...color, additionalProperties: true } },
    sent: { query: 'R=100&x=y' },
    want: { R: 100, x: 'y' },
  },
  {
    title: 'spaceDelimited, a list',
    parameter: { ...inQuery, style: 'spaceDelimited', explode: false, schema: numbers },
    sent: { query: 'p=1%202+3' },
    want: [1, 2, 3],
  },
  {
    title: 'pipeDelimited, a list',
    parameter: { ...inQuery, style: 'pipeDelimited', schema: numbers },
    sent: { query: 'p=1|2%7C3' },
    want: [1, 2, 3],
  },
  {
    title: 'pipeDelimited, an object',
    parameter: { ...inQuery, style: 'pipeDelimited', schema: color },
    sent: { query: 'p=R|100|G|200' },
    want: RGB,
  },
  {
    title: 'a list in a header',
    parameter: { ...inHeader, schema: numbers },
    sent: { headers: { p: '1, 2,3' } },
    want: [1, 2, 3],
  },
  {
    title: 'an object in a header',
    parameter: { ...inHeader, explode: true, schema: color },
    sent: { headers: { p: 'R=100, G=200' } },
    want: RGB,
  },
  {
    title: 'a number in a cookie',
    parameter: { ...inCookie, schema: { type: 'integer' } },
    sent: { headers: { cookie: 'other=1; p=5' } },
    want: 5,
  },
  {
    title: 'an escaped text in a cookie',
    parameter: { ...inCookie, schema: { type: 'string' } },
    sent: { headers: { cookie: 'p=a%20b' } },
    want: 'a b',
  },
  {
    title: 'a list in a cookie',
    parameter: { ...inCookie, explode: false, schema: list },
    sent: { headers: { cookie: 'p=a,b' } },
    want: ['a', 'b'],
  },
  {
    title: 'JSON in the query',
    parameter: { ...inQuery, content: { 'application/json': { schema: color } } },
    sent: { query: 'p=%7B%22R%22:100,%22G%22:200%7D' },
    want: RGB,
  },
  {
    title: 'JSON in a header',
    parameter: { ...inHeader, content: { 'application/json': { schema: numbers } } },
    sent: { headers: { p: '[1,2]' } },
    want: [1, 2],
  },
  {
    title: 'characters that need no escape',
    parameter: { ...inQuery, allowReserved: true, schema: { type: 'string' } },
    sent: { query: 'p=/a?b:c@d;e' },
    want: '/a?b:c@d;e',
  },
  {
    title: 'a number that may be empty',
    parameter: { ...inQuery, allowEmptyValue: true, schema: { type: 'integer' } },
    sent: { query: 'p' },
    want: '',
  },
  // A text is read as a number only if JSON would write that number in the same way.
  ...Object.entries({ 12: 12, '-1': -1, '007': '007', '1e3': '1e3', '1.5': '1.5', abc: 'abc', '': '' }).map(
    ([text, want]) => ({
      title: `a text or an integer, "${text}"`,
      parameter: { ...inQuery, schema: { type: ['integer', 'string', 'null'] } },
      sent: { query: `p=${text}` },
      want,
    }),
  ),
  {
    title: 'a boolean or a number',
    parameter: { ...inQuery, schema: { type: ['boolean', 'number'] } },
    sent: { query: 'p=true' },
    want: true,
  },
  {
    title: 'a text or one of some numbers',
    parameter: { ...inQuery, schema: { type: ['string', 'integer'], enum: ['all', 10, 20] } },
    sent: { query: 'p=20' },
    want: 20,
  },
])('reads $title', ({ parameter, sent, want }) => {
  const { values, violations } = read(parameter, sent);
  expect(violations).toEqual([]);
  const all = { ...values.path, ...values.query, ...values.header, ...values.cookie };
  expect(all['p']).toEqual(want);
});
