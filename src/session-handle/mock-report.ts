import { isApiName } from '../apis/index.ts';
import { specFileOf } from '../config/contracts.ts';
import { createLineOf } from '../inspect/report/spec-lines.ts';
import type { LineOf, ReportOptions } from '../inspect/report/options.ts';
import type { CoverageItem, Ledger, Report } from '../inspect/report/report.ts';
import type { SummarizedReport } from '../inspect/report/summary.ts';
import { reportFormats } from '../inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../inspect/report/formats/formats.ts';
import type { Service } from '../engine/service.ts';
import type { Redact } from '../engine/redact/redact.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import type { Others } from '../spool/others.ts';
import { createReport, unmetExpectationsOf, unusedRulesOf } from './session-report.ts';

/** How much of the contracts a client has used. */
export interface MockCoverage extends Iterable<CoverageItem> {
  readonly items: readonly CoverageItem[];
  /** The items that were not used, of one operation or of all: `['query.username', '403']`. */
  missing(operationId?: string): readonly CoverageItem[];
}

/** The parts of the server that reports use. */
export interface ReportingParts {
  readonly services: readonly Service[];
  readonly redact: Redact;
}

export function reportOf(session: Session, parts: ReportingParts, ledger: Ledger | undefined): SummarizedReport {
  const unusedRules = unusedRulesOf(session.rules ?? [], parts.redact);
  const unmetExpectations = unmetExpectationsOf(session.expectations);
  return createReport({ ...parts, session: session.id, tally: session.tally, unusedRules, unmetExpectations, ledger });
}

/** The report of all sessions, removed ones included, and of the mocks of other processes. Each step adds a session. */
export function* reportOfAll(
  sessions: Sessions,
  parts: ReportingParts,
  others?: Others,
): Generator<void, SummarizedReport> {
  const tally = yield* sessions.tally();
  if (others !== undefined) tally.add(others.tally);
  const services = [...parts.services, ...(others?.services ?? [])];
  const unusedRules = [...(yield* unusedRulesOfAll(sessions, parts.redact)), ...(others?.unusedRules ?? [])];
  const unmetExpectations = [...unmetExpectationsOfAll(sessions), ...(others?.unmetExpectations ?? [])];
  return createReport({ ...parts, services, session: 'all', tally, unusedRules, unmetExpectations });
}

/** The rules without a match of all live sessions. Each step adds a session. */
export function* unusedRulesOfAll(sessions: Sessions, redact: Redact): Generator<void, Report['unusedRules']> {
  const unused: Report['unusedRules'][] = [];
  // A copy, because sessions may be created and removed between the steps.
  const live = [...sessions];
  for (const { rules } of live) {
    if (rules !== undefined) unused.push(unusedRulesOf(rules, redact));
    yield;
  }
  return unused.flat();
}

/** The expectations without a match of all live sessions. */
export function unmetExpectationsOfAll(sessions: Sessions): readonly string[] {
  return [...sessions].flatMap((session) => unmetExpectationsOf(session.expectations));
}

export function createMockCoverage({ coverage }: Report): MockCoverage {
  return {
    items: coverage,
    missing: (operationId) =>
      coverage.filter((item) => item.count === 0 && (operationId === undefined || item.operationId === operationId)),
    [Symbol.iterator]: () => coverage[Symbol.iterator](),
  };
}

/** Formats a report. Places in a contract have their line. */
export function formatReport(report: Report, format: ReportFormatName, options: Partial<ReportOptions> = {}): string {
  const files = new Map(report.violations.flatMap(({ api, file }) => (file === undefined ? [] : [[api, file]])));
  const lineOfMounted = createLineOf((api) => files.get(api));
  const lineOf: LineOf = (api, pointer) => (isApiName(api) ? lineOfApi : lineOfMounted)(api, pointer);
  return reportFormats[format].format(report, { lineOf, ...options });
}

/** Each file is read when it is first needed. */
const lineOfApi = createLineOf((api) => (isApiName(api) ? specFileOf(api) : undefined));
