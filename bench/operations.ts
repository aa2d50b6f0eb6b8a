import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Target } from './exchange.ts';
import { load } from './load.ts';
import { versionOf } from './machine.ts';
import { table } from './markdown.ts';
import { nameOf, recordReplies } from './replies.ts';
import { baseline } from './requests.ts';
import { start } from './server.ts';
import type { RunningServer } from './server.ts';
import { count, ratio } from './statistics.ts';
import { documentedTargets, lmsMock, operationTargets } from './subjects.ts';

const WARM_UP_S = 1;
const LOAD_S = 2;

/** The processor time of each operation of each contract, against a bare Express server that sends the same bytes. */
export async function measureOperations(): Promise<string> {
  const rows: string[][] = [];
  for (const [api, documented] of documentedTargets()) {
    const targets = operationTargets(api);
    const replies = await recordReplies([documented, ...targets.values()]);
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-bench-'));
    const file = join(folder.path, 'replies.json');
    await writeFile(file, JSON.stringify(replies));
    await using ours = await start(lmsMock('--quiet'), documented);
    await using express = await start(baseline('express', file), documented);
    for (const [operationId, target] of targets) {
      const reply = replies[nameOf(target)];
      if (reply === undefined) throw new Error(`lms-mock gave no answer for ${operationId}`);
      const expected = { ...target, status: reply.status };
      const [oursUs, expressUs] = [await cpuUs(ours, expected), await cpuUs(express, expected)];
      const size = count(Buffer.byteLength(reply.body));
      const operation = `${api} ${operationId}`;
      rows.push([operation, String(reply.status), size, count(oursUs), count(expressUs), ratio(oursUs, expressUs)]);
    }
  }
  return [
    `Processor time of the server for a request, user and system, in µs, with --quiet: ${LOAD_S} s after ${WARM_UP_S} s to warm up; wrk, 32 connections. The same request again and again, so one that creates or deletes is refused after the first time. Express ${versionOf('express', '../')}.`,
    table(['operation', 'status', 'bytes', 'lms-mock', 'bare Express', 'ratio'], rows),
  ].join('\n\n');
}

async function cpuUs(server: RunningServer, target: Target): Promise<number> {
  await load(server.port, target, WARM_UP_S);
  const before = await server.cpuMs();
  const { requests } = await load(server.port, target, LOAD_S);
  return (((await server.cpuMs()) - before) * 1000) / requests;
}
