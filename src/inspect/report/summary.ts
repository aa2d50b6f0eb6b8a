import { overallShare, percentOf, sharesByKind } from './coverage.ts';
import type { CoverageKind, Share } from './coverage.ts';
import { withDefaults } from './options.ts';
import type { Thresholds } from './options.ts';
import type { Report } from './report.ts';
import { totalsOf } from './totals.ts';
import type { Totals } from './totals.ts';
import { verdict } from './verdict.ts';
import type { Verdict, VerdictOptions } from './verdict.ts';

/** A share with its percentage, rounded down. */
export interface PercentShare extends Share {
  readonly percent: number;
}

/** The verdict on a report, with the numbers that it is based on. */
export interface ReportSummary extends Verdict, Totals {
  readonly thresholds: Thresholds;
  readonly coverage: PercentShare & {
    readonly kinds: readonly (PercentShare & { readonly kind: CoverageKind })[];
  };
}

/** A report with its summary. */
export interface SummarizedReport extends Report {
  readonly summary: ReportSummary;
}

/** Summarizes a report. Thresholds default to those of `verdict`. */
export function summaryOf(report: Report, options: Partial<VerdictOptions> = {}): ReportSummary {
  const { failOn, minCoverage, minExchanges, failures } = withDefaults(options);
  const overall = overallShare(report.coverage);
  return {
    ...verdict(report, { failOn, minCoverage, minExchanges, failures }),
    thresholds: { failOn, minCoverage, minExchanges },
    ...totalsOf(report.violations),
    coverage: {
      ...overall,
      percent: percentOf(overall),
      kinds: sharesByKind(report.coverage).map((share) => ({ ...share, percent: percentOf(share) })),
    },
  };
}
