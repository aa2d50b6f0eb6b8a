import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

import { OptionError } from '../../config/option-readers.ts';
import type { Watchdog } from './watchdog.ts';

/** What is passed on to the command; a second one, or none heeded in time, kills it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a command may take to end when it was told to. */
const GRACE_MS = 5_000;
/** How long what it left running may take. */
const LEFTOVER_GRACE_MS = 1_000;

/** How a command ended. */
export interface CommandEnd {
  /** Its own; 128 and the signal's number where a signal ended it, or where we were told to end it. */
  readonly exitCode: number;
  /** Whether it was ended from outside. */
  readonly isInterrupted: boolean;
}

/**
 * Runs a command with its output passed through, in a process group of its own: signals reach all of it, and when the
 * command has ended nothing of it is left running. The watchdog does the same where this process is killed.
 *
 * @throws {OptionError} where there is no such command, or it may not be run.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  watchdog: Watchdog,
): Promise<CommandEnd> {
  const child = spawn(command, args, {
    // A terminal belongs to our group: whoever reads it from another one is stopped.
    stdio: [process.stdin.isTTY ? 'ignore' : 'inherit', 'inherit', 'inherit'],
    env: environment,
    detached: true,
  });
  if (child.pid !== undefined) watchdog.watch(child.pid);
  let told: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals): void => {
    signalGroup(child, told === undefined ? signal : 'SIGKILL');
    told ??= signal;
    setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    const [code, signal] = await ended(child, command);
    await endLeftovers(child);
    const by = signal ?? told;
    return {
      exitCode: by === undefined ? (code ?? 1) : 128 + constants.signals[by],
      isInterrupted: told !== undefined,
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

/** What a command has started and not waited for. */
async function endLeftovers(child: ChildProcess): Promise<void> {
  if (!signalGroup(child, 'SIGTERM')) return;
  for (const until = performance.now() + LEFTOVER_GRACE_MS; performance.now() < until; await delay(20)) {
    if (!signalGroup(child, 0)) return;
  }
  signalGroup(child, 'SIGKILL');
}

/** Whether there was anyone to signal. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
