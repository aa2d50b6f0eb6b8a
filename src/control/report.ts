import { loadPackage } from '../late-packages.ts';
import type { Reply } from '../engine/reply/reply.ts';
import { reportFormats } from '../inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../inspect/report/formats/formats.ts';
import type { Thresholds } from '../inspect/report/options.ts';
import type { Report } from '../inspect/report/report.ts';
import type { ControlCall, ControlOperations, SessionCalls } from './call.ts';
import { FRAME_POLICY } from '../server/own-headers.ts';
import { formatReport } from '../session-handle/mock-report.ts';

/** The report has its style in the page and loads nothing. */
const PAGE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; ${FRAME_POLICY}`;

/** Reports, coverage and ledgers. */
export function reportOperations(
  { ofSession, show }: SessionCalls,
  reportOfServer: () => Promise<Report>,
): ControlOperations {
  return {
    getReport: async (call) => reply(await reportOfServer(), call),
    getSessionReport: ofSession(async (handle, call) => reply(await handle.report(), call)),
    getSessionCoverage: show(({ coverage }) => coverage.items),
    getLedger: show(async ({ ledger }) => ({ isOpen: ledger !== undefined, ...(await ledger?.gaps()) })),
  };
}

function reply(report: Report, call: ControlCall): Reply {
  const { format, thresholds } = readQuery(call);
  const { contentType } = reportFormats[format];
  const body = formatReport(report, format, thresholds);
  const policy = format === 'html' ? { 'Content-Security-Policy': PAGE_POLICY } : {};
  return { status: 200, headers: { 'Content-Type': contentType, Vary: 'Accept', ...policy }, body, isStreamed: false };
}

const FAIL_ON = ['error', 'warning', 'never'] as const;

/** Reads the query, which has been checked against the document. */
function readQuery({ values: { query }, request }: ControlCall): {
  readonly format: ReportFormatName;
  readonly thresholds: Partial<Thresholds>;
} {
  const { format, 'min-coverage': minCoverage } = query;
  const failOn = FAIL_ON.find((one) => one === query['fail-on']);
  return {
    format: isReportFormat(format) ? format : negotiated(request),
    thresholds: {
      ...(failOn === undefined ? {} : { failOn }),
      ...(typeof minCoverage === 'number' ? { minCoverage } : {}),
    },
  };
}

function isReportFormat(value: unknown): value is ReportFormatName {
  return typeof value === 'string' && Object.hasOwn(reportFormats, value);
}

/** The format for the header Accept: a page for a browser, JSON by default. */
function negotiated(request: ControlCall['request']): ReportFormatName {
  const byType: Readonly<Record<string, ReportFormatName>> = {
    'application/json': 'json',
    'text/html': 'html',
    'text/markdown': 'markdown',
    'text/plain': 'text',
    'application/xml': 'junit',
  };
  const Negotiator = loadPackage('negotiator');
  return byType[new Negotiator(request).mediaType(Object.keys(byType)) ?? ''] ?? 'json';
}
