import type { create } from 'xmlbuilder2';

import { loadPackage } from '../../../late-packages.ts';
import { describeViolation, suitesOf } from '../cases.ts';
import type { Case } from '../cases.ts';
import type { ReportOptions } from '../options.ts';
import type { Report } from '../report.ts';

type Element = ReturnType<typeof create>;

/**
 * JUnit XML, as Jenkins and GitLab read it: a test suite for each API; a test case for each operation (skipped where
 * it wasn't called) and for each kind of violation. A violation that does not fail the report is a test that passed,
 * with a note in its output.
 */
export function formatJunit(report: Report, options: Partial<ReportOptions> = {}): string {
  const suites = suitesOf(report, options);
  const root = loadPackage('xmlbuilder2')
    .create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' })
    .ele('testsuites', {
      name: `lms-mock ${report.session}`,
      ...countsOf(suites.flatMap(({ cases }) => cases)),
    });
  for (const { name, cases } of suites) {
    const { tests, failures, errors } = countsOf(cases);
    const skipped = cases.filter(({ outcome }) => outcome === 'skipped').length;
    const suite = root.ele('testsuite', { name, tests, failures, errors, skipped });
    for (const each of cases) writeCase(suite, { suite: name, options, ...each });
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function countsOf(cases: readonly Case[]): { readonly tests: number; readonly failures: number; readonly errors: 0 } {
  return { tests: cases.length, failures: cases.filter(({ outcome }) => outcome === 'failed').length, errors: 0 };
}

function writeCase(
  suite: Element,
  each: Case & { readonly suite: string; readonly options: Partial<ReportOptions> },
): void {
  const { name, operationId, outcome, message, violation, options } = each;
  const element = suite.ele('testcase', { classname: `${each.suite}.${operationId}`, name });
  const details = violation === undefined ? message : describeViolation(violation, options);
  if (outcome === 'skipped') element.ele('skipped').txt(message);
  if (outcome === 'failed') element.ele('failure', { message, type: violation?.rule ?? name }).txt(details);
  if (outcome === 'noted') element.ele('system-out').txt(details);
}
