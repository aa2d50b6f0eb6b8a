import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { OptionError } from '../../config/option-readers.ts';
import { reportFormats } from '../../inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../../inspect/report/formats/formats.ts';
import { makeFolder } from './make-folder.ts';

/** The format and path of a report. */
export interface ReportFile {
  readonly format: ReportFormatName;
  readonly path: string;
}

/** A report could not be written. The command has run, so this is not an invalid option. */
export class ReportFileError extends Error {
  override readonly name = 'ReportFileError';
}

/** Errors of a folder in which a file can be written, but none created or renamed, such as a mount of a single file. */
const ONLY_IN_PLACE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'EXDEV']);

/** Reads `--report kind=path`. @throws {OptionError} for another form. */
export function readReportFile(text: string): ReportFile {
  const equals = text.indexOf('=');
  const format = text.slice(0, Math.max(0, equals));
  const path = text.slice(equals + 1);
  if (isFormat(format) && path !== '') return { format, path };
  const removed = format === 'sarif' ? ' (sarif was removed)' : '';
  throw new OptionError(
    '--report',
    `kind=path, where kind is one of ${Object.keys(reportFormats).join(', ')}${removed}`,
    text,
  );
}

/** Creates the folder of a report. @throws {OptionError} if that fails. */
export function makeFolderOf(path: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw new OptionError('--report', `a path that can be written (${codeOf(error)})`, path);
  }
}

/**
 * Writes a report to a temporary file beside it, which then replaces it, so that no incomplete report appears. A device or a pipe is
 * written directly.
 *
 * @throws {ReportFileError} if that fails, for example on a full disk.
 */
export function writeReportFile(path: string, text: string): void {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known !== undefined && !known.isFile()) writeFileSync(path, text);
    else replaceFile(known === undefined ? path : realpathSync(path), text, known);
  } catch (error) {
    const code = codeOf(error);
    const reason = code === 'ENOSPC' ? 'the disk is full (ENOSPC)' : code;
    throw new ReportFileError(`The report ${path} was not written: ${reason}.`, { cause: error });
  }
}

function replaceFile(path: string, text: string, known: Stats | undefined): void {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, known === undefined ? {} : { mode: known.mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (known === undefined || !ONLY_IN_PLACE.has(codeOf(error))) throw error;
    writeFileSync(path, text);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function isFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(reportFormats, name);
}
