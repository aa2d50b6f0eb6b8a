import { expect, test } from 'vitest';

import { createNegotiation } from '../../src/contract/negotiation.ts';

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
