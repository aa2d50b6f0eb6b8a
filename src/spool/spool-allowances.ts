import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Expectation } from '../engine/session/expectations.ts';

const FILE = 'allowed.json';

/** Writes the expectations of a run for the mocks of its command. */
export function writeSpooledAllowances(folder: string, allowed: readonly Expectation[]): void {
  writeFileSync(join(folder, FILE), JSON.stringify(allowed), { mode: 0o600 });
}

/** The expectations of the run that this process is part of. Empty outside of a run. */
export function readSpooledAllowances(folder: string | undefined): readonly Expectation[] {
  const file = folder === undefined || folder === '' ? undefined : join(folder, FILE);
  if (file === undefined || !existsSync(file)) return [];
  // The check command of the same version wrote it.
  const allowed: readonly Expectation[] = JSON.parse(readFileSync(file, 'utf8'));
  return allowed;
}
