import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { freePort } from '../test/support/processes/free-port.ts';
import { ask } from './exchange.ts';
import type { Target } from './exchange.ts';

/** The command line of a server, with its port. */
export interface Recipe {
  readonly name: string;
  commandLine(port: number): readonly [command: string, ...args: string[]];
}

/** A server that runs in its own process, alone on its core. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** From the start of the process to the end of the first answer. */
  readonly firstAnswerMs: number;
  /** Its processor time so far. */
  cpuMs(): Promise<number>;
  /** Its current memory. */
  residentMb(): Promise<number>;
  /** Resets the peak memory. */
  resetPeak(): Promise<void>;
  /** Its peak memory since the last reset. */
  peakMb(): Promise<number>;
  /** Sends SIGTERM, and returns the time until the process has ended. Kills it after 2 s. */
  terminate(): Promise<number>;
}

/** The core of the servers. Clients use the other one. */
export const SERVER_CORE = '0';
export const CLIENT_CORE = '1';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 2000;
/** Time between two attempts to connect. */
const KNOCK_MS = 1;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/**
 * Starts a server, and sends requests until it answers.
 *
 * @throws {Error} if it ends, answers anything but 200, or has not answered after two minutes.
 */
export async function start({ name, commandLine }: Recipe, target: Target): Promise<RunningServer> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn('taskset', ['-c', SERVER_CORE, ...commandLine(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let complaint = '';
  child.stderr?.on('data', (piece: Buffer) => {
    complaint = (complaint + piece.toString()).slice(-2000);
  });
  try {
    await firstAnswer(child, port, target);
  } catch (error) {
    await stop(child);
    throw new Error(`${name} does not answer GET ${target.path}. It said: ${complaint}`, { cause: error });
  }
  const firstAnswerMs = performance.now() - startedAt;
  return {
    port,
    firstAnswerMs,
    cpuMs: () => readCpuMs(child),
    residentMb: () => readMb(child, 'VmRSS'),
    resetPeak: () => writeFile(`/proc/${child.pid}/clear_refs`, '5'),
    peakMb: () => readMb(child, 'VmHWM'),
    async terminate() {
      const sentAt = performance.now();
      await stop(child);
      return performance.now() - sentAt;
    },
    [Symbol.asyncDispose]: () => stop(child),
  };
}

async function firstAnswer(child: ChildProcess, port: number, target: Target): Promise<void> {
  const agent = new Agent({ keepAlive: false });
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    const status = await ask(port, target, agent).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
    if (status !== undefined) throw new Error(`it answers ${status}`);
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    if (performance.now() > until) throw new Error(`no answer after ${START_LIMIT_MS} ms`);
    await delay(KNOCK_MS);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }
  running.delete(child);
}

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;

async function readCpuMs({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program may have spaces; the time in user and kernel mode are the 12th and 13th field behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function readMb({ pid }: ChildProcess, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(String.raw`^${field}:\s*(\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}
