import { relative } from 'node:path';

/** A file relative to the working folder, as messages and reports show it. A file outside of the folder stays as it is. */
export function fromHere(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
