import { setTimeout as delay } from 'node:timers/promises';

import type { Subject } from './costs.ts';
import { start } from './server.ts';
import { median } from './statistics.ts';

/** The cost of a start up to the first answer: the median of several. */
export interface Starts {
  readonly startMs: number;
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly idleMb: number;
}

/** Time without requests after which a server is idle. */
const SETTLE_MS = 300;

/** Starts the servers in turn, several times, so that other load on the machine affects all of them. */
export async function measureStarts(subjects: readonly Subject[], times: number): Promise<readonly Starts[]> {
  const startsMs = subjects.map((): number[] => []);
  const cpuMs = subjects.map((): number[] => []);
  const idleMb = subjects.map((): number[] => []);
  // The first round fills the caches of the disk and of Node, and is not counted.
  for (let round = 0; round <= times; round += 1) {
    for (const [index, { recipe, target }] of subjects.entries()) {
      await using server = await start(recipe, target);
      const tookMs = await server.cpuMs();
      await delay(SETTLE_MS);
      if (round === 0) continue;
      cpuMs[index]?.push(tookMs);
      startsMs[index]?.push(server.firstAnswerMs);
      idleMb[index]?.push(await server.residentMb());
    }
  }
  return subjects.map((_subject, index) => ({
    startMs: median(startsMs[index] ?? []),
    cpuMs: median(cpuMs[index] ?? []),
    idleMb: median(idleMb[index] ?? []),
  }));
}
