import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { HOW_COSTS_ARE_MEASURED, measureCosts } from './costs.ts';
import type { Target } from './exchange.ts';
import { versionOf } from './machine.ts';
import { table } from './markdown.ts';
import { recordReplies } from './replies.ts';
import type { Recipe } from './server.ts';
import { measureStarts } from './starts.ts';
import { count, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

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

  const times: string[][] = [];
  const rates: string[][] = [];
  for (const [api, target] of targets) {
    const costs = await measureCosts(recipes.map((recipe) => ({ recipe, target })));
    const [ours = 0, quiet = 0, express = 0, http = 0] = costs.map(({ cpuUs }) => cpuUs);
    times.push([api, ...[ours, quiet, express, http].map(count), ratio(ours, express), ratio(quiet, express)]);
    rates.push([api, ...costs.map(({ perSecond }) => count(perSecond))]);
  }
  return [
    `Processor time of the server for a request, user and system, in µs, and requests a second: ${HOW_COSTS_ARE_MEASURED}. Express ${versionOf('express', '../')}.`,
    table(
      ['µs', 'lms-mock', 'with --quiet', 'bare Express', 'bare node:http', 'ratio to Express', 'ratio with --quiet'],
      times,
    ),
    table(['requests a second', 'lms-mock', 'with --quiet', 'bare Express', 'bare node:http'], rates),
    `From the start of the process to the end of its first answer, its processor time, and memory then: the median of ${STARTS} starts.`,
    await tableOfStarts(recipes, first),
  ].join('\n\n');
}

/** A bare server of a kind that sends the replies of a file. */
export function baseline(name: 'express' | 'http', replies: string): Recipe {
  const program = fileURLToPath(new URL(`baselines/${name}.mjs`, import.meta.url));
  return { name: `bare ${name}`, commandLine: (port) => [process.execPath, program, String(port), replies] };
}

async function tableOfStarts(recipes: readonly Recipe[], target: Target): Promise<string> {
  const measured = await measureStarts(
    recipes.map((recipe) => ({ recipe, target })),
    STARTS,
  );
  const express = measured[recipes.findIndex(({ name }) => name === 'bare express')];
  if (express === undefined) throw new Error('Express was not measured');
  return table(
    ['', 'first answer, ms', 'ratio', 'processor time, ms', 'ratio', 'idle memory, MB', 'ratio'],
    measured.map(({ startMs, cpuMs, idleMb }, index) => [
      recipes[index]?.name ?? '',
      count(startMs),
      ratio(startMs, express.startMs),
      count(cpuMs),
      ratio(cpuMs, express.cpuMs),
      count(idleMb),
      ratio(idleMb, express.idleMb),
    ]),
  );
}
