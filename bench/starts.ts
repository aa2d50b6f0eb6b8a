import { setTimeout as delay } from 'node:timers/promises';

import type { Target } from './exchange.ts';
import { start } from './server.ts';
import type { Recipe } from './server.ts';
import { median } from './statistics.ts';

/** What it takes to have a server: the middle of some starts. */
export interface Starts {
  readonly startMs: number;
  readonly idleMb: number;
}

/** How long a server is left alone before it counts as idle. */
const SETTLE_MS = 300;

/** Starts each of some servers some times; they take turns, so that what else the machine does falls on all of them. */
export async function measureStarts(
  subjects: readonly { readonly recipe: Recipe; readonly target: Target }[],
  times: number,
): Promise<readonly Starts[]> {
  const startsMs = subjects.map((): number[] => []);
  const idleMb = subjects.map((): number[] => []);
  // The first round fills the caches of the disk and of Node, and is not counted.
  for (let round = 0; round <= times; round += 1) {
    for (const [index, { recipe, target }] of subjects.entries()) {
      await using server = await start(recipe, target);
      await delay(SETTLE_MS);
      if (round === 0) continue;
      startsMs[index]?.push(server.firstAnswerMs);
      idleMb[index]?.push(await server.residentMb());
    }
  }
  return subjects.map((_subject, index) => ({
    startMs: median(startsMs[index] ?? []),
    idleMb: median(idleMb[index] ?? []),
  }));
}
