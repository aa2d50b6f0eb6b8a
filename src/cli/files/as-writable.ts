import { OptionError } from '../../config/option-readers.ts';
import { codeOf } from './replace-file.ts';

/** Writes to the path of an option. @throws {OptionError} if that fails. */
export function asWritable(option: string, path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new OptionError(option, `a path that can be written (${codeOf(error)})`, path);
  }
}
