import type { Target } from './exchange.ts';
import { load } from './load.ts';
import { start } from './server.ts';
import type { Recipe, RunningServer } from './server.ts';

const WARM_UP_S = 5;
const ROUND_S = 2;
const ROUNDS = 3;

/** How {@link measureCosts} measures, for the text above a table. */
export const HOW_COSTS_ARE_MEASURED: string = `the best of ${ROUNDS} rounds of ${ROUND_S} s after ${WARM_UP_S} s to warm up; wrk, 32 connections`;

/** A server and its request. */
export interface Subject {
  readonly recipe: Recipe;
  readonly target: Target;
}

/** The costs of a request: the best round of each figure. */
export interface Cost {
  /** User and system time of the server's process, in µs per request. Almost independent of other load. */
  readonly cpuUs: number;
  readonly perSecond: number;
}

/** Runs all servers at once and loads one after another, so that other load on the machine affects all of them. */
export async function measureCosts(subjects: readonly Subject[]): Promise<readonly Cost[]> {
  await using servers = new AsyncDisposableStack();
  const running: (Subject & { readonly server: RunningServer })[] = [];
  for (const subject of subjects) {
    running.push({ ...subject, server: servers.use(await start(subject.recipe, subject.target)) });
  }
  for (const { server, target } of running) await load(server.port, target, WARM_UP_S);
  const best = subjects.map((): Cost => ({ cpuUs: Number.POSITIVE_INFINITY, perSecond: 0 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { server, target }] of running.entries()) {
      const before = await server.cpuMs();
      const { requests, perSecond } = await load(server.port, target, ROUND_S);
      const cpuUs = (((await server.cpuMs()) - before) * 1000) / requests;
      const least = best[index];
      if (least === undefined) continue;
      best[index] = { cpuUs: Math.min(least.cpuUs, cpuUs), perSecond: Math.max(least.perSecond, perSecond) };
    }
  }
  return best;
}
