import { Ajv2020 } from 'ajv/dist/2020.js';
import { validate as validateCtrf } from 'ctrf';
import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { create } from 'xmlbuilder2';

import { formatCtrf } from '../../../src/inspect/report/formats/format-ctrf.ts';
import { formatHtml } from '../../../src/inspect/report/formats/format-html.ts';
import { formatJunit } from '../../../src/inspect/report/formats/format-junit.ts';
import { formatMarkdown } from '../../../src/inspect/report/formats/format-markdown.ts';
import { formatText, formatVerdict } from '../../../src/inspect/report/formats/format-text.ts';
import { reportFormats } from '../../../src/inspect/report/formats/formats.ts';
import type { ReportOptions } from '../../../src/inspect/report/options.ts';
import reportSchema from '../../../src/inspect/report/report.schema.json' with { type: 'json' };
import type { Report } from '../../../src/inspect/report/report.ts';
import { countOf } from '../../../src/inspect/report/wording.ts';
import { RUNS, runs } from '../../support/generate/runs.ts';
import { reportOptions, reports } from './generate-reports.ts';
import { parsePage, parsePiece } from './page.ts';

type Options = Partial<ReportOptions>;

/** Runs a check with reports in which every text is hostile. */
function forEachReport(check: (report: Report, options: Options) => void): void {
  const property = fc.property(reports, reportOptions, check);
  fc.assert(property, { ...RUNS.parameters, numRuns: runs(100, 5_000) });
}

/** The numbers that must be equal in every format, from the JSON report. */
function numbersOf(
  report: Report,
  options: Options,
): {
  readonly isPassed: boolean;
  readonly reasons: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly coverage: { readonly percent: number };
} {
  return JSON.parse(reportFormats.json.format(report, options)).summary;
}

