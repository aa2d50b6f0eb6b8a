import { fileURLToPath } from 'node:url';

/** The path of a file that comes with the package, given from its root; the same from src/ and from dist/. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
