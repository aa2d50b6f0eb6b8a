import Negotiator from 'negotiator';
import { Router } from 'express';
import type { Request, Response } from 'express';

import { OptionError, oneOf } from '../config/option-readers.ts';
import { problem } from '../engine/problem.ts';
import type { Session, Sessions } from '../engine/session.ts';
import { reportFormats } from '../report/formats.ts';
import type { ReportFormatName } from '../report/formats.ts';
import type { Thresholds } from '../report/options.ts';
import type { Ledger, Report } from '../report/report.ts';
import { createMockCoverage, formatReport, reportOf, reportOfAll } from './mock-report.ts';
import type { ReportingParts } from './mock-report.ts';
import { queryOf } from './query-of.ts';
import { writeReply } from './write-reply.ts';

/** What the reports' part of the control API reaches. */
export interface ReportControlParts extends ReportingParts {
  readonly sessions: Sessions;
  /** What of the campus the client of a session was given; undefined where nobody asked for a ledger. */
  readonly gapsOf: (session: Session) => Ledger | undefined;
}

/** A page of ours has its style within it, and nothing from elsewhere. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Reports, coverage and ledgers, below `/__mock`. */
export function createReportControl({ sessions, gapsOf, ...parts }: ReportControlParts): Router {
  const router = Router();
  const of = (answer: (session: Session, request: Request, response: Response) => unknown) => {
    return (request: Request, response: Response): unknown => {
      const session = [...sessions].find(({ id }) => id === request.params['id']);
      if (session !== undefined) return answer(session, request, response);
      const detail = `Nobody has used the session ${JSON.stringify(request.params['id'])} yet.`;
      return writeReply(response, problem(404, 'No such session', detail));
    };
  };
  const send = (request: Request, response: Response, report: Report): unknown => {
    const { format, thresholds } = readQuery(request);
    const { contentType } = reportFormats[format];
    const body = formatReport(report, format, thresholds);
    const policy = format === 'html' ? { 'Content-Security-Policy': PAGE_POLICY } : {};
    const headers = { 'Content-Type': contentType, Vary: 'Accept', ...policy };
    return writeReply(response, { status: 200, headers, body, isStreamed: false });
  };

  router.get('/report', (request, response) => send(request, response, reportOfAll(sessions, parts)));
  router.get(
    '/sessions/:id/report',
    of((session, request, response) => send(request, response, reportOf(session, parts, gapsOf(session)))),
  );
  router.get(
    '/sessions/:id/coverage',
    of((session, _request, response) => json(response, createMockCoverage(reportOf(session, parts, undefined)).items)),
  );
  router.get(
    '/sessions/:id/ledger',
    of((session, _request, response) => json(response, { isOpen: session.ledger !== undefined, ...gapsOf(session) })),
  );
  return router;
}

function json(response: Response, value: unknown): unknown {
  const body = `${JSON.stringify(value, null, 2)}\n`;
  return writeReply(response, {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body,
    isStreamed: false,
  });
}

const FAIL_ON = oneOf<Thresholds['failOn']>('error', 'warning', 'never');

/** @throws {OptionError} where the query has what a report doesn't know. */
function readQuery(request: Request): { readonly format: ReportFormatName; readonly thresholds: Partial<Thresholds> } {
  let format: ReportFormatName | undefined;
  let failOn: Thresholds['failOn'] | undefined;
  let minCoverage: number | undefined;
  for (const [name, value] of queryOf(request)) {
    switch (name) {
      case 'format':
        format = readReportFormat(value, 'format');
        break;
      case 'fail-on':
        failOn = FAIL_ON(value, name);
        break;
      case 'min-coverage':
        minCoverage = readPercent(value, name);
        break;
      default:
        throw new OptionError('report', 'format, fail-on or min-coverage in its query', name);
    }
  }
  return {
    format: format ?? negotiated(request),
    thresholds: { ...(failOn === undefined ? {} : { failOn }), ...(minCoverage === undefined ? {} : { minCoverage }) },
  };
}

/** @throws {OptionError} where there is no such format. */
function readReportFormat(value: unknown, option: string): ReportFormatName {
  if (isReportFormat(value)) return value;
  throw new OptionError(option, `one of ${Object.keys(reportFormats).join(', ')}`, value);
}

function isReportFormat(value: unknown): value is ReportFormatName {
  return typeof value === 'string' && Object.hasOwn(reportFormats, value);
}

/** @throws {OptionError} where it is no percentage. */
function readPercent(value: unknown, option: string): number {
  const number = typeof value === 'string' && /^\d{1,3}(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= 100) return number;
  throw new OptionError(option, 'a percentage from 0 to 100', value);
}

/** A browser wants a page, a program that says nothing gets JSON. */
function negotiated(request: Request): ReportFormatName {
  const byType: Readonly<Record<string, ReportFormatName>> = {
    'application/json': 'json',
    'text/html': 'html',
    'text/markdown': 'markdown',
    'text/plain': 'text',
    'application/xml': 'junit',
    'application/sarif+json': 'sarif',
  };
  return byType[new Negotiator(request).mediaType(Object.keys(byType)) ?? ''] ?? 'json';
}
