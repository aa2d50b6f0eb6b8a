import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { documentFile, documentTarget, wholeTarget } from './target.ts';
import type { Target } from './target.ts';

/** A server that can be attacked. */
export interface Subject {
  readonly name: string;
  readonly target: Target;
  commandLine(port: number): readonly string[];
}

/** A server in its own process. */
export interface RunningSubject extends AsyncDisposable {
  readonly port: number;
  readonly isAlive: boolean;
  /** Its peak memory in megabytes; undefined if the system does not report it. */
  peakMb(): Promise<number | undefined>;
}

const START_LIMIT_MS = 60_000;
const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const lmsMock = (port: number): readonly string[] => [
  inRepository('src/cli/main.ts'),
  '--port',
  String(port),
  '--spec',
  `doc=${documentFile}`,
];

/** All of lms-mock. */
export const whole: Subject = { name: 'lms-mock', target: wholeTarget(), commandLine: lmsMock };

/** lms-mock, Prism and Mockoon on the same document. */
export const alike: readonly Subject[] = [
  { name: 'lms-mock', target: documentTarget('/doc'), commandLine: lmsMock },
  {
    name: 'Prism CLI',
    target: documentTarget(''),
    commandLine: (port) => [
      inRepository('bench/node_modules/@stoplight/prism-cli/dist/index.js'),
      'mock',
      '-m',
      'false',
      '--port',
      String(port),
      documentFile,
    ],
  },
  {
    name: 'Mockoon CLI',
    target: documentTarget(''),
    commandLine: (port) => [
      inRepository('bench/node_modules/@mockoon/cli/bin/run.js'),
      'start',
      '--disable-log-to-file',
      '--hostname',
      '127.0.0.1',
      '--port',
      String(port),
      '--data',
      documentFile,
    ],
  },
];

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** @throws {Error} if the server does not listen after a minute. */
export async function start({ name, commandLine }: Subject): Promise<RunningSubject> {
  const port = await findFreePort();
  const child = spawn(process.execPath, commandLine(port), { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => (complaint = (complaint + String(piece)).slice(-2_000)));
  await untilItListens(
    port,
    () => child.exitCode === null,
    () => `${name} does not start. It said: ${complaint}`,
  );
  return {
    port,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    async peakMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    },
    async [Symbol.asyncDispose]() {
      running.delete(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilItListens(port: number, isAlive: () => boolean, why: () => string): Promise<void> {
  for (const until = performance.now() + START_LIMIT_MS; performance.now() < until && isAlive();) {
    const answer = await fetch(`http://127.0.0.1:${port}/things`).catch(() => undefined);
    if (answer !== undefined) return;
    await delay(100);
  }
  throw new Error(why());
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
