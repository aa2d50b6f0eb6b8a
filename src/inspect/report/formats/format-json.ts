import type { ReportOptions } from '../options.ts';
import type { Report } from '../report.ts';
import { summaryOf } from '../summary.ts';

/** The whole report as JSON, as report.schema.json describes it, with its verdict and numbers in `summary`. */
export function formatJson(report: Report, options: Partial<ReportOptions> = {}): string {
  return `${JSON.stringify({ ...report, summary: summaryOf(report, options) }, null, 2)}\n`;
}
