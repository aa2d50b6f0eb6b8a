import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { TallyCounts } from '../engine/session/tally.ts';
import type { Report } from '../inspect/report/report.ts';
import { parseSpoolLine } from './spool-line.ts';
import type { SpoolHead } from './spool-line.ts';

/** The report of one mock of another process. */
export interface SpooledMock extends SpoolHead {
  readonly tallies: readonly TallyCounts[];
  readonly unusedRules: Report['unusedRules'];
  readonly unmetExpectations: readonly string[];
}

/** Reads the reports of the mocks of other processes in a folder. */
export function* readSpool(folder: string): Generator<SpooledMock> {
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.jsonl')) continue;
    const [head, ...lines] = readFileSync(join(folder, name), 'utf8').split('\n').map(parseSpoolLine);
    if (head?.kind !== 'head') continue;
    const tallies = lines.flatMap((line) => (line?.kind === 'tally' ? [line.tally] : []));
    const unused = lines.findLast((line) => line?.kind === 'rules');
    const { unusedRules, unmetExpectations } =
      unused?.kind === 'rules' ? unused : { unusedRules: [], unmetExpectations: [] };
    yield { ...head, tallies, unusedRules, unmetExpectations };
  }
}
