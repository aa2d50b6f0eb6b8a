import { mkdir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Subject } from './costs.ts';
import type { Target } from './exchange.ts';
import { requestsPerSecond } from './load.ts';
import { table } from './markdown.ts';
import { peers } from './peers/recipes.ts';
import type { Peer } from './peers/recipes.ts';
import { nameOf, pathOf, recordReplies } from './replies.ts';
import { start } from './server.ts';
import { measureStarts } from './starts.ts';
import { count, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

const WARM_UP_S = 2;
const ROUND_S = 2;
const STARTS = 3;
const NOT_MEASURED = '—';

/** Requests a second, start and idle memory of other mocks and validators, on our documents or with our bytes. */
export async function measurePeers(): Promise<string> {
  const targets = documentedTargets();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-peers-'));
  const replies = await recordReplies(targets.values());

  async function subjectOf(peer: Peer, index: number, api: string, target: Target): Promise<Subject | undefined> {
    const own = join(folder.path, `${api}-${index}`);
    await mkdir(own);
    const reply = replies[nameOf(target)];
    if (reply === undefined) throw new Error(`lms-mock gave no answer for ${api}`);
    const headerNames = Object.keys(target.headers);
    const recipe = await peer({ api, path: pathOf(target), headerNames, reply, folder: own });
    return recipe === undefined ? undefined : { recipe, target };
  }

  const ours: Peer = () => Promise.resolve(lmsMock());
  const first: Subject[] = [];
  const rows: string[][] = [];
  for (const [index, peer] of [ours, ...peers].entries()) {
    const cells: string[] = [];
    for (const [api, target] of targets) {
      const subject = await subjectOf(peer, index, api, target);
      if (cells.length === 0 && subject !== undefined) first.push(subject);
      cells.push(subject === undefined ? NOT_MEASURED : count(await throughputOf(subject)));
    }
    rows.push([first[index]?.recipe.name ?? '', ...cells]);
  }
  const starts = await measureStarts(first, STARTS);
  const base = starts[0]?.startMs ?? 0;
  return [
    `Requests a second, ${ROUND_S} s after ${WARM_UP_S} s to warm up; wrk, 32 connections. Prism, Mockoon, express-openapi-validator and openapi-backend read our documents; the last two, json-server and WireMock send our answers. json-server has no XML. Start and memory: the middle of ${STARTS} starts on MOOCit's document.`,
    table(
      ['', ...targets.keys(), 'first answer, ms', 'ratio to lms-mock', 'idle memory, MB'],
      rows.map((cells, index) => {
        const { startMs, idleMb } = starts[index] ?? { startMs: 0, idleMb: 0 };
        return [...cells, count(startMs), ratio(startMs, base), count(idleMb)];
      }),
    ),
  ].join('\n\n');
}

async function throughputOf({ recipe, target }: Subject): Promise<number> {
  await using server = await start(recipe, target);
  await requestsPerSecond(server.port, target, WARM_UP_S);
  // Awaited here, since the server ends with this function.
  const perSecond = await requestsPerSecond(server.port, target, ROUND_S);
  return perSecond;
}
