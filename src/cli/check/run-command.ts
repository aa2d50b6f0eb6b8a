import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

import { OptionError } from '../../config/option-readers.ts';
import type { Watchdog } from './watchdog.ts';

/** Signals that are passed on to the command. A second one, or a timeout, kills it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Maximum time between a signal and the end of the command. */
const GRACE_MS = 5_000;
/** Maximum time for the processes that it left running. */
const LEFTOVER_GRACE_MS = 1_000;

/** How a command ended. */
export interface CommandEnd {
  /** The code of the command; 128 plus the signal number if a signal ended it or this process. */
  readonly exitCode: number;
  /** Whether a signal to this process ended it. */
  readonly isInterrupted: boolean;
}

/**
 * Runs a command with its output passed through, in its own process group. Signals reach the whole group, and when the
 * command has ended, its remaining processes are ended too. The watchdog does this if the process of `check` is killed.
 *
 * @throws {OptionError} if the command does not exist or can't be started.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  watchdog: Watchdog,
): Promise<CommandEnd> {
  const child = spawn(command, args, {
    // A terminal belongs to the process group of check. A process of another group that reads from it is stopped.
    stdio: [process.stdin.isTTY ? 'ignore' : 'inherit', 'inherit', 'inherit'],
    env: environment,
    detached: true,
  });
  if (child.pid !== undefined) watchdog.watch(child.pid);
  let sentSignal: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals): void => {
    signalGroup(child, sentSignal === undefined ? signal : 'SIGKILL');
    sentSignal ??= signal;
    setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    const [code, signal] = await ended(child, command);
    await endLeftovers(child);
    const by = signal ?? sentSignal;
    return {
      exitCode: by === undefined ? (code ?? 1) : 128 + constants.signals[by],
      isInterrupted: sentSignal !== undefined,
    };
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

async function ended(child: ChildProcess, command: string): Promise<readonly [number | null, NodeJS.Signals | null]> {
  try {
    await once(child, 'exit');
    return [child.exitCode, child.signalCode];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const wanted =
      code === 'ENOENT' ? 'a program that exists' : `a program that can be started (${String(code ?? error)})`;
    throw new OptionError('The command', wanted, command);
  }
}

/** Ends the processes that a command has started and not waited for. */
async function endLeftovers(child: ChildProcess): Promise<void> {
  if (!signalGroup(child, 'SIGTERM')) return;
  for (const until = performance.now() + LEFTOVER_GRACE_MS; performance.now() < until; await delay(20)) {
    if (!signalGroup(child, 0)) return;
  }
  signalGroup(child, 'SIGKILL');
}

/** Sends a signal to the group. Returns whether there was a process. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
