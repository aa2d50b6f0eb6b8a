import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { formatInstant, parseInstant } from '../../src/campus/instant.ts';

const anyInstant = fc.integer({ min: -9e15, max: 9e15 });

test('a written instant is read as the same instant', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant);
    }),
  );
});

test('an instant is written in the form of Date', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1700-01-01'), max: new Date('2250-01-01'), noInvalidDate: true }), (date) => {
      expect(formatInstant(date.getTime() * 1_000, { fractionDigits: 3 })).toBe(date.toISOString());
    }),
  );
});

test.each([
  { title: 'without a fraction', given: '2020-03-28T23:21:24Z', want: 1_585_437_684_000_000 },
  { title: 'to the microsecond', given: '2020-03-28T23:21:24.354019Z', want: 1_585_437_684_354_019 },
  { title: 'cut after the microsecond', given: '2020-03-28T23:21:24.3540199Z', want: 1_585_437_684_354_019 },
  { title: 'with a space', given: '2020-03-28 23:21:24Z', want: 1_585_437_684_000_000 },
  { title: 'in small letters', given: '2020-03-28t23:21:24z', want: 1_585_437_684_000_000 },
  { title: 'east of Greenwich', given: '2020-03-29T01:21:24+02:00', want: 1_585_437_684_000_000 },
  { title: 'west of Greenwich', given: '2020-03-28T20:51:24-02:30', want: 1_585_437_684_000_000 },
  { title: 'on a leap day', given: '2024-02-29T00:00:00Z', want: 1_709_164_800_000_000 },
  { title: 'before 1970', given: '1969-12-31T23:59:59.999999Z', want: -1 },
  { title: 'the latest possible', given: '2255-06-05T23:47:34.740991Z', want: Number.MAX_SAFE_INTEGER },
  { title: 'the earliest possible', given: '1684-07-28T00:12:25.259009Z', want: Number.MIN_SAFE_INTEGER },
])('reads an instant $title', ({ given, want }) => {
  expect(parseInstant(given)).toBe(want);
});

test.each([
  '',
  '2020-03-28',
  '2020-03-28T23:21:24',
  '2020-03-28T23:21Z',
  '2020-3-28T23:21:24Z',
  '2020-03-28T23:21:24.Z',
  '2020-13-01T00:00:00Z',
  '2020-00-01T00:00:00Z',
  '2020-04-31T00:00:00Z',
  '2021-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2020-03-28T24:00:00Z',
  '2020-03-28T23:60:00Z',
  '2016-12-31T23:59:60Z',
  '2020-03-28T23:21:24+0200',
  '2020-03-28T23:21:24+25:00',
  ' 2020-03-28T23:21:24Z',
  '2020-03-28T23:21:24Z\n',
  '２０２０-03-28T23:21:24Z',
  '2255-06-05T23:47:34.740992Z',
  '9999-12-31T23:59:59Z',
  '1684-07-28T00:12:25.259008Z',
  '0000-01-01T00:00:00Z',
])('%j is not an instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test.each([
  { given: {}, want: '2020-03-28T23:21:24.354019Z' },
  { given: { fractionDigits: 0 }, want: '2020-03-28T23:21:24Z' },
  { given: { fractionDigits: 3 }, want: '2020-03-28T23:21:24.354Z' },
  { given: { fractionDigits: 'auto' }, want: '2020-03-28T23:21:24.354019Z' },
  { given: { separator: ' ', zone: '' }, want: '2020-03-28 23:21:24.354019' },
  { given: { fractionDigits: 0, zone: '+00:00' }, want: '2020-03-28T23:21:24+00:00' },
] as const)('writes an instant as $want', ({ given, want }) => {
  expect(formatInstant(1_585_437_684_354_019, given)).toBe(want);
});

test('fractionDigits auto writes 0, 3 or 6 digits, as few as possible', () => {
  const written = [0, 5_000, 5].map((microseconds) => formatInstant(microseconds, { fractionDigits: 'auto' }));
  expect(written).toEqual(['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.005Z', '1970-01-01T00:00:00.000005Z']);
});
