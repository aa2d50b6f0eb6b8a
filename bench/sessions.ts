import { Agent } from 'node:http';

import { ask } from './exchange.ts';
import type { Target } from './exchange.ts';
import { table } from './markdown.ts';
import { start } from './server.ts';
import { count } from './statistics.ts';
import { documentedTargets, lmsMock, operationTargets } from './subjects.ts';

const SESSIONS = 9_000;
const AT_ONCE = 32;

/** The memory of live sessions: those that have only read, and those that have also written. */
export async function measureSessions(): Promise<string> {
  const documented = documentedTargets().get('moocit');
  const written = operationTargets('moocit').get('bulkEnroll');
  if (documented === undefined || written === undefined) throw new Error('lms-mock does not serve MOOCit');
  const kinds: readonly (readonly [string, readonly Target[]])[] = [
    ['has read once', [documented]],
    ['has read twice', [documented, documented]],
    ['has written once', [written]],
    ['has written, and read twice', [written, documented, documented]],
  ];
  const rows: string[][] = [];
  for (const [kind, targets] of kinds) {
    await using server = await start(lmsMock('--quiet', '--journal', '0'), documented);
    await send(server.port, [documented], 'warm', 500);
    const idleMb = await server.residentMb();
    await send(server.port, targets, 'session', SESSIONS);
    const mb = (await server.residentMb()) - idleMb;
    rows.push([kind, count(mb), ((mb * 1024) / SESSIONS).toFixed(1)]);
  }
  return [
    `${count(SESSIONS)} live sessions of MOOCit without a journal, each with its own requests: resident memory above that of the idle server, garbage included.`,
    table(['each session', 'MB', 'KB a session'], rows),
  ].join('\n\n');
}

/** Sends the requests in as many sessions. */
async function send(port: number, targets: readonly Target[], name: string, sessions: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  for (let first = 0; first < sessions; first += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, sessions - first) }, (_one, place) => `${name}${first + place}`);
    await Promise.all(ids.map((id) => sendIn(port, targets, id, agent)));
  }
  agent.destroy();
}

async function sendIn(port: number, targets: readonly Target[], id: string, agent: Agent): Promise<void> {
  for (const target of targets) {
    const { status } = await ask(port, { ...target, headers: { ...target.headers, 'x-lms-mock-session': id } }, agent);
    if (status !== 200) throw new Error(`${target.path} is answered with ${status} in the session ${id}`);
  }
}
