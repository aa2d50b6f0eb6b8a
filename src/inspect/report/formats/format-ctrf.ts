import type { CTRFReport, Test, TestStatus } from 'ctrf';

import { describeViolation, suitesOf } from '../cases.ts';
import type { Case } from '../cases.ts';
import { withDefaults } from '../options.ts';
import type { ReportOptions } from '../options.ts';
import type { Report } from '../report.ts';
import { fileOf } from '../wording.ts';

/** CTRF has no passed tests with notes, so cases with a note become `other`. */
const STATUSES: Readonly<Record<Case['outcome'], TestStatus>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  noted: 'other',
};

/**
 * Common Test Report Format (ctrf.io), with the same tests as JUnit XML. Reports contain no times, so all times are 0.
 */
export function formatCtrf(report: Report, options: Partial<ReportOptions> = {}): string {
  const suites = suitesOf(report, options);
  const tests = suites.flatMap(({ name, cases }) => cases.map((each) => testOf(name, each, options)));
  const tally = (status: TestStatus): number => tests.filter((test) => test.status === status).length;
  const ctrf: CTRFReport = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'lms-mock',
    results: {
      tool: { name: 'lms-mock' },
      summary: {
        tests: tests.length,
        passed: tally('passed'),
        failed: tally('failed'),
        skipped: tally('skipped'),
        pending: 0,
        other: tally('other'),
        suites: suites.length,
        start: 0,
        stop: 0,
      },
      tests,
    },
    extra: { session: report.session, exchanges: report.exchanges },
  };
  return `${JSON.stringify(ctrf, null, 2)}\n`;
}

function testOf(suite: string, each: Case, options: Partial<ReportOptions>): Test {
  const { name, operationId, outcome, message, violation } = each;
  const test: Test = {
    name: `${operationId}: ${name}`,
    suite: [suite, operationId],
    status: STATUSES[outcome],
    duration: 0,
    ...(message === '' ? {} : { message }),
  };
  if (violation === undefined) return test;
  const line = withDefaults(options).lineOf(violation.api, violation.pointer);
  return {
    ...test,
    trace: describeViolation(violation, options),
    filePath: fileOf(violation),
    ...(line === undefined ? {} : { line }),
    tags: [violation.severity, violation.provenance, violation.rule],
    extra: { count: violation.count, pointer: violation.pointer },
  };
}
