// A named import would fail on Node 18, before createMock can say which Node it needs.
import util from 'node:util';

import { isCounted, overallShare, percentOf, sharesByKind } from '../coverage.ts';
import type { Share } from '../coverage.ts';
import { missingByOperation } from '../missing.ts';
import { withDefaults } from '../options.ts';
import type { ReportOptions } from '../options.ts';
import { ledgerCounts } from '../report.ts';
import type { Ledger, Report, ReportViolation, UncheckedExchanges } from '../report.ts';
import { totalOf, totalsOf } from '../totals.ts';
import { fullLedger, verdict } from '../verdict.ts';
import { NO_OPERATION, countOf, kindNames, placeOf, printable } from '../wording.ts';

type Style = Parameters<typeof util.styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Maximum number of shown violations, and of lines of other lists. The JSON report has all. */
const MAX_VIOLATIONS = 100;
const MAX_NAMES = 12;
const BAR_WIDTH = 20;

/** The report for a terminal. Text of clients is escaped, so it can't move the cursor, add lines or change colours. */
export function formatText(report: Report, options: Partial<ReportOptions> = {}): string {
  const settings = withDefaults(options);
  const paint = paintOf(settings);
  const sections = [
    violationLines('Violations', report.violations, settings, paint),
    violationLines('Expected violations', report.expected ?? [], settings, paint),
    listLines(
      'Expected violations that did not happen',
      (report.unmetExpectations ?? []).map((text) => printable(text)),
      paint,
    ),
    coverageLines(report, paint),
    listLines(
      'Answered without a verdict: the check took too long',
      (report.unchecked ?? []).map(uncheckedLine),
      paint,
    ),
    listLines('Rules that no request matched', report.unusedRules.map(ruleLine), paint),
    ...(report.ledger === undefined ? [] : [ledgerLines(report.ledger, paint)]),
    verdictLines(report, settings, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The verdict alone: the last lines of the report for a terminal. */
export function formatVerdict(report: Report, options: Partial<ReportOptions> = {}): string {
  const settings = withDefaults(options);
  return `${verdictLines(report, settings, paintOf(settings)).join('\n')}\n`;
}

/** Colours a text with ANSI escapes, or leaves it as it is. */
export function paintOf({ isColoured }: Pick<ReportOptions, 'isColoured'>): Paint {
  return isColoured ? (style, text) => util.styleText(style, text, { validateStream: false }) : (_, text) => text;
}

function verdictLines(report: Report, settings: ReportOptions, paint: Paint): readonly string[] {
  const { isPassed, reasons } = verdict(report, settings);
  const { errors, warnings } = totalsOf(report.violations);
  const expected = totalOf(report.expected ?? []);
  const counts = [
    countOf(report.exchanges, 'exchange'),
    countOf(errors, 'error'),
    countOf(warnings, 'warning'),
    ...(expected === 0 ? [] : [`${expected} expected`]),
  ];
  return [
    `${isPassed ? paint(['bold', 'green'], 'PASSED') : paint(['bold', 'red'], 'FAILED')}  session ${printable(report.session)}: ${counts.join(', ')}`,
    ...reasons.map((reason) => `  ${reason}`),
  ];
}

function violationLines(
  title: string,
  violations: Report['violations'],
  settings: ReportOptions,
  paint: Paint,
): readonly string[] {
  if (violations.length === 0) return [];
  const shown = violations.slice(0, MAX_VIOLATIONS);
  const countWidth = Math.max(...shown.map(({ count }) => String(count).length)) + 1;
  const groups = Map.groupBy(shown, ({ api, operationId = NO_OPERATION }) => `${api} ${operationId}`);
  const lines = Array.from(groups, ([heading, group]) => [
    `  ${paint('bold', printable(heading))}`,
    ...group.flatMap((violation) => linesOf(violation, { countWidth, settings, paint })),
  ]);
  return [paint('bold', title), ...lines.flat(), ...restLine(violations.length, MAX_VIOLATIONS)];
}

function linesOf(
  { severity, count, location, message, rule, provenance, example, ...where }: ReportViolation,
  look: { readonly countWidth: number; readonly settings: ReportOptions; readonly paint: Paint },
): readonly string[] {
  const { countWidth, settings, paint } = look;
  const label = paint(severity === 'error' ? 'red' : 'yellow', severity.padEnd(7));
  const indent = ' '.repeat(4 + 7 + 2 + countWidth + 2);
  return [
    `    ${label}  ${`${count}x`.padStart(countWidth)}  ${printable(`${location}: ${message}`)}`,
    indent + paint('dim', printable(`${example.method} ${example.url}`)),
    indent + paint('dim', `${printable(rule)}, ${provenance}: ${printable(placeOf(where, settings.lineOf))}`),
  ];
}

function coverageLines({ coverage }: Report, paint: Paint): readonly string[] {
  if (coverage.length === 0) return [];
  const overall = overallShare(coverage);
  const shares = sharesByKind(coverage);
  const rows = [
    shareLine('overall', overall, paint),
    ...shares.map((share) => shareLine(kindNames[share.kind] + (isCounted(share.kind) ? '' : ' *'), share, paint)),
    ...(shares.every(({ kind }) => isCounted(kind)) ? [] : ['  * not counted in the overall coverage']),
  ];
  const missing = missingByOperation(coverage).map(({ api, operation, isNeverCalled, kinds }) => {
    const parts = isNeverCalled
      ? ['never called']
      : kinds.map(({ kind, names }) => `${kindNames[kind]} ${shorten(names)}`);
    return `    ${printable(`${api} ${operation}`)}: ${parts.join('; ')}`;
  });
  return [paint('bold', 'Coverage'), ...rows, ...(missing.length === 0 ? [] : ['  Not exercised', ...missing])];
}

function shareLine(name: string, share: Share, paint: Paint): string {
  const percent = percentOf(share);
  const filled = '#'.repeat(Math.floor((percent * BAR_WIDTH) / 100));
  const bar = paint('green', filled) + paint('dim', '-'.repeat(BAR_WIDTH - filled.length));
  return `  ${name.padEnd(13)}  ${bar}  ${String(percent).padStart(3)} %  ${share.exercised} of ${share.declared}`;
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => printable(name, 80));
  return names.length > MAX_NAMES ? `${shown.join(', ')} and ${names.length - MAX_NAMES} more` : shown.join(', ');
}

function ruleLine({ id, description }: Report['unusedRules'][number]): string {
  return printable(description === '' ? id : `${id}: ${description}`);
}

function uncheckedLine({ api, operationId, count }: UncheckedExchanges): string {
  return `${printable(`${api} ${operationId}`)}: ${countOf(count, 'exchange')}`;
}

function ledgerLines(ledger: Ledger, paint: Paint): readonly string[] {
  const { given, duplicates, missing } = ledger;
  const counts = ledgerCounts(ledger);
  return [
    paint('bold', 'Ledger'),
    `  ${given} given, ${counts.missing} missing, ${counts.duplicates} handled more than once`,
    ...(ledger.unrecorded === undefined ? [] : [`  ${fullLedger(ledger.unrecorded)}`]),
    ...(missing.length === 0 ? [] : [`  missing: ${shorten(missing)}`]),
    ...(duplicates.length === 0 ? [] : [`  more than once: ${shorten(duplicates)}`]),
  ];
}

function listLines(heading: string, lines: readonly string[], paint: Paint): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MAX_VIOLATIONS).map((line) => `  ${line}`);
  return [paint('bold', heading), ...shown, ...restLine(lines.length, MAX_VIOLATIONS)];
}

function restLine(length: number, shown: number): readonly string[] {
  return length > shown ? [`  … and ${length - shown} more; the JSON report has all.`] : [];
}
