import { expect, test } from 'vitest';

import { readParameter as read } from '../../support/cases/read-parameter.ts';
import type { SentParameter as Sent } from '../../support/cases/read-parameter.ts';

const list = { type: 'array', items: { type: 'string' } };
const numbers = { type: 'array', items: { type: 'integer' } };
const color = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } };

const inPath = { in: 'path', required: true };
const inQuery = { in: 'query' };
const inHeader = { in: 'header', name: 'P' };
const inCookie = { in: 'cookie' };

test.for<{ title: string; parameter: object; sent: Sent; want: object }>([
  {
    title: 'a label without its dot',
    parameter: { ...inPath, style: 'label', schema: list },
    sent: { path: 'a,b' },
    want: { location: 'path.p', rule: 'malformed', message: 'must begin with a dot, got "a,b"' },
  },
  {
    title: 'a matrix of another name',
    parameter: { ...inPath, style: 'matrix', schema: { type: 'integer' } },
    sent: { path: ';q=1' },
    want: { location: 'path.p', rule: 'malformed', message: 'must begin with ;p=, got ";q=1"' },
  },
  {
    title: 'an exploded matrix in which one item has another name',
    parameter: { ...inPath, style: 'matrix', explode: true, schema: list },
    sent: { path: ';p=1;q=2' },
    want: { location: 'path.p', rule: 'malformed', message: 'each item must be ;p=item, got ";p=1;q=2"' },
  },
  {
    title: 'a key without a value',
    parameter: { ...inQuery, explode: false, schema: color },
    sent: { query: 'p=R,1,G' },
    want: { location: 'query.p', rule: 'malformed', message: 'each member must be key,value, got "R,1,G"' },
  },
  {
    title: 'a key that is sent twice',
    parameter: { ...inHeader, explode: true, schema: color },
    sent: { headers: { p: 'R=1,R=2' } },
    want: { location: 'header.p', rule: 'malformed', message: 'must have the key "R" only once, got "R=1,R=2"' },
  },
  {
    title: 'a member of another type',
    parameter: { ...inQuery, schema: color },
    sent: { query: 'R=red' },
    want: { location: 'query.p', rule: 'schema', message: '/R must be integer, got {"R":"red"}' },
  },
  {
    title: 'a key that an exploded object does not declare',
    parameter: { ...inQuery, schema: color },
    sent: { query: 'p=1' },
    want: { location: 'query.p', rule: 'unknown', message: 'unknown parameter; did you mean "R"?' },
  },
  {
    title: 'an item of another type',
    parameter: { ...inQuery, style: 'pipeDelimited', schema: numbers },
    sent: { query: 'p=1|x' },
    want: { location: 'query.p', rule: 'schema', message: '/1 must be integer, got [1,"x"]' },
  },
  {
    title: 'malformed JSON',
    parameter: { ...inQuery, content: { 'application/json': { schema: {} } } },
    sent: { query: 'p={a}' },
    want: { location: 'query.p', rule: 'malformed', message: 'must be JSON, got "{a}"' },
  },
  {
    title: 'JSON that is nested too deeply',
    parameter: { ...inQuery, content: { 'application/json': { schema: {} } } },
    sent: { query: `p=${'['.repeat(5000)}${']'.repeat(5000)}` },
    want: { location: 'query.p', rule: 'malformed', message: expect.stringContaining('with at most 100 levels') },
  },
  {
    title: 'a missing cookie',
    parameter: { ...inCookie, required: true, schema: { type: 'string' } },
    sent: { headers: { cookie: 'q=1' } },
    want: { location: 'cookie.p', rule: 'required', message: 'required, but absent', severity: 'error' },
  },
  {
    title: 'a cookie of another type',
    parameter: { ...inCookie, schema: { type: 'integer' } },
    sent: { headers: { cookie: 'p=x' } },
    want: { location: 'cookie.p', rule: 'schema', message: 'must be integer, got "x"' },
  },
])('finds $title', ({ parameter, sent, want }) => {
  expect(read(parameter, sent).violations).toEqual([expect.objectContaining(want)]);
});

test('values that the vendor ignores reach the operation unchanged', () => {
  const parameter = { ...inQuery, 'x-severity': 'warning', explode: false, schema: color };
  const { values, violations } = read(parameter, { query: 'p=R,1,G' });
  expect(violations).toEqual([expect.objectContaining({ severity: 'warning' })]);
  expect(values.query['p']).toBe('R,1,G');
});

test.for(['Origin', 'Referer', 'Access-Control-Request-Headers', 'Sec-Fetch-Mode', 'Proxy-Authorization', 'Cookie'])(
  'does not report a missing %s, which a script in a browser cannot set',
  (name) => {
    const parameter = { in: 'header', name, required: true, schema: { type: 'string', minLength: 2 } };
    expect(read(parameter, {}).violations).toEqual([]);
    // A browser sets this header itself, so its value is checked only in requests of programs.
    const fromBrowser = { [name.toLowerCase()]: 'x', 'sec-fetch-site': 'cross-site' };
    expect(read(parameter, { headers: fromBrowser }).violations).toEqual([]);
    if (name === 'Origin' || name.startsWith('Sec-Fetch-')) return;
    const wrong = read(parameter, { headers: { [name.toLowerCase()]: 'x' } });
    expect(wrong.violations).toEqual([expect.objectContaining({ rule: 'schema', severity: 'error' })]);
  },
);
