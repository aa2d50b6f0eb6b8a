import { expect, test } from 'vitest';

import { overallShare, percentOf, sharesByKind } from '../../../src/inspect/report/coverage.ts';
import type { Thresholds } from '../../../src/inspect/report/options.ts';
import type { CoverageItem, Report } from '../../../src/inspect/report/report.ts';
import { verdict } from '../../../src/inspect/report/verdict.ts';
import { coverageItem, reportWith, violation } from './examples.ts';

const items = (kind: CoverageItem['kind'], exercised: number, declared: number): readonly CoverageItem[] =>
  Array.from({ length: declared }, (_, index) =>
    coverageItem({ kind, name: `${index}`, count: index < exercised ? 2 : 0 }),
  );

const error = violation({ severity: 'error', count: 3 });
const warning = violation({ severity: 'warning' });
const rule = { id: 'r1', description: '' };
const ledger = { given: 9, duplicates: ['a'], missing: ['b', 'c'] };

const cases: readonly {
  readonly title: string;
  readonly given: Partial<Report>;
  readonly thresholds?: Partial<Thresholds>;
  readonly want: readonly string[];
}[] = [
  { title: 'a report without violations passes', given: {}, want: [] },
  { title: 'an error fails', given: { violations: [error, warning] }, want: ['3 errors against the contracts.'] },
  { title: 'a warning passes', given: { violations: [warning] }, want: [] },
  {
    title: 'a warning fails with failOn warning',
    given: { violations: [warning] },
    thresholds: { failOn: 'warning' },
    want: ['1 warning against the contracts.'],
  },
  {
    title: 'errors and warnings are counted separately',
    given: { violations: [error, warning] },
    thresholds: { failOn: 'warning' },
    want: ['3 errors against the contracts.', '1 warning against the contracts.'],
  },
  {
    title: 'nothing fails with failOn never',
    given: { violations: [error], unusedRules: [rule], ledger },
    thresholds: { failOn: 'never' },
    want: [],
  },
  { title: 'an unused rule passes', given: { unusedRules: [rule] }, want: [] },
  {
    title: 'an unused rule fails with failOn warning',
    given: { unusedRules: [rule] },
    thresholds: { failOn: 'warning' },
    want: ['1 rule never matched a request.'],
  },
  {
    title: 'a broken ledger fails',
    given: { ledger },
    want: ['Of 9 records given, 2 missing.', 'Of 9 records given, 1 handled more than once.'],
  },
  {
    title: 'coverage just above the minimum passes',
    given: { coverage: items('operation', 2, 3) },
    thresholds: { minCoverage: 66.6 },
    want: [],
  },
  {
    title: 'coverage just below the minimum fails, and is not rounded up',
    given: { coverage: items('status', 999, 1000) },
    thresholds: { minCoverage: 100 },
    want: ['The coverage is 99 % (999 of 1000), below 100 %.'],
  },
  {
    title: 'a minimum coverage applies with failOn never as well',
    given: { coverage: items('parameter', 0, 2) },
    thresholds: { failOn: 'never', minCoverage: 1 },
    want: ['The coverage is 0 % (0 of 2), below 1 %.'],
  },
  {
    title: 'a report without items does not reach a minimum coverage',
    given: {},
    thresholds: { minCoverage: 1 },
    want: ['The coverage is 0 % (0 of 0), below 1 %.'],
  },
  {
    title: 'a minimum coverage of NaN is never reached',
    given: { coverage: items('operation', 2, 2) },
    thresholds: { minCoverage: Number.NaN },
    want: ['The coverage is 100 % (2 of 2), below NaN %.'],
  },
  {
    title: 'values of enums and variants do not count',
    given: { coverage: [...items('operation', 1, 1), ...items('enum-value', 0, 5), ...items('variant', 0, 5)] },
    thresholds: { minCoverage: 100 },
    want: [],
  },
];

test.for(cases)('$title', ({ given, thresholds, want }) => {
  const { isPassed, reasons } = verdict(reportWith(given), thresholds);
  expect(reasons).toEqual(want);
  expect(isPassed).toBe(want.length === 0);
});

test('the overall share counts each item of each counted kind equally', () => {
  const coverage = [...items('operation', 1, 2), ...items('media-type', 4, 4), ...items('variant', 1, 3)];
  expect(overallShare(coverage)).toEqual({ exercised: 5, declared: 6 });
  expect(percentOf(overallShare(coverage))).toBe(83);
  expect(sharesByKind(coverage)).toEqual([
    { kind: 'operation', exercised: 1, declared: 2 },
    { kind: 'media-type', exercised: 4, declared: 4 },
    { kind: 'variant', exercised: 1, declared: 3 },
  ]);
});
