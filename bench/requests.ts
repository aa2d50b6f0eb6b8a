import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Target } from './exchange.ts';
import { requestsPerSecond } from './load.ts';
import { versionOf } from './machine.ts';
import { table } from './markdown.ts';
import { recordReplies } from './replies.ts';
import { start } from './server.ts';
import type { Recipe, RunningServer } from './server.ts';
import { measureStarts } from './starts.ts';
import { count, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

const WARM_UP_S = 2;
const ROUNDS = 3;
const ROUND_S = 1;
const STARTS = 5;

/** Requests a second, start and idle memory, against bare servers that send the same bytes. */
export async function measureRequests(): Promise<string> {
  const targets = documentedTargets();
  const [first] = targets.values();
  if (first === undefined) throw new Error('lms-mock serves no API');
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-bench-'));
  const replies = join(folder.path, 'replies.json');
  await writeFile(replies, JSON.stringify(await recordReplies(targets.values())));
  const recipes = [
    lmsMock(),
    { ...lmsMock('--quiet'), name: 'lms-mock --quiet' },
    baseline('express', replies),
    baseline('http', replies),
  ];

  const throughput: string[][] = [];
  for (const [api, target] of targets) {
    const [ours = 0, quiet = 0, express = 0, http = 0] = await throughputOf(recipes, target);
    throughput.push([
      api,
      count(ours),
      count(quiet),
      count(express),
      count(http),
      ratio(ours, express),
      ratio(ours, http),
    ]);
  }
  return [
    `Requests a second, the best of ${ROUNDS} rounds of ${ROUND_S} s after ${WARM_UP_S} s to warm up; wrk, 32 connections. Express ${versionOf('express', '../')}.`,
    table(
      ['API', 'lms-mock', 'with --quiet', 'bare Express', 'bare node:http', 'ratio to Express', 'ratio to node:http'],
      throughput,
    ),
    `From the start of the process to the end of its first answer, and memory then: the middle of ${STARTS} starts.`,
    await tableOfStarts(recipes, first),
  ].join('\n\n');
}

function baseline(name: 'express' | 'http', replies: string): Recipe {
  const program = fileURLToPath(new URL(`baselines/${name}.mjs`, import.meta.url));
  return { name: `bare ${name}`, commandLine: (port) => [process.execPath, program, String(port), replies] };
}

/** The rounds take turns, so that what else the machine does falls on all of them. */
async function throughputOf(recipes: readonly Recipe[], target: Target): Promise<readonly number[]> {
  await using servers = new AsyncDisposableStack();
  const running: RunningServer[] = [];
  for (const recipe of recipes) running.push(servers.use(await start(recipe, target)));
  for (const { port } of running) await requestsPerSecond(port, target, WARM_UP_S);
  const best = running.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { port }] of running.entries()) {
      best[index] = Math.max(best[index] ?? 0, await requestsPerSecond(port, target, ROUND_S));
    }
  }
  return best;
}

async function tableOfStarts(recipes: readonly Recipe[], target: Target): Promise<string> {
  const measured = await measureStarts(
    recipes.map((recipe) => ({ recipe, target })),
    STARTS,
  );
  const express = measured[recipes.findIndex(({ name }) => name === 'bare express')];
  if (express === undefined) throw new Error('Express was not measured');
  return table(
    ['', 'first answer, ms', 'ratio to Express', 'idle memory, MB', 'ratio to Express'],
    measured.map(({ startMs, idleMb }, index) => [
      recipes[index]?.name ?? '',
      count(startMs),
      ratio(startMs, express.startMs),
      count(idleMb),
      ratio(idleMb, express.idleMb),
    ]),
  );
}
