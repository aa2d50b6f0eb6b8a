import { hash } from 'node:crypto';
import type { Log, ReportingDescriptor, Result } from 'sarif';

import { withDefaults } from './options.ts';
import type { LineOf, ReportOptions } from './options.ts';
import type { Report, ReportViolation } from './report.ts';
import { fileOf } from './wording.ts';

/** What a rule is about, for those of the engine. */
const RULES: ReadonlyMap<string, string> = new Map([
  ['required', 'Something that the contract requires is missing.'],
  ['schema', 'A value is not what its schema wants.'],
  ['repeated', 'Something is given more than once.'],
  ['unknown', 'The contract knows no such thing.'],
  ['malformed', 'Something can not be read at all.'],
  ['media-type', 'The client asks for, or sends, a media type that the contract does not have.'],
]);

/**
 * SARIF 2.1.0: a result for each kind of violation, at the line of the spec that it breaks; without a line where
 * `lineOf` finds none. Coverage has no place in it.
 */
export function formatSarif(report: Report, options: Partial<ReportOptions> = {}): string {
  const { lineOf } = withDefaults(options);
  const ruleIds = [...new Set(report.violations.map(({ rule }) => rule))];
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lms-mock', rules: ruleIds.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: report.violations.map((violation) => resultOf(violation, ruleIds.indexOf(violation.rule), lineOf)),
        properties: { session: report.session, exchanges: report.exchanges },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string): ReportingDescriptor {
  return { id, shortDescription: { text: escapeMessage(RULES.get(id) ?? `The contract is broken: ${id}.`) } };
}

function resultOf(violation: ReportViolation, ruleIndex: number, lineOf: LineOf): Result {
  const { api, operationId, location, rule, message, severity, provenance, count, example, pointer } = violation;
  const line = lineOf(api, pointer);
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: escapeMessage(`${location}: ${message}`) },
    occurrenceCount: count,
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(fileOf(violation)) },
          ...(line === undefined ? {} : { region: { startLine: line } }),
        },
        logicalLocations: [{ fullyQualifiedName: [api, operationId, location].filter(isText).join('/') }],
      },
    ],
    partialFingerprints: { 'violation/v1': fingerprintOf([api, operationId ?? '', location, rule]) },
    webRequest: { method: example.method, target: example.url },
    properties: { provenance, pointer },
  };
}

/** A path as a reference that is relative to where the report is read, or absolute. */
function uriOf(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
}

/** What stays the same of a violation from run to run, so that a viewer knows it again. */
function fingerprintOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts));
}

/**
 * In a SARIF message, braces are placeholders (SARIF 2.1.0, 3.11.5), so they are doubled; and `[text](url)` is a link
 * (3.11.6), which no text of a client becomes.
 */
function escapeMessage(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&').replaceAll('](', '] (');
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
