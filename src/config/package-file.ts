import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { embeddedValue } from '../runtime/node.ts';

/** The root of the package. The build moves this code from src/config/ to a file of dist/. */
const ROOT = findRoot();
const ROOT_FOLDER = fileURLToPath(ROOT);

/** The absolute path of a file of the package. */
export function packageFile(path: string): string {
  return join(ROOT_FOLDER, path);
}

/** Whether this code was built, as in the published package. */
export function isBuilt(): boolean {
  return import.meta.url.startsWith(new URL('dist/', ROOT).href);
}

/** The version of the package. */
export function packageVersion(): string {
  const manifest = embeddedValue('package.json') ?? JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

function findRoot(): URL {
  // Bundlers take `new URL(path, import.meta.url)` for a file that they should copy.
  const { url } = import.meta;
  const folder = new URL('..', url);
  return existsSync(new URL('package.json', folder)) ? folder : new URL('..', folder);
}
