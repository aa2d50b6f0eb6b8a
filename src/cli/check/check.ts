import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { OptionError } from '../../config/option-readers.ts';
import { mergeVariants } from '../../config/variant-settings.ts';
import { baseUrlVariable } from '../../engine/caller/environment.ts';
import { formatVerdict } from '../../inspect/report/formats/format-text.ts';
import type { Thresholds } from '../../inspect/report/options.ts';
import type { Report } from '../../inspect/report/report.ts';
import { verdict } from '../../inspect/report/verdict.ts';
import { assembleMock } from '../../mock.ts';
import type { Mock } from '../../mock-types.ts';
import { formatReport } from '../../session-handle/mock-report.ts';
import { SPOOL_VARIABLE } from '../../spool/spool-line.ts';
import { writeSpooledAllowances } from '../../spool/spool-allowances.ts';
import { isOutputColoured } from '../colours.ts';
import type { ServeOptions } from '../serve-options.ts';
import { DEFAULT_READING, readReadings } from './check-readings.ts';
import type { Reading } from './check-readings.ts';
import { ReportFileError, makeFolderOf, readReportFile, writeReportFile } from './report-file.ts';
import type { ReportFile } from './report-file.ts';
import { runCommand } from './run-command.ts';
import { startWatchdog } from './watchdog.ts';

/** The flags of the command check. */
export interface CheckFlags {
  readonly failOn?: string;
  readonly minCoverage?: string;
  readonly report?: readonly string[];
  readonly variants?: string;
  readonly allowNoExchanges?: boolean;
}

/** Reads the flags of check from those of commander. */
export function readCheckFlags(given: Readonly<Record<string, unknown>>): CheckFlags {
  const text = (name: string): Readonly<Record<string, string>> => {
    const value = given[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const { report } = given;
  const reports = Array.isArray(report) ? { report: report.map(String) } : {};
  const allowNoExchanges = given['allowNoExchanges'] === true;
  return { ...text('failOn'), ...text('minCoverage'), ...text('variants'), ...reports, allowNoExchanges };
}

/** The contract was broken, the coverage is too low, or no request reached a mock. */
const EXIT_BROKEN = 3;
/** A report could not be written. The same number as EX_IOERR of sysexits.h. */
const EXIT_UNWRITTEN = 74;

/** The result of one run of the command. */
interface Outcome {
  readonly reading: Reading;
  readonly exitCode: number;
  readonly isInterrupted: boolean;
  readonly report: Report;
  /** The reasons why the contracts were not kept. */
  readonly reasons: readonly string[];
  /** Reasons to fail that are not in the report: of the command, and of mocks that could not be checked. */
  readonly failures: readonly string[];
}

/**
 * Runs a command against a new server, and prints the report.
 *
 * @returns the exit code, as docs/ci.md lists them.
 * @throws {OptionError} if a flag or the command is invalid; {FileError} for a broken file.
 */
export async function check(command: readonly string[], flags: CheckFlags, options: ServeOptions): Promise<number> {
  if (command.length === 0)
    throw new OptionError('The command', 'given after two dashes, as in lms-mock check -- npm test', '');
  const thresholds = readThresholds(flags);
  const files = (flags.report ?? []).map(readReportFile);
  const readings = flags.variants === undefined ? [DEFAULT_READING] : readReadings(flags.variants);
  for (const { path } of files) makeFolderOf(path);

  const outcomes: Outcome[] = [];
  let isUnwritten = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader closed the pipe, as in `| head`.
    if (error.code === 'EPIPE' || isUnwritten) return;
    isUnwritten = true;
    console.error(`lms-mock check: can't write to standard output: ${error.message}.`);
  });
  for (const [index, reading] of readings.entries()) {
    if (readings.length > 1 && !options.quiet)
      console.error(`lms-mock check: ${index + 1} of ${readings.length}, ${reading.name}`);
    const outcome = await runOnce(command, reading, thresholds, options);
    outcomes.push(outcome);
    printOutcome(outcome, thresholds, options);
    for (const file of files) isUnwritten = !writeFile(file, outcome, thresholds, readings.length > 1) || isUnwritten;
    if (outcome.isInterrupted) break;
  }
  if (readings.length > 1) console.log(formatTable(outcomes));
  // An error of standard output comes with the next turn of the event loop.
  await setImmediate();
  return exitCodeOf(outcomes) || (isUnwritten ? EXIT_UNWRITTEN : 0);
}

