import { overallShare, percentOf, sharesByKind } from './coverage.ts';
import { withDefaults } from './options.ts';
import type { ReportOptions } from './options.ts';
import type { Report } from './report.ts';
import { totalsOf } from './totals.ts';
import { verdict } from './verdict.ts';

/** The whole report as JSON, as report.schema.json describes it, with its verdict and numbers in `summary`. */
export function formatJson(report: Report, options: Partial<ReportOptions> = {}): string {
  const { failOn, minCoverage } = withDefaults(options);
  const overall = overallShare(report.coverage);
  const summary = {
    ...verdict(report, { failOn, minCoverage }),
    thresholds: { failOn, minCoverage },
    ...totalsOf(report.violations),
    coverage: {
      ...overall,
      percent: percentOf(overall),
      kinds: sharesByKind(report.coverage).map((share) => ({ ...share, percent: percentOf(share) })),
    },
  };
  return `${JSON.stringify({ ...report, summary }, null, 2)}\n`;
}
