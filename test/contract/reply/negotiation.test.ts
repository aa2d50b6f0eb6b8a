import { expect, test } from 'vitest';

import { createNegotiation } from '../../../src/contract/reply/negotiation.ts';

const negotiate = createNegotiation(['application/xml', 'application/json']);

test.for([
  { accept: undefined, want: 'application/xml' },
  { accept: '*/*', want: 'application/xml' },
  { accept: '', want: undefined },
  { accept: 'application/json', want: 'application/json' },
  { accept: 'APPLICATION/JSON', want: 'application/json' },
  { accept: 'application/*', want: 'application/xml' },
  { accept: 'text/html, application/json;q=0.8, */*;q=0.1', want: 'application/json' },
  { accept: 'application/json;q=0.5, application/xml;q=0.4', want: 'application/json' },
  { accept: 'application/xml;q=0, */*', want: 'application/json' },
  { accept: 'text/csv', want: undefined },
  { accept: 'nonsense', want: undefined },
])('answers Accept: $accept with $want', ({ accept, want }) => {
  expect(negotiate(accept)).toBe(want);
  expect(negotiate(accept), 'the second time, from memory').toBe(want);
});

test.for([
  'application/json; charset=utf-8',
  'text/csv, application/json;charset=UTF-8',
  'application/json; indent=4',
  'application/json;odata.metadata=none;IEEE754Compatible=true',
  'application/json; version="1,5; beta"; q=0.9',
  'application/json;q=0.9;level=1',
])('ignores unknown parameters: Accept: %s gets JSON', (accept) => {
  expect(negotiate(accept)).toBe('application/json');
});

test.for([
  { accept: 'application/vnd.u+json; kind=full', want: 'application/vnd.u+json; kind=full' },
  { accept: 'application/vnd.u+json; kind="full"; charset=utf-8', want: 'application/vnd.u+json; kind=full' },
  { accept: 'application/vnd.u+json', want: 'application/vnd.u+json; kind=basic' },
  { accept: 'application/vnd.u+json; kind=other', want: undefined },
  { accept: '*/*; kind=other', want: 'application/vnd.u+json; kind=basic' },
])('compares the parameters of declared media types: Accept: $accept', ({ accept, want }) => {
  const mediaTypes = ['application/vnd.u+json; kind=basic', 'application/vnd.u+json; kind=full'];
  expect(createNegotiation(mediaTypes)(accept)).toBe(want);
});