async function runOnce(
  command: readonly string[],
  reading: Reading,
  thresholds: Thresholds,
  options: ServeOptions,
): Promise<Outcome> {
  const variants = mergeVariants(options.variants, reading.variants);
  const mock = assembleMock({ ...options, variants }, { onDefect: console.error });
  const { url } = await mock.listen();
  // Only this user can read and write it.
  const folder = mkdtempSync(join(tmpdir(), 'lms-mock-check-'));
  writeSpooledAllowances(folder, mock.allowed);
  const watchdog = startWatchdog(folder);
  try {
    const environment = { ...process.env, ...environmentOf(mock, url), [SPOOL_VARIABLE]: folder };
    const end = await runCommand(command, environment, watchdog);
    const problems = [...new Set(mock.addSpool(folder))];
    const report = mock.report();
    const { reasons } = verdict(report, { ...thresholds, failures: problems });
    const { exitCode } = end;
    const ofCommand = exitCode === 0 ? [] : [`The command ended with the exit code ${exitCode}.`];
    return { ...end, reading, report, reasons, failures: [...ofCommand, ...problems] };
  } finally {
    watchdog.dismiss();
    rmSync(folder, { recursive: true, force: true });
    await mock.close();
  }
}

/** The addresses and credentials for a client: `MOOCIT_BASE_URL`, `MOOCIT_TOKEN` and so on. */
function environmentOf({ services, mounted, token }: Mock, url: string): Readonly<Record<string, string>> {
  const byApi = [...services, ...mounted].map(({ name, api }) => ({
    [baseUrlVariable(name)]: `${url}/${name}`,
    ...api.environment,
  }));
  return Object.assign({ LMS_MOCK_URL: url }, token === undefined ? {} : { LMS_MOCK_TOKEN: token }, ...byApi);
}

/** Prints the details first and the verdict last, or the verdict alone. */
function printOutcome({ report, failures }: Outcome, thresholds: Thresholds, { quiet }: ServeOptions): void {
  if (report.exchanges === 0 && thresholds.minExchanges > 0)
    console.error(
      'lms-mock check: the command sent no request to a mock. Its client must use LMS_MOCK_URL or a base URL such as MOOCIT_BASE_URL, or its tests must use createMock(). --allow-no-exchanges accepts this.',
    );
  const settings = { ...thresholds, failures, isColoured: isOutputColoured() };
  process.stdout.write(quiet ? formatVerdict(report, settings) : formatReport(report, 'text', settings));
}

/** Writes a file for each reading. Its name contains the reading, except for the defaults. Returns whether it was written. */
function writeFile(
  { format, path }: ReportFile,
  { reading, report, failures }: Outcome,
  thresholds: Thresholds,
  isOneOfSeveral: boolean,
): boolean {
  const { dir, name, ext } = parse(path);
  const isNamed = isOneOfSeveral && reading !== DEFAULT_READING;
  const own = isNamed ? `${dir === '' ? '' : `${dir}/`}${name}.${reading.name.replaceAll(' ', '+')}${ext}` : path;
  try {
    writeReportFile(own, formatReport(report, format, { ...thresholds, failures }));
    return true;
  } catch (error) {
    if (!(error instanceof ReportFileError)) throw error;
    console.error(`lms-mock check: ${error.message}`);
    return false;
  }
}

/** The code of the command comes first. A failed reading or a broken contract is a 3. */
function exitCodeOf(outcomes: readonly Outcome[]): number {
  const interrupted = outcomes.find(({ isInterrupted }) => isInterrupted);
  if (interrupted !== undefined) return interrupted.exitCode;
  const [first] = outcomes;
  if (first !== undefined && first.exitCode !== 0) return first.exitCode;
  return outcomes.some(({ exitCode, reasons }) => exitCode !== 0 || reasons.length > 0) ? EXIT_BROKEN : 0;
}

function formatTable(outcomes: readonly Outcome[]): string {
  const width = Math.max('reading'.length, ...outcomes.map(({ reading }) => reading.name.length));
  const rows = outcomes.map(({ reading, exitCode, reasons }) => {
    const client = exitCode === 0 ? 'survives' : `exit ${exitCode}`;
    const contract = reasons.length === 0 ? 'kept' : `broken: ${reasons.join(' ')}`;
    return `  ${reading.name.padEnd(width)}  ${client.padEnd(9)} ${contract}`;
  });
  const survived = outcomes.filter(({ exitCode, reasons }) => exitCode === 0 && reasons.length === 0).length;
  const isPassed = survived === outcomes.length;
  const heading = `  ${'reading'.padEnd(width)}  ${'client'.padEnd(9)} contract`;
  return [
    '',
    heading,
    ...rows,
    '',
    `${isPassed ? 'PASSED' : 'FAILED'}  ${survived} of ${outcomes.length} readings`,
  ].join('\n');
}

function readThresholds({ failOn = 'error', minCoverage = '0', allowNoExchanges = false }: CheckFlags): Thresholds {
  const severity = (['error', 'warning', 'never'] as const).find((one) => one === failOn);
  if (severity === undefined) throw new OptionError('--fail-on', 'error, warning or never', failOn);
  const percent = /^\d{1,3}(\.\d+)?$/.test(minCoverage) ? Number(minCoverage) : Number.NaN;
  if (!(percent <= 100)) throw new OptionError('--min-coverage', 'a percentage from 0 to 100', minCoverage);
  return { failOn: severity, minCoverage: percent, minExchanges: allowNoExchanges ? 0 : 1 };
}
