import type { ServerResponse } from 'node:http';
import Negotiator from 'negotiator';

import type { Reply } from '../engine/reply/reply.ts';
import type { Session, Sessions } from '../engine/session/session.ts';
import { reportFormats } from '../inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../inspect/report/formats/formats.ts';
import type { Thresholds } from '../inspect/report/options.ts';
import type { Ledger, Report } from '../inspect/report/report.ts';
import { ofSession } from './call.ts';
import type { ControlCall, ControlOperations } from './call.ts';
import { jsonReply } from '../server/json-reply.ts';
import { inTurns } from '../server/turn.ts';
import { FRAME_POLICY } from '../server/own-headers.ts';
import { createMockCoverage, formatReport, reportOf, reportOfAll } from '../session-handle/mock-report.ts';
import type { ReportingParts } from '../session-handle/mock-report.ts';

/** What the reports' part of the control API reaches. */
export interface ReportControlParts extends ReportingParts {
  readonly sessions: Sessions;
  /** What of the campus the client of a session was given; undefined where nobody asked for a ledger. */
  readonly gapsOf: (session: Session, response: ServerResponse) => Promise<Ledger | undefined>;
}

/** A page of ours has its style within it, and nothing from elsewhere. */
const PAGE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; ${FRAME_POLICY}`;

/** Reports, coverage and ledgers. */
export function reportOperations({ sessions, gapsOf, ...parts }: ReportControlParts): ControlOperations {
  return {
    getReport: async (call) => reply(await inTurns(reportOfAll(sessions, parts)), call),
    getSessionReport: ofSession(sessions, async (session, call) =>
      reply(reportOf(session, parts, await gapsOf(session, call.response)), call),
    ),
    getSessionCoverage: ofSession(sessions, (session) =>
      jsonReply(createMockCoverage(reportOf(session, parts, undefined)).items),
    ),
    getLedger: ofSession(sessions, async (session, { response }) =>
      jsonReply({ isOpen: session.ledger !== undefined, ...(await gapsOf(session, response)) }),
    ),
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

/** The document has held what is read here. */
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

/** A browser wants a page, a program that says nothing gets JSON. */
function negotiated(request: ControlCall['request']): ReportFormatName {
  const byType: Readonly<Record<string, ReportFormatName>> = {
    'application/json': 'json',
    'text/html': 'html',
    'text/markdown': 'markdown',
    'text/plain': 'text',
    'application/xml': 'junit',
  };
  return byType[new Negotiator(request).mediaType(Object.keys(byType)) ?? ''] ?? 'json';
}
