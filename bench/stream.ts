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

/** So many learners have about a million rows in MOOCit's list. */
const LEARNERS = 700_000;
const RUNS = 3;
/** As many ready objects as the loop stringifies at a time. */
const READY_ROWS = 256;
const SETTLE_MS = 500;

interface Streamed {
  readonly runs: readonly Drained[];
  /** The most that the process held while it streamed, over what it held before its first stream. */
  readonly aboveIdleMb: number;
}

/** A stream of a million rows against a loop that stringifies ready rows into the same kind of socket. */
export async function measureStream(): Promise<string> {
  const documented = documentedTargets().get('moocit');
  const all: Target = { path: '/api/so2/v1/completion', headers: documented?.headers ?? {} };
  const one: Target = { ...all, path: documented?.path ?? '' };
  const recipe = lmsMock('--quiet', '--learners', String(LEARNERS));

  const { rows, rowCount } = await readRows(recipe, one, all);
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-bench-'));
  const file = join(folder.path, 'rows.json');
  await writeFile(file, JSON.stringify(rows));
  const loop = fileURLToPath(new URL('baselines/loop.mjs', import.meta.url));
  const base: Recipe = {
    name: 'the loop',
    commandLine: (port) => [process.execPath, loop, String(port), file, String(rowCount)],
  };

  const ours = await streamFrom(recipe, one, all);
  const theirs = await streamFrom(base, { path: '/', headers: {} }, { path: '/rows', headers: {} });
  const [best, bestOfLoop] = [ours, theirs].map(({ runs }) => Math.max(...runs.map(({ mbPerSecond }) => mbPerSecond)));
  const show = (name: string, { runs, aboveIdleMb }: Streamed): string[] => [
    name,
    count(median(runs.map(({ bytes }) => bytes)) / 1e6),
    runs.map(({ mbPerSecond }) => count(mbPerSecond)).join(', '),
    runs.map(({ firstByteMs }) => firstByteMs.toFixed(1)).join(', '),
    count(aboveIdleMb),
  ];
  return [
    `MOOCit's completions, ${count(LEARNERS)} learners, ${count(rowCount)} rows, JSON, ${RUNS} runs one after another in one process.`,
    table(
      ['', 'MB', 'MB/s', 'first byte, ms', 'peak above idle, MB'],
      [show('lms-mock', ours), show(`a loop over ${READY_ROWS} ready objects`, theirs)],
    ),
    `The best runs against each other: ${ratio(best ?? 0, bestOfLoop ?? 0)}.`,
  ].join('\n\n');
}

/** The first rows, and how many there are. */
async function readRows(recipe: Recipe, one: Target, all: Target): Promise<{ rows: unknown; rowCount: number }> {
  await using server = await start(recipe, one);
  const { body } = await ask(server.port, all);
  let rowCount = 0;
  let firstRowsEnd = 0;
  for (let at = body.indexOf(ROW); at !== -1; at = body.indexOf(ROW, at + 1)) {
    if (rowCount === READY_ROWS) firstRowsEnd = at;
    rowCount += 1;
  }
  return { rows: JSON.parse(`${body.slice(0, firstRowsEnd).replace(/,\s*$/, '')}]`), rowCount };
}

/** Where a row begins. */
const ROW = '{"username":';

async function streamFrom(recipe: Recipe, one: Target, all: Target): Promise<Streamed> {
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
  return { runs, aboveIdleMb: (await server.peakMb()) - idleMb };
}
