import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Errors of a folder in which a file can be written, but none created or renamed, such as a mount of a single file. */
const ONLY_IN_PLACE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'EXDEV']);

/**
 * Writes a text to a temporary file beside a file, which then replaces it, so that no incomplete file appears. A device or a
 * pipe is written directly.
 *
 * @param mode of a new file. Default 0o666, less the umask.
 * @throws with the code of the system if that fails.
 */
export function replaceFile(path: string, text: string, mode = 0o666): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile()) return writeFileSync(path, text);
  const file = known === undefined ? path : realpathSync(path);
  const temporary = join(dirname(file), `.${basename(file).slice(0, 100)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { mode: known?.mode ?? mode });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (known === undefined || !ONLY_IN_PLACE.has(codeOf(error))) throw error;
    writeFileSync(file, text);
  }
}

/** The code of a system error, `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
