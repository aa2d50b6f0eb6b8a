import { isCounted, overallShare, percentOf, sharesByKind } from '../coverage.ts';
import type { Share } from '../coverage.ts';
import { withDefaults } from '../options.ts';
import type { ReportOptions } from '../options.ts';
import { ledgerCounts } from '../report.ts';
import type { Ledger, Report, ReportViolation } from '../report.ts';
import { totalsOf } from '../totals.ts';
import { fullLedger, verdict } from '../verdict.ts';
import { NO_OPERATION, countOf, kindNames, placeOf, printable } from '../wording.ts';

/** Maximum number of rows of a table. GitHub accepts summaries of up to 1 MiB. */
const MAX_ROWS = 25;

/** A summary for a pull request or a job in GitHub-flavoured Markdown. Text of clients is escaped. */
export function formatMarkdown(report: Report, options: Partial<ReportOptions> = {}): string {
  const settings = withDefaults(options);
  const sections = [
    head(report, settings),
    violationTable('Violations', report.violations, settings),
    violationTable('Expected violations', report.expected ?? [], settings),
    unmetTable(report),
    coverageTable(report),
    uncheckedTable(report),
    ruleTable(report),
    report.ledger === undefined ? '' : ledgerLine(report.ledger),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function head(report: Report, settings: ReportOptions): string {
  const { isPassed, reasons } = verdict(report, settings);
  const { errors, warnings } = totalsOf(report.violations);
  const numbers = [
    countOf(report.exchanges, 'exchange'),
    countOf(errors, 'error'),
    countOf(warnings, 'warning'),
    `coverage ${percentOf(overallShare(report.coverage))} %`,
  ];
  return [
    `## ${isPassed ? '✅ Passed' : '❌ Failed'}: lms-mock`,
    ...(reasons.length === 0 ? [] : [reasons.map((reason) => `- ${reason}`).join('\n')]),
    `Session ${code(report.session)}: ${numbers.join(', ')}.`,
  ].join('\n\n');
}

function violationTable(heading: string, violations: Report['violations'], { lineOf }: ReportOptions): string {
  const row = ({ severity, count, location, message, provenance, example, ...where }: ReportViolation): string =>
    tableRow([
      severity,
      String(count),
      `${code(where.api)} ${code(where.operationId ?? NO_OPERATION)}`,
      `${code(location)} ${code(message)}`,
      code(`${example.method} ${example.url}`),
      `${provenance} ${code(placeOf(where, lineOf))}`,
    ]);
  return table({
    heading,
    columns: ['Severity', 'Count', 'Operation', 'Problem', 'Example', 'Contract'],
    rows: violations.slice(0, MAX_ROWS).map(row),
    total: violations.length,
  });
}

function coverageTable({ coverage }: Report): string {
  if (coverage.length === 0) return '';
  const row = (name: string, share: Share): string =>
    tableRow([name, `${share.exercised} of ${share.declared}`, `${percentOf(share)} %`]);
  const rows = [
    row('**overall**', overallShare(coverage)),
    ...sharesByKind(coverage).map((share) =>
      row(kindNames[share.kind] + (isCounted(share.kind) ? '' : ' (not counted)'), share),
    ),
  ];
  return table({ heading: 'Coverage', columns: ['Kind', 'Exercised', 'Share'], rows, total: rows.length });
}

function uncheckedTable({ unchecked = [] }: Report): string {
  return table({
    heading: 'Answered without a verdict: the check took too long',
    columns: ['Operation', 'Exchanges'],
    rows: unchecked
      .slice(0, MAX_ROWS)
      .map(({ api, operationId, count }) => tableRow([`${code(api)} ${code(operationId)}`, String(count)])),
    total: unchecked.length,
  });
}

function unmetTable({ unmetExpectations = [] }: Report): string {
  return table({
    heading: 'Expected violations that did not happen',
    columns: ['Expectation'],
    rows: unmetExpectations.slice(0, MAX_ROWS).map((text) => tableRow([code(text)])),
    total: unmetExpectations.length,
  });
}

function ruleTable({ unusedRules }: Report): string {
  return table({
    heading: 'Rules that no request matched',
    columns: ['Rule', 'Answer'],
    rows: unusedRules.slice(0, MAX_ROWS).map(({ id, description }) => tableRow([code(id), code(description)])),
    total: unusedRules.length,
  });
}

function ledgerLine(ledger: Ledger): string {
  const { missing, duplicates } = ledgerCounts(ledger);
  const full = ledger.unrecorded === undefined ? '' : ` ${fullLedger(ledger.unrecorded)}`;
  return `### Ledger\n\n${ledger.given} given, ${missing} missing, ${duplicates} handled more than once.${full}`;
}

function table({
  heading,
  columns,
  rows,
  total,
}: {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly total: number;
}): string {
  if (rows.length === 0) return '';
  const lines = [`### ${heading}`, '', tableRow(columns), tableRow(columns.map(() => '---')), ...rows];
  return [...lines, ...(total > rows.length ? ['', `… and ${total - rows.length} more.`] : [])].join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * Text as inline code. Characters with a meaning in Markdown or HTML become numeric entities, which both show as plain
 * characters.
 */
function code(text: string): string {
  const safe = printable(text, 200).replaceAll(
    /[\p{P}\p{S}]/gu,
    (character) => `&#${String(character.codePointAt(0))};`,
  );
  return `<code>${safe}</code>`;
}
