import { formatCtrf } from './format-ctrf.ts';
import { formatHtml } from './format-html.ts';
import { formatJunit } from './format-junit.ts';
import { formatMarkdown } from './format-markdown.ts';
import { formatText } from './format-text.ts';
import type { ReportOptions } from '../options.ts';
import type { Report } from '../report.ts';
import { summaryOf } from '../summary.ts';

/** A format of reports. */
export interface ReportFormat {
  /** The content type of a response with the report. */
  readonly contentType: string;
  /** The file name extension, with its dot. */
  readonly extension: string;
  format(report: Report, options?: Partial<ReportOptions>): string;
}

/** A format of a report. */
export type ReportFormatName = 'text' | 'json' | 'junit' | 'ctrf' | 'markdown' | 'html';

/** Each format by its name. */
export const reportFormats: Readonly<Record<ReportFormatName, ReportFormat>> = {
  text: { contentType: 'text/plain; charset=utf-8', extension: '.txt', format: formatText },
  json: { contentType: 'application/json', extension: '.json', format: formatJson },
  junit: { contentType: 'application/xml', extension: '.xml', format: formatJunit },
  ctrf: { contentType: 'application/json', extension: '.ctrf.json', format: formatCtrf },
  markdown: { contentType: 'text/markdown; charset=utf-8', extension: '.md', format: formatMarkdown },
  html: { contentType: 'text/html; charset=utf-8', extension: '.html', format: formatHtml },
};

/** The whole report after report.schema.json, with its verdict and totals in `summary`. */
function formatJson(report: Report, options: Partial<ReportOptions> = {}): string {
  return `${JSON.stringify({ ...report, summary: summaryOf(report, options) }, null, 2)}\n`;
}
