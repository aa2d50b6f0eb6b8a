import { withDefaults } from './options.ts';
import type { ReportOptions, Thresholds } from './options.ts';
import type { CoverageItem, Report, ReportViolation } from './report.ts';
import { fullLedger, isCovered, isFailing, tooFewExchanges, tooLittleCoverage } from './verdict.ts';
import type { VerdictOptions } from './verdict.ts';
import { NO_OPERATION, countOf, placeOf, printable } from './wording.ts';

/** A test case of a report: it passed, failed, was not run, or only has a note. */
export interface Case {
  /** Unique within its suite and operation, and the same in each run. */
  readonly name: string;
  readonly operationId: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'noted';
  /** Why it did not pass, in one line. Empty if it passed. */
  readonly message: string;
  readonly violation?: ReportViolation;
}

/** The cases of one API, or of the report as a whole. */
export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The operationId of the cases for the whole report. */
const WHOLE = 'report';

/** A suite for each API, with a case for each operation and each kind of violation; then one for the whole report. */
export function suitesOf(report: Report, options: Partial<ReportOptions>): readonly Suite[] {
  const settings = withDefaults(options);
  const { failOn } = settings;
  const operations = Map.groupBy(
    report.coverage.filter(({ kind }) => kind === 'operation'),
    ({ api }) => api,
  );
  const violations = Map.groupBy(report.violations, ({ api }) => api);
  const expected = Map.groupBy(report.expected ?? [], ({ api }) => api);
  const names = new Set([...report.coverage.map(({ api }) => api), ...violations.keys(), ...expected.keys()]);
  const suites = Array.from(names, (name) => ({
    name,
    cases: withUniqueNames([
      ...(operations.get(name) ?? []).map(operationCase),
      ...(violations.get(name) ?? []).map((violation) => violationCase(violation, failOn)),
      ...(expected.get(name) ?? []).map(expectedCase),
    ]),
  }));
  return [...suites, { name: 'lms-mock', cases: withUniqueNames(wholeCases(report, settings)) }];
}

/** Describes a violation in several lines. */
export function describeViolation(violation: ReportViolation, options: Partial<ReportOptions>): string {
  const { rule, provenance, count, example } = violation;
  return [
    lineOf(violation),
    `${countOf(count, 'time')}, first in ${printable(`${example.method} ${example.url}`, 2000)}`,
    `rule ${printable(rule)}, ${provenance}, ${placeOf(violation, withDefaults(options).lineOf)}`,
  ].join('\n');
}

function operationCase({ operationId, name, count }: CoverageItem): Case {
  const isExercised = count > 0;
  return {
    name: 'is called',
    operationId: operationId ?? name,
    outcome: isExercised ? 'passed' : 'skipped',
    message: isExercised ? '' : 'No request was made.',
  };
}

function violationCase(violation: ReportViolation, failOn: ReportOptions['failOn']): Case {
  return {
    name: printable(`${violation.location} (${violation.rule})`),
    operationId: violation.operationId ?? NO_OPERATION,
    outcome: isFailing(violation.severity, failOn) ? 'failed' : 'noted',
    message: printable(lineOf(violation)),
    violation,
  };
}

function expectedCase(violation: ReportViolation): Case {
  const noted = violationCase(violation, 'never');
  return { ...noted, name: `${noted.name}, expected`, message: `expected ${noted.message}` };
}

function lineOf({ severity, location, message }: ReportViolation): string {
  return printable(`${severity}: ${location}: ${message}`, 4000);
}

function wholeCases(report: Report, { failOn, minCoverage, minExchanges, failures }: VerdictOptions): readonly Case[] {
  const { unusedRules, unmetExpectations = [], ledger } = report;
  const covered = isCovered(report, minCoverage);
  const coverage: Case = {
    name: 'coverage',
    operationId: WHOLE,
    outcome: covered ? 'passed' : 'failed',
    message: covered ? '' : tooLittleCoverage(report, minCoverage),
  };
  const unused = unusedRules.map(({ id, description }) => `${id} (${description})`);
  return [
    ...failures.map((message): Case => ({ name: 'run', operationId: WHOLE, outcome: 'failed', message })),
    ...(minExchanges > 0 ? [exchangesCase(report, minExchanges)] : []),
    coverage,
    ...(unmetExpectations.length === 0
      ? []
      : [
          listCase('expected violations', {
            problem: 'did not happen',
            items: unmetExpectations,
            isBad: isFailing('warning', failOn),
          }),
        ]),
    listCase('rules', { problem: 'never matched', items: unused, isBad: isFailing('warning', failOn) }),
    ...(ledger === undefined
      ? []
      : [
          listCase('ledger, missing', { problem: 'missing', items: ledger.missing, isBad: isFailing('error', failOn) }),
          listCase('ledger, more than once', {
            problem: 'handled more than once',
            items: ledger.duplicates,
            isBad: isFailing('error', failOn),
          }),
          ...(ledger.unrecorded === undefined ? [] : [fullLedgerCase(ledger.unrecorded, failOn)]),
        ]),
  ];
}

function exchangesCase(report: Report, minExchanges: number): Case {
  const isReached = report.exchanges >= minExchanges;
  return {
    name: 'exchanges',
    operationId: WHOLE,
    outcome: isReached ? 'passed' : 'failed',
    message: isReached ? '' : tooFewExchanges(report, minExchanges),
  };
}

function fullLedgerCase(unrecorded: number, failOn: Thresholds['failOn']): Case {
  const outcome = isFailing('warning', failOn) ? 'failed' : 'noted';
  return { name: 'ledger, full', operationId: WHOLE, outcome, message: fullLedger(unrecorded) };
}

function listCase(
  name: string,
  { problem, items, isBad }: { readonly problem: string; readonly items: readonly string[]; readonly isBad: boolean },
): Case {
  if (items.length === 0) return { name, operationId: WHOLE, outcome: 'passed', message: '' };
  const message = printable(`${items.length} ${problem}: ${items.join(', ')}`, 4000);
  return { name, operationId: WHOLE, outcome: isBad ? 'failed' : 'noted', message };
}

/** Runners treat cases with the same name as one case. */
function withUniqueNames(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const key = `${each.operationId}\0${each.name}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? each : { ...each, name: `${each.name} #${times}` };
  });
}
