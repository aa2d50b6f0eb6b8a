import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { bodyShots } from './body-shots.ts';
import { fire } from './fire.ts';
import { httpShots, strangerShots } from './http-shots.ts';
import { Random } from './random.ts';
import { send, write } from './shot.ts';
import type { Aim } from './shot.ts';
import { start } from './subject.ts';
import type { Subject } from './subject.ts';

/** The results of the requests of one kind. */
export interface KindTally {
  sent: number;
  /** Answers with a status of 500 and more. */
  failed: number;
  /** Whole requests without an answer. */
  unanswered: number;
  /** Unauthorised requests that were not refused. */
  letIn: number;
}

/** The results of an attack. */
export interface BattleReport extends KindTally {
  readonly name: string;
  readonly kinds: ReadonlyMap<string, KindTally>;
  /** The longest time that a small request waited for its answer during the attack. */
  readonly longestMs: number;
  readonly peakMb: number | undefined;
  /** Whether the process was still running at the end. */
  readonly isAlive: boolean;
}

/** Options of an attack. */
export interface BattleOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly connections: number;
  /** Maximum number of requests. */
  readonly requests: number;
  /** One kind of shots alone. */
  readonly only?: string | undefined;
}

/** A browser adds its own unauthorised requests. */
export type Meanwhile = (port: number) => Promise<Pick<KindTally, 'sent' | 'letIn'>>;

/** Attacks a server with all kinds of shots, in turns, for a time. */
export async function battle(
  subject: Subject,
  { seed, seconds, connections, requests, only }: BattleOptions,
  meanwhile?: { readonly kind: string; readonly run: Meanwhile },
): Promise<BattleReport> {
  await using server = await start(subject);
  const { port } = server;
  const { controls, probe, reads, writes } = subject.target;
  // Otherwise the loading of modules on the first request would count as time without an answer.
  for (const call of reads) await fire(port, { bytes: write(call) });
  for (const call of writes) await fire(port, send(call, 'application/json', '{}'));
  const aims: readonly (readonly [string, Aim])[] = Object.entries({
    ...httpShots,
    ...bodyShots,
    ...(controls.length === 0 ? {} : strangerShots),
  }).filter(([kind]) => only === undefined || kind === only);
  const kinds = new Map(aims.map(([kind]): [string, KindTally] => [kind, emptyTally()]));
  const watcher = new Worker(new URL('probe.ts', import.meta.url), { workerData: { port, path: probe.path } });
  const until = performance.now() + seconds * 1_000;
  let sent = 0;

  async function attack(index: number): Promise<void> {
    const random = new Random(seed * 10_000 + index);
    // Mixed, so that a short attack has all kinds, too.
    for (
      let turn = Math.floor((index * aims.length) / connections);
      performance.now() < until && server.isAlive && sent < requests;
      turn += 1
    ) {
      sent += 1;
      const [kind, aim] = aims[turn % aims.length] ?? ['', undefined];
      const tally = kinds.get(kind);
      if (aim === undefined || tally === undefined) return;
      const { status, isUnanswered, isLetIn } = await fire(port, aim(random, subject.target));
      tally.sent += 1;
      if (status !== undefined && status >= 500) tally.failed += 1;
      if (isUnanswered) tally.unanswered += 1;
      if (isLetIn) tally.letIn += 1;
    }
  }

  const others = meanwhile?.run(port);
  await Promise.all(Array.from({ length: connections }, (_, index) => attack(index)));
  if (meanwhile !== undefined) kinds.set(meanwhile.kind, { ...emptyTally(), ...(await others) });
  watcher.postMessage('end', []);
  const [longestMs] = await once(watcher, 'message');
  await watcher.terminate();
  return {
    name: subject.name,
    kinds,
    ...sum(kinds.values()),
    longestMs: Number(longestMs),
    peakMb: await server.peakMb(),
    isAlive: server.isAlive,
  };
}

function emptyTally(): KindTally {
  return { sent: 0, failed: 0, unanswered: 0, letIn: 0 };
}

function sum(tallies: Iterable<KindTally>): KindTally {
  const all = emptyTally();
  for (const { sent, failed, unanswered, letIn } of tallies) {
    all.sent += sent;
    all.failed += failed;
    all.unanswered += unanswered;
    all.letIn += letIn;
  }
  return all;
}
