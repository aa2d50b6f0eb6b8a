import { expect, test } from 'vitest';

import { createPathMatcher } from '../../src/contract/path-matcher.ts';

const matcher = createPathMatcher(
  'test',
  new Map([
    ['/content/{id}/final_statuses', 'statuses'],
    ['/content/{id}', 'item'],
    ['/content/all', 'all'],
    ['/content/all/{page}/next', 'next'],
  ]),
);

test.for([
  { title: 'a value in the middle', path: '/content/123/final_statuses', want: ['statuses', { id: '123' }] },
  { title: 'a literal goes before a value', path: '/content/all', want: ['all', {}] },
  {
    title: 'a literal that leads nowhere gives way to the value',
    path: '/content/all/final_statuses',
    want: ['statuses', { id: 'all' }],
  },
  { title: 'a value is decoded after the path was cut', path: '/content/a%2Fb%20c', want: ['item', { id: 'a/b c' }] },
  { title: 'an escaped literal is the literal', path: '/%63ontent/all', want: ['all', {}] },
  { title: 'a plus is a plus', path: '/content/a+b', want: ['item', { id: 'a+b' }] },
])('matches $title', ({ path, want: [target, values] }) => {
  expect(matcher.match(path)).toEqual({ kind: 'found', target, values });
});

test.for([
  '/',
  '',
  '/content',
  '/content/',
  '/content//final_statuses',
  '/content/1/',
  '/Content/1',
  '/content/1/2/3',
  '/%ZZ',
])('knows no %s', (path) => {
  expect(matcher.match(path)).toEqual({ kind: 'unknown' });
});

test('tells a value that cannot be decoded from a path that it does not know', () => {
  expect(matcher.match('/content/%E0%A4%A/final_statuses')).toEqual({ kind: 'malformed', target: 'statuses' });
});

test('refuses two templates that match the same requests, and a segment that is half text', () => {
  expect(() =>
    createPathMatcher(
      'test',
      new Map([
        ['/a/{x}', 1],
        ['/a/{y}', 2],
      ]),
    ),
  ).toThrow('another path matches the same requests');
  expect(() => createPathMatcher('test', new Map([['/a/{x}.json', 1]]))).toThrow(
    '"{x}.json" mixes text and parameters',
  );
});
