import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { createIds } from '../src/apis/stackone/ids.ts';
import { createMock } from '../src/index.ts';
import type { Campus } from '../src/index.ts';
import { ask } from './exchange.ts';
import type { Target } from './exchange.ts';
import { table } from './markdown.ts';
import { start } from './server.ts';
import type { Recipe } from './server.ts';
import { measureStarts } from './starts.ts';
import { count, median, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

/** The default comes first, since the others are compared with it. */
const SIZES = [
  { learners: 200, courses: 12 },
  { learners: 10, courses: 12 },
  { learners: 10_000, courses: 12 },
  { learners: 10_000_000, courses: 12 },
  { learners: 200, courses: 10_000 },
  { learners: 10_000_000, courses: 10_000 },
];
const STARTS = 5;
const REQUESTS = 3000;
const WARM_UP_REQUESTS = 3000;
/** Number of different entities that are requested in turn, evenly distributed over the campus. */
const ENTITIES = 200;
const ROUNDS = 3;

/** The costs of a campus of each size: start, memory, and the time of a request for one entity. */
export async function measureSize(): Promise<string> {
  const [documented] = documentedTargets().values();
  if (documented === undefined) throw new Error('lms-mock serves no API');
  const recipes = SIZES.map(({ learners, courses }) =>
    lmsMock('--quiet', '--learners', String(learners), '--courses', String(courses)),
  );
  const starts = await measureStarts(
    recipes.map((recipe) => ({ recipe, target: documented })),
    STARTS,
  );
  const requestsUs = await measureRequestsUs(recipes, documented);
  const [base] = starts;
  const [baseUs = 0] = requestsUs;
  return [
    `Start and memory: the middle of ${STARTS} starts. A request: one seeded completion (StackOne) by its id, of ${ENTITIES} that lie all over the campus, one at a time over one connection; the middle of ${count(REQUESTS)}, the best of ${ROUNDS} rounds. Ratios to the default, the first line.`,
    table(
      ['learners', 'courses', 'first answer, ms', 'ratio', 'idle memory, MB', 'ratio', 'a request, µs', 'ratio'],
      SIZES.map(({ learners, courses }, index) => {
        const { startMs, idleMb } = starts[index] ?? { startMs: 0, idleMb: 0 };
        const requestUs = requestsUs[index] ?? 0;
        return [
          count(learners),
          count(courses),
          count(startMs),
          ratio(startMs, base?.startMs ?? 0),
          count(idleMb),
          ratio(idleMb, base?.idleMb ?? 0),
          count(requestUs),
          ratio(requestUs, baseUs),
        ];
      }),
    ),
  ].join('\n\n');
}

/** Measures all sizes in turn, so that other load on the machine affects all of them. */
async function measureRequestsUs(recipes: readonly Recipe[], documented: Target): Promise<readonly number[]> {
  await using servers = new AsyncDisposableStack();
  const subjects: { readonly port: number; readonly targets: readonly Target[] }[] = [];
  for (const [index, recipe] of recipes.entries()) {
    const server = servers.use(await start(recipe, documented));
    subjects.push({ port: server.port, targets: completionsOf(createMock(SIZES[index]).campus) });
  }
  const best = subjects.map(() => Infinity);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { port, targets }] of subjects.entries()) {
      const took = await middleUs(port, targets, round === 0 ? WARM_UP_REQUESTS : REQUESTS);
      if (round > 0) best[index] = Math.min(best[index] ?? Infinity, took);
    }
    await delay(0);
  }
  return best;
}

async function middleUs(port: number, targets: readonly Target[], times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tookUs: number[] = [];
  for (let sent = 0; sent < times; sent += 1) {
    const target = targets[sent % targets.length];
    if (target === undefined) throw new Error('the campus has no completion');
    const startedAt = performance.now();
    const { status } = await ask(port, target, agent);
    tookUs.push((performance.now() - startedAt) * 1000);
    if (status !== 200) throw new Error(`GET ${target.path} is answered with ${status}`);
  }
  agent.destroy();
  return median(tookUs);
}

/** Seeded completions, of learners at equal distances. */
function completionsOf(campus: Campus): readonly Target[] {
  const headers = documentedTargets().get('stackone')?.headers ?? {};
  const ids = createIds(campus).completion;
  const targets: Target[] = [];
  const step = Math.max(1, Math.floor(campus.learnerCount / (ENTITIES * 4)));
  for (let learner = campus.learnerCount - 1; learner >= 0 && targets.length < ENTITIES; learner -= step) {
    for (const { index, completedAt } of campus.enrolmentsOfLearner(campus.learner(learner))) {
      if (completedAt !== undefined) targets.push({ path: `/unified/lms/completions/${ids.idOf(index)}`, headers });
    }
  }
  return targets;
}
