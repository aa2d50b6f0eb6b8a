import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The sources of dist/. */
const SOURCES = [
  'src/**',
  'specs/*',
  'fixtures/*',
  'scripts/build.ts',
  'scripts/build/*',
  'package*.json',
  'tsconfig.json',
];

/**
 * Builds dist/ before the tests if it is older than its sources. The tests of processes run dist/, because that is what
 * users install, and because it starts in half the time.
 */
export function setup(): void {
  const newest = Math.max(...globSync(SOURCES, { cwd: root }).map((file) => modifiedAt(file)));
  // The build writes this file last.
  if (modifiedAt('dist/THIRD-PARTY-NOTICES.txt') > newest) return;
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
}

/** 0 if there is no such file. */
function modifiedAt(file: string): number {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