/** The schema without additional properties, so that each written member must be described. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  return { ...Object.fromEntries(entries), ...('properties' in schema ? { additionalProperties: false } : {}) };
}

test('JSON conforms to its schema, and contains the whole report', RUNS.test, () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(Object(closed(reportSchema)));
  forEachReport((report, options) => {
    const { summary, ...rest } = JSON.parse(reportFormats.json.format(report, options));
    expect(validate({ ...rest, summary }), JSON.stringify(validate.errors)).toBe(true);
    expect(rest).toEqual(report);
  });
});

test('JUnit XML has the same cases as CTRF, and no character that XML forbids', RUNS.test, () => {
  forEachReport((report, options) => {
    const text = formatJunit(report, options);
    expect(text).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(text).not.toMatch(/<!DOCTYPE|<!\[CDATA\[|<!--/);
    const cases = create(text).toObject({ verbose: true });
    const suites = Object(cases)['testsuites'][0];
    const elements = suites.testsuite.flatMap((suite: { testcase?: readonly object[] }) => suite.testcase ?? []);
    const tally = (name: string): number => elements.filter((element: object) => name in element).length;

    const { results } = JSON.parse(formatCtrf(report, options));
    const { tests, failed, skipped, other } = results.summary;
    expect(elements).toHaveLength(tests);
    expect([tally('failure'), tally('skipped'), tally('system-out')]).toEqual([failed, skipped, other]);
    expect([suites['@tests'], suites['@failures']]).toEqual([String(tests), String(failed)]);
    const names = elements.map((element: Record<string, string>) => `${element['@classname']}\n${element['@name']}`);
    expect(new Set(names).size).toBe(new Set(results.tests.map(nameOf)).size);
  });
});

function nameOf({ suite, name }: { readonly suite: readonly string[]; readonly name: string }): string {
  return JSON.stringify([suite, name]);
}

test('CTRF conforms to its schema, and fails if the verdict does', RUNS.test, () => {
  forEachReport((report, options) => {
    const ctrf: unknown = JSON.parse(formatCtrf(report, options));
    expect(validateCtrf(ctrf)).toMatchObject({ valid: true });
    const { failed, tests, passed, skipped, other } = Object(ctrf).results.summary;
    expect(failed === 0).toBe(numbersOf(report, options).isPassed);
    expect(passed + failed + skipped + other).toBe(tests);
  });
});

test('Markdown renders to headings, lists and tables of text, with any texts', RUNS.test, () => {
  const expected = new Set('h2 h3 ul li p strong table thead tbody tr th td code'.split(' '));
  forEachReport((report, options) => {
    const { isPassed, errors, warnings, coverage } = numbersOf(report, options);
    const text = formatMarkdown(report, options);
    const elements = parsePiece(
      micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
    );
    const unexpected = elements.filter(({ name, attributes }) => !expected.has(name) || attributes.size > 0);
    expect(unexpected).toEqual([]);
    expect(elements[0]?.text).toBe(isPassed ? '✅ Passed: lms-mock' : '❌ Failed: lms-mock');
    const numbers = `${countOf(report.exchanges, 'exchange')}, ${countOf(errors, 'error')}, ${countOf(warnings, 'warning')}, coverage ${coverage.percent} %.`;
    expect(elements.some((element) => element.name === 'p' && element.text.endsWith(numbers))).toBe(true);
    const columns = elements.filter(({ name }) => name === 'tr').map((row) => row.text.split('\n').length);
    expect(columns.every((count) => count === 4 || count === 5 || count === 8)).toBe(true);
  });
});

test('text has no control characters except line ends, and colours only on request', RUNS.test, () => {
  forEachReport((report, options) => {
    const { isPassed, reasons, errors, warnings } = numbersOf(report, options);
    const text = formatText(report, options);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Bidi_Control}]/u);
    const numbers = [countOf(report.exchanges, 'exchange'), countOf(errors, 'error'), countOf(warnings, 'warning')];
    const [first = '', ...rest] = formatVerdict(report, options).trimEnd().split('\n');
    expect(first).toMatch(isPassed ? /^PASSED {2}session / : /^FAILED {2}session /);
    expect(first.endsWith(`: ${numbers.join(', ')}`)).toBe(true);
    expect(rest).toEqual(reasons.map((reason) => `  ${reason}`));
    expect(`\n\n${text}`.endsWith(`\n\n${formatVerdict(report, options)}`)).toBe(true);
    const coloured = formatText(report, { ...options, isColoured: true });
    // oxlint-disable-next-line no-control-regex -- the colours are control characters
    expect(coloured.replaceAll(/\u001B\[[0-9]+m/g, '')).toBe(text);
    expect(coloured).not.toBe(text);
  });
});

test('HTML has only the elements and attributes of the page, with any texts', RUNS.test, () => {
  const bare = parsePage(
    formatHtml({ version: 1, session: 's', exchanges: 0, violations: [], coverage: [], unusedRules: [] }),
  );
  const head = bare.slice(
    0,
    bare.findIndex(({ name }) => name === 'body'),
  );
  const body = new Set(
    'body main footer section h1 h2 h3 p div strong ul li dl dt dd details summary span bdi code svg rect'.split(' '),
  );
  const attributes = new Set('class open viewBox preserveAspectRatio aria-hidden width height'.split(' '));
  forEachReport((report, options) => {
    const { isPassed, errors, warnings, coverage } = numbersOf(report, options);
    const elements = parsePage(formatHtml(report, options));
    expect(elements.slice(0, head.length).map(({ name }) => name)).toEqual(head.map(({ name }) => name));
    const ours = elements.slice(head.length);
    expect(ours.filter(({ name }) => !body.has(name))).toEqual([]);
    expect(ours.flatMap((element) => [...element.attributes.keys()]).filter((name) => !attributes.has(name))).toEqual(
      [],
    );
    const numbers = ours
      .filter(({ name }) => name === 'dd')
      .map(({ text }) => text)
      .slice(0, 4);
    expect(numbers).toEqual([report.exchanges, errors, warnings, `${coverage.percent} %`].map(String));
    expect(ours.filter((element) => element.attributes.get('class') === 'violation')).toHaveLength(
      report.violations.length,
    );
    expect(ours.find(({ name }) => name === 'strong')?.text).toBe(isPassed ? '✓ Passed' : '✗ Failed');
  });
});

test('HTML shows a thousand unused rules, and the number of further ones', () => {
  const unusedRules = Array.from({ length: 1_234 }, (_, index) => ({ id: `rule-${index}`, description: 'answers' }));
  const page = formatHtml({ version: 1, session: 's', exchanges: 0, violations: [], coverage: [], unusedRules });
  expect(page).toContain('rule-999<');
  expect(page).not.toContain('rule-1000<');
  expect(page).toContain('and 234 more');
});
