import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { ask } from './exchange.ts';
import type { Target } from './exchange.ts';
import { table } from './markdown.ts';
import { start } from './server.ts';
import { count } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

/** Number of learners with about a million rows in MOOCit's list. */
const LEARNERS = 700_000;
const MEASURED_MS = 5000;
const SETTLE_MS = 500;
const READERS = fileURLToPath(new URL('readers.ts', import.meta.url));

interface Load {
  readonly name: string;
  readonly streams: number;
  /** Whether the clients read as fast as possible, and request the next stream at the end of one; else they read nothing. */
  readonly isRead: boolean;
}

const LOADS: readonly Load[] = [
  { name: 'nothing', streams: 0, isRead: false },
  { name: '1 stream', streams: 1, isRead: true },
  { name: '300 streams that are read', streams: 300, isRead: true },
  { name: '300 streams that are not read', streams: 300, isRead: false },
];

/** The time of a small request during long streams, the memory of these, and the time of the shutdown. */
export async function measureBeside(): Promise<string> {
  const documented = documentedTargets().get('moocit');
  const small: Target = { path: documented?.path ?? '', headers: documented?.headers ?? {} };
  const long: Target = { ...small, path: '/api/so2/v1/completion' };
  const rows: string[][] = [];
  for (const load of LOADS) rows.push([load.name, ...(await measureLoad(load, small, long))]);
  return [
    `MOOCit's documented request over one connection, one at a time for ${MEASURED_MS / 1000} s, beside streams of all completions: ${count(LEARNERS)} learners, a million rows.`,
    table(
      ['beside', 'requests', 'p50, ms', 'p99, ms', 'slowest, ms', 'peak above idle, MB', 'SIGTERM to the end, ms'],
      rows,
    ),
  ].join('\n\n');
}

async function measureLoad({ streams, isRead }: Load, small: Target, long: Target): Promise<readonly string[]> {
  await using server = await start(lmsMock('--quiet', '--learners', String(LEARNERS)), small);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await delay(SETTLE_MS);
  const idleMb = await server.residentMb();
  await server.resetPeak();
  // The readers run in their own process, so that they do not delay the small requests here.
  const readers = spawn(process.execPath, [READERS, JSON.stringify({ port: server.port, streams, isRead, ...long })]);
  await once(readers.stdout, 'data');
  const times: number[] = [];
  const until = performance.now() + MEASURED_MS;
  while (performance.now() < until) {
    const sentAt = performance.now();
    await ask(server.port, small, agent);
    times.push(performance.now() - sentAt);
  }
  const aboveIdleMb = (await server.peakMb()) - idleMb;
  const endedAfterMs = await server.terminate();
  readers.kill('SIGKILL');
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return [count(times.length), at(0.5), at(0.99), at(1), count(aboveIdleMb), count(endedAfterMs)];
}
