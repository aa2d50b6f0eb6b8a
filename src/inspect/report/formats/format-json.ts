import type { ReportOptions } from '../options.ts';
import type { Report } from '../report.ts';
import { summaryOf } from '../summary.ts';

/** The whole report as JSON after report.schema.json, with its verdict and totals in `summary`. */
export function formatJson(report: Report, options: Partial<ReportOptions> = {}): string {
  return `${JSON.stringify({ ...report, summary: summaryOf(report, options) }, null, 2)}\n`;
}
