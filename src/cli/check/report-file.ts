import { dirname } from 'node:path';

import { OptionError } from '../../config/option-readers.ts';
import { reportFormats } from '../../inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../../inspect/report/formats/formats.ts';
import { asWritable } from '../files/as-writable.ts';
import { makeFolder } from '../files/make-folder.ts';
import { codeOf, replaceFile } from '../files/replace-file.ts';

/** The format and path of a report. */
export interface ReportFile {
  readonly format: ReportFormatName;
  readonly path: string;
}

/** A report could not be written. The command has run, so this is not an invalid option. */
export class ReportFileError extends Error {
  override readonly name = 'ReportFileError';
}

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
  asWritable('--report', path, () => makeFolder(dirname(path)));
}

/**
 * Writes a report, never in part.
 *
 * @throws {ReportFileError} if that fails, for example on a full disk.
 */
export function writeReportFile(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    const code = codeOf(error);
    const reason = code === 'ENOSPC' ? 'the disk is full (ENOSPC)' : code;
    throw new ReportFileError(`The report ${path} was not written: ${reason}.`, { cause: error });
  }
}

function isFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(reportFormats, name);
}
