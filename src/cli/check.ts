import { writeFileSync } from 'node:fs';
import { dirname, parse } from 'node:path';

import { OptionError } from '../config/option-readers.ts';
import { mergeVariants } from '../config/variant-settings.ts';
import type { ServerOptions } from '../config/options.ts';
import { reportFormats } from '../report/formats.ts';
import type { ReportFormatName } from '../report/formats.ts';
import type { Thresholds } from '../report/options.ts';
import type { Report } from '../report/report.ts';
import { verdict } from '../report/verdict.ts';
import { assembleMock } from '../server/mock.ts';
import type { Mock } from '../server/mock.ts';
import { formatReport } from '../server/mock-report.ts';
import { DEFAULT_READING, readReadings } from './check-readings.ts';
import type { Reading } from './check-readings.ts';
import { makeFolder } from './make-folder.ts';
import { runCommand } from './run-command.ts';

/** What the command check is told. */
export interface CheckFlags {
  readonly failOn?: string;
  readonly minCoverage?: string;
  readonly report?: readonly string[];
  readonly variants?: string;
}

/** Takes the flags of check out of what commander gives. */
export function readCheckFlags(given: Readonly<Record<string, unknown>>): CheckFlags {
  const text = (name: string): Readonly<Record<string, string>> => {
    const value = given[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const { report } = given;
  const reports = Array.isArray(report) ? { report: report.map(String) } : {};
  return { ...text('failOn'), ...text('minCoverage'), ...text('variants'), ...reports };
}

/** A report that is to be written. */
interface ReportFile {
  readonly format: ReportFormatName;
  readonly path: string;
}

/** The contract was broken, or too little of it was exercised. */
const EXIT_BROKEN = 3;

/** What came of one run of the command. */
interface Outcome {
  readonly reading: Reading;
  readonly exitCode: number;
  readonly isInterrupted: boolean;
  readonly report: Report;
  readonly reasons: readonly string[];
}

/**
 * Runs a command against a server of its own, and prints what it did to the contracts.
 *
 * @returns the exit code: the command's own, or 3 where the command passed and the contracts did not.
 * @throws {OptionError} where a flag can't be used, or there is no such command; {FileError} for a broken file.
 */
export async function check(command: readonly string[], flags: CheckFlags, options: ServerOptions): Promise<number> {
  if (command.length === 0)
    throw new OptionError('lms-mock check', 'a command behind two dashes, such as: lms-mock check -- npm test', '');
  const thresholds = readThresholds(flags);
  const files = (flags.report ?? []).map(readFile);
  const readings = flags.variants === undefined ? [DEFAULT_READING] : readReadings(flags.variants);
  for (const { path } of files) makeFolderOf(path);

  const outcomes: Outcome[] = [];
  for (const [index, reading] of readings.entries()) {
    if (readings.length > 1) console.error(`lms-mock check: ${index + 1} of ${readings.length}, ${reading.name}`);
    const outcome = await runOnce(command, reading, thresholds, options);
    outcomes.push(outcome);
    tell(outcome, thresholds);
    for (const file of files) writeFile(file, outcome, thresholds, readings.length > 1);
    if (outcome.isInterrupted) break;
  }
  if (readings.length > 1) console.log(formatTable(outcomes));
  return exitCodeOf(outcomes);
}

async function runOnce(
  command: readonly string[],
  reading: Reading,
  thresholds: Thresholds,
  options: ServerOptions,
): Promise<Outcome> {
  const variants = mergeVariants(options.variants, reading.variants);
  await using mock = assembleMock({ ...options, variants }, { onDefect: console.error });
  const { url } = await mock.listen();
  const { exitCode, isInterrupted } = await runCommand(command, { ...process.env, ...environmentOf(mock, url) });
  const report = mock.report();
  return { reading, exitCode, isInterrupted, report, reasons: verdict(report, thresholds).reasons };
}

/** Where a client finds the server, and what it is known by: `MOOCIT_BASE_URL`, `MOOCIT_TOKEN` and so on. */
function environmentOf({ services, mounted, token }: Mock, url: string): Readonly<Record<string, string>> {
  const byApi = [...services, ...mounted].map(({ api }) => ({
    [`${api.name.toUpperCase().replaceAll('-', '_')}_BASE_URL`]: `${url}/${api.name}`,
    ...api.environment,
  }));
  return Object.assign({ LMS_MOCK_URL: url }, token === undefined ? {} : { LMS_MOCK_TOKEN: token }, ...byApi);
}

function tell({ report, exitCode }: Outcome, thresholds: Thresholds): void {
  const isColoured = process.stdout.isTTY && !process.env['NO_COLOR'];
  console.log(formatReport(report, 'text', { ...thresholds, isColoured }));
  if (report.exchanges === 0)
    console.error(
      'lms-mock check: the command sent no request. Does its client read LMS_MOCK_URL, or a base URL such as MOOCIT_BASE_URL?',
    );
  if (exitCode !== 0) console.error(`lms-mock check: the command ended with the exit code ${exitCode}`);
}

/** A file a reading: those that are not the defaults have their name in it. */
function writeFile(
  { format, path }: ReportFile,
  { reading, report }: Outcome,
  thresholds: Thresholds,
  isOneOfSeveral: boolean,
): void {
  const { dir, name, ext } = parse(path);
  const isNamed = isOneOfSeveral && reading !== DEFAULT_READING;
  const own = isNamed ? `${dir === '' ? '' : `${dir}/`}${name}.${reading.name.replaceAll(' ', '+')}${ext}` : path;
  try {
    writeFileSync(own, formatReport(report, format, thresholds));
  } catch (error) {
    throw unwritable(own, error);
  }
}

function makeFolderOf(path: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): OptionError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new OptionError('--report', `a file that can be written (${reason})`, path);
}

/** The command's own code comes first; a reading that it doesn't survive, or a contract that it breaks, is a 3. */
function exitCodeOf(outcomes: readonly Outcome[]): number {
  const interrupted = outcomes.find(({ isInterrupted }) => isInterrupted);
  if (interrupted !== undefined) return interrupted.exitCode;
  const [first] = outcomes;
  if (first !== undefined && first.exitCode !== 0) return first.exitCode;
  return outcomes.some(({ exitCode, reasons }) => exitCode !== 0 || reasons.length > 0) ? EXIT_BROKEN : 0;
}

function formatTable(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ reading }) => reading.name.length));
  const rows = outcomes.map(({ reading, exitCode, reasons }) => {
    const client = exitCode === 0 ? 'survives' : `exit ${exitCode}`;
    const contract = reasons.length === 0 ? 'kept' : `broken: ${reasons.join(' ')}`;
    return `  ${reading.name.padEnd(width)}  ${client.padEnd(9)} ${contract}`;
  });
  const survived = outcomes.filter(({ exitCode, reasons }) => exitCode === 0 && reasons.length === 0).length;
  return ['', `Readings: ${survived} of ${outcomes.length} survived`, ...rows].join('\n');
}

function readThresholds({ failOn = 'error', minCoverage = '0' }: CheckFlags): Thresholds {
  const severity = (['error', 'warning', 'never'] as const).find((one) => one === failOn);
  if (severity === undefined) throw new OptionError('--fail-on', 'error, warning or never', failOn);
  const percent = /^\d{1,3}(\.\d+)?$/.test(minCoverage) ? Number(minCoverage) : Number.NaN;
  if (!(percent <= 100)) throw new OptionError('--min-coverage', 'a percentage from 0 to 100', minCoverage);
  return { failOn: severity, minCoverage: percent };
}

function readFile(text: string): ReportFile {
  const equals = text.indexOf('=');
  const format = text.slice(0, Math.max(0, equals));
  const path = text.slice(equals + 1);
  if (isFormat(format) && path !== '') return { format, path };
  const removed = format === 'sarif' ? ' (sarif was removed)' : '';
  throw new OptionError(
    '--report',
    `kind=path, the kind one of ${Object.keys(reportFormats).join(', ')}${removed}`,
    text,
  );
}

function isFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(reportFormats, name);
}
