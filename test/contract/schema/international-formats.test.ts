import { expect, test } from 'vitest';

import { INTERNATIONAL_FORMATS } from '../../../src/contract/schema/international-formats.ts';

test.for([
  ['idn-hostname', 'münchen.example', true],
  ['idn-hostname', 'example.com', true],
  ['idn-hostname', 'no-value!', false],
  ['idn-hostname', 'a b.example', false],
  ['idn-hostname', '-a.example', false],
  ['idn-hostname', '', false],
  ['idn-hostname', `${'ü'.repeat(70)}.example`, false],
  ['idn-email', 'jöns@münchen.example', true],
  ['idn-email', '"a b"@example.com', true],
  ['idn-email', 'jöns', false],
  ['idn-email', '@example.com', false],
  ['idn-email', 'a..b@example.com', false],
  ['idn-email', 'a b@example.com', false],
  ['iri', 'https://münchen.example/ä?ö#ü', true],
  ['iri', '/ä', false],
  ['iri', 'https://example.com/a b', false],
  ['iri', 'https://example.com/\ud800', false],
  ['iri-reference', '/ä', true],
  ['iri-reference', '/a b', false],
] as const)('%s: %j is %j', ([format, text, want]) => {
  expect(INTERNATIONAL_FORMATS[format]?.(text)).toBe(want);
});
