import { overallShare, percentOf } from './coverage.ts';
import { withDefaults } from './options.ts';
import type { ReportOptions, Thresholds } from './options.ts';
import { ledgerCounts } from './report.ts';
import type { Report } from './report.ts';
import { totalsOf } from './totals.ts';
import { countOf } from './wording.ts';

/** Whether a report passes, and if not, the reasons. Reasons never quote clients. */
export interface Verdict {
  readonly isPassed: boolean;
  readonly reasons: readonly string[];
}

/** The thresholds, and reasons to fail that the report does not have. */
export type VerdictOptions = Pick<ReportOptions, keyof Thresholds | 'failures'>;

/**
 * Compares a report with thresholds. By default only errors fail it. There is no minimum for coverage and exchanges, so a
 * session without exchanges passes.
 *
 * @example
 * const { isPassed, reasons } = verdict(mock.report(), { failOn: 'warning', minExchanges: 1 });
 */
export function verdict(report: Report, options: Partial<VerdictOptions> = {}): Verdict {
  const { failOn, minCoverage, minExchanges, failures } = withDefaults(options);
  const reasons = [
    ...failures,
    ...(report.exchanges < minExchanges ? [tooFewExchanges(report, minExchanges)] : []),
    ...(failOn === 'never' ? [] : errorsOf(report)),
    ...(failOn === 'warning' ? warningsOf(report) : []),
    ...(isCovered(report, minCoverage) ? [] : [tooLittleCoverage(report, minCoverage)]),
  ];
  return { isPassed: reasons.length === 0, reasons };
}

/** Whether violations of a severity fail a report. */
export function isFailing(severity: 'error' | 'warning', failOn: Thresholds['failOn']): boolean {
  return severity === failOn || (severity === 'error' && failOn === 'warning');
}

/** Whether the coverage reaches the minimum, compared without rounding. NaN is never reached. */
export function isCovered(report: Report, minCoverage: number): boolean {
  const { exercised, declared } = overallShare(report.coverage);
  return minCoverage === 0 || (declared > 0 && exercised * 100 >= minCoverage * declared);
}

export function tooFewExchanges({ exchanges }: Report, minExchanges: number): string {
  return exchanges === 0
    ? 'There were no exchanges: no request reached a mock.'
    : `There were ${countOf(exchanges, 'exchange')}, fewer than ${minExchanges}.`;
}

export function tooLittleCoverage(report: Report, minCoverage: number): string {
  const share = overallShare(report.coverage);
  return `The coverage is ${percentOf(share)} % (${share.exercised} of ${share.declared}), below ${minCoverage} %.`;
}

export function fullLedger(unrecorded: number): string {
  return `The ledger was full: ${countOf(unrecorded, 'given record')} not recorded.`;
}

function errorsOf({ violations, unlistedViolations = 0, ledger }: Report): readonly string[] {
  const { errors } = totalsOf(violations);
  const { given = 0 } = ledger ?? {};
  const { missing, duplicates } = ledger === undefined ? { missing: 0, duplicates: 0 } : ledgerCounts(ledger);
  return [
    ...(errors > 0 ? [`${countOf(errors, 'error')} against the contracts.`] : []),
    ...(unlistedViolations > 0
      ? [`${countOf(unlistedViolations, 'violation')} of further kinds, too many to list.`]
      : []),
    ...(missing > 0 ? [`Of ${countOf(given, 'record')} given, ${missing} missing.`] : []),
    ...(duplicates > 0 ? [`Of ${countOf(given, 'record')} given, ${duplicates} handled more than once.`] : []),
  ];
}

function warningsOf({ violations, unusedRules, unmetExpectations = [], ledger }: Report): readonly string[] {
  const { warnings } = totalsOf(violations);
  return [
    ...(warnings > 0 ? [`${countOf(warnings, 'warning')} against the contracts.`] : []),
    ...(unmetExpectations.length > 0
      ? [`${countOf(unmetExpectations.length, 'expected violation')} did not happen.`]
      : []),
    ...(unusedRules.length > 0 ? [`${countOf(unusedRules.length, 'rule')} never matched a request.`] : []),
    ...(ledger?.unrecorded === undefined ? [] : [fullLedger(ledger.unrecorded)]),
  ];
}
