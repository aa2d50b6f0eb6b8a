import type { CoverageItem, Report, ReportViolation } from '../../../src/inspect/report/report.ts';

/** A violation with the given properties. */
export function violation(own: Partial<ReportViolation>): ReportViolation {
  return {
    api: 'grades',
    operationId: 'listGrades',
    location: 'query.username',
    rule: 'repeated',
    message: 'given 2 times',
    severity: 'error',
    provenance: 'documented',
    count: 1,
    example: { method: 'GET', url: '/grades?username=a&username=b' },
    pointer: '#/paths/~1grades/get',
    ...own,
  };
}

/** An item of coverage with the given properties. */
export function coverageItem(own: Partial<CoverageItem>): CoverageItem {
  return {
    kind: 'operation',
    api: 'grades',
    operationId: 'listGrades',
    name: 'listGrades',
    pointer: '#/paths/~1grades/get',
    count: 0,
    ...own,
  };
}

/** A report without violations, with the given properties. */
export function reportWith(own: Partial<Report>): Report {
  return { version: 1, session: 'test', exchanges: 2, violations: [], coverage: [], unusedRules: [], ...own };
}

/** A report with all parts. */
export const fullReport: Report = reportWith({
  exchanges: 128,
  violations: [
    violation({ count: 3 }),
    violation({
      location: 'query.usernmae',
      rule: 'unknown',
      message: 'unknown parameter',
      severity: 'warning',
      count: 12,
    }),
    violation({
      api: 'records',
      operationId: 'listRecords',
      location: 'header.accept',
      rule: 'media-type',
      message: 'none of application/json',
      provenance: 'assumed',
    }),
  ],
  coverage: [
    coverageItem({ count: 7 }),
    coverageItem({ kind: 'parameter', name: 'query.username', pointer: '#/paths/~1grades/get/parameters/0', count: 7 }),
    coverageItem({ kind: 'parameter', name: 'query.page', pointer: '#/paths/~1grades/get/parameters/1' }),
    coverageItem({ kind: 'status', name: '200', pointer: '#/paths/~1grades/get/responses/200', count: 6 }),
    coverageItem({ kind: 'status', name: '403', pointer: '#/paths/~1grades/get/responses/403' }),
    coverageItem({ api: 'records', operationId: 'listRecords', name: 'listRecords' }),
    { kind: 'variant', api: 'records', name: 'errorFamily=plain', pointer: '#', count: 0 },
  ],
  unusedRules: [{ id: 'rule-1', description: 'listGrades answers 429' }],
  ledger: { given: 40, duplicates: ['c-118'], missing: ['c-7', 'c-9'] },
});
