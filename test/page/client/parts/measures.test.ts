import { expect, test } from 'vitest';

import { countText, fullMomentText, momentText, spanText } from '../../../../src/page/client/parts/measures.ts';

test('counts and time spans are written for reading', () => {
  expect([0, 1, 10_000].map((count) => countText(count, 'exchange'))).toEqual([
    '0 exchanges',
    '1 exchange',
    '10,000 exchanges',
  ]);
  expect([0.2, 41.6, 999.4, 999.6, 2_049].map(spanText)).toEqual(['0 ms', '42 ms', '999 ms', '1.0 s', '2.0 s']);
});

test('a moment of today is a time, and another one has its date', () => {
  const now = new Date();
  const earlier = new Date(2026, 1, 3, 4, 5, 6);
  expect(momentText(now.toISOString())).toBe(now.toTimeString().slice(0, 8));
  expect(momentText(earlier.toISOString())).toBe('2026-02-03 04:05:06');
  expect(fullMomentText(earlier.toISOString())).toBe(`2026-02-03 ${earlier.toTimeString()}`);
});
