import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { drain } from './drain.ts';
import type { Drained } from './drain.ts';
import { ask } from './exchange.ts';
import type { Target } from './exchange.ts';
import { table } from './markdown.ts';
import { start } from './server.ts';
import type { Recipe } from './server.ts';
import { count, median, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

/** Number of learners with about a million rows in MOOCit's list. */
const LEARNERS = 700_000;
/** The first ones are slower, because V8 compiles meanwhile. */
const RUNS = 5;
/** Number of objects that a loop stringifies at a time. */
const READY_ROWS = 256;
const SETTLE_MS = 500;

interface Streamed {
  readonly name: string;
  readonly runs: readonly Drained[];
  /** The peak memory during the streams, minus that before the first one. */
  readonly aboveIdleMb: number;
}

/** A stream of a million rows against two loops that stringify ready rows into the same kind of socket. */
export async function measureStream(): Promise<string> {
  const documented = documentedTargets().get('moocit');
  const all: Target = { path: '/api/so2/v1/completion', headers: documented?.headers ?? {} };
  const one: Target = { ...all, path: documented?.path ?? '' };
  const recipe = lmsMock('--quiet', '--learners', String(LEARNERS));

  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-bench-'));
  const [every, few] = [join(folder.path, 'all.json'), join(folder.path, 'few.json')];
  const rowCount = await keepRows(await readAll(recipe, one, all), every, few);
  const streamed = [
    await streamFrom('lms-mock', recipe, one, all),
    await streamFrom('a loop over all rows, ready as objects', loopOver(every, rowCount), ROOT, ROWS),
    await streamFrom(`a loop over the first ${READY_ROWS}, again and again`, loopOver(few, rowCount), ROOT, ROWS),
  ];
  const [ours = 0, ofAll = 0, ofFew = 0] = streamed.map(bestOf);
  return [
    `MOOCit's completions, ${count(LEARNERS)} learners, ${count(rowCount)} rows, JSON, ${RUNS} runs one after another in one process.`,
    table(['', 'MB', 'MB/s', 'first byte, ms', 'peak above idle, MB'], streamed.map(show)),
    `The best runs against each other: ${ratio(ours, ofAll)} of the loop over all rows, ${ratio(ours, ofFew)} of the other.`,
  ].join('\n\n');
}

function bestOf({ runs }: Streamed): number {
  return Math.max(...runs.map(({ mbPerSecond }) => mbPerSecond));
}

function show({ name, runs, aboveIdleMb }: Streamed): string[] {
  return [
    name,
    count(median(runs.map(({ bytes }) => bytes)) / 1e6),
    runs.map(({ mbPerSecond }) => count(mbPerSecond)).join(', '),
    runs.map(({ firstByteMs }) => firstByteMs.toFixed(1)).join(', '),
    count(aboveIdleMb),
  ];
}

const ROOT: Target = { path: '/', headers: {} };
const ROWS: Target = { path: '/rows', headers: {} };

function loopOver(file: string, rowCount: number): Recipe {
  const loop = fileURLToPath(new URL('baselines/loop.mjs', import.meta.url));
  return {
    name: 'the loop',
    commandLine: (port) => [process.execPath, loop, String(port), file, String(rowCount)],
  };
}

async function readAll(recipe: Recipe, one: Target, all: Target): Promise<string> {
  await using server = await start(recipe, one);
  return (await ask(server.port, all)).body;
}

/** Writes all rows to a file, and the first ones to another. Returns their number. */
async function keepRows(body: string, every: string, few: string): Promise<number> {
  let rowCount = 0;
  let firstRowsEnd = 0;
  for (let at = body.indexOf(ROW); at !== -1; at = body.indexOf(ROW, at + 1)) {
    if (rowCount === READY_ROWS) firstRowsEnd = at;
    rowCount += 1;
  }
  await writeFile(every, body);
  await writeFile(few, `${body.slice(0, firstRowsEnd).replace(/,\s*$/, '')}]`);
  return rowCount;
}

/** The beginning of a row. */
const ROW = '{"username":';

async function streamFrom(name: string, recipe: Recipe, one: Target, all: Target): Promise<Streamed> {
  await using server = await start(recipe, one);
  await delay(SETTLE_MS);
  const idleMb = await server.residentMb();
  await server.resetPeak();
  const runs: Drained[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const drained = await drain(server.port, all);
    if (!drained.end.endsWith('0\r\n\r\n')) throw new Error(`${recipe.name} broke off after ${drained.bytes} bytes`);
    runs.push(drained);
  }
  return { name, runs, aboveIdleMb: (await server.peakMb()) - idleMb };
}
