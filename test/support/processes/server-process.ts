import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../..', import.meta.url));
/** The command line and the library as users install them. support/build.ts builds them before the tests. */
export const main: string = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
export const library: string = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));

/** The exit code and the output of a command. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** Its output so far. */
  output(): string;
  /** Waits until it has printed a text. */
  printed(text: string): Promise<void>;
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<Ended & { readonly tookMs: number }>;
}

function start(args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }) {
  const env = { ...process.env, ...options.env };
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd ?? root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([exitCode]): Ended => ({
    exitCode: typeof exitCode === 'number' ? exitCode : null,
    stdout,
    stderr,
  }));
  return { child, ended, output: () => stdout };
}

/** Runs a command line to its end. */
export function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return start(args, options).ended;
}

/** Runs a command line. The reader of its output closes after the first piece. */
export function runForHead(args: readonly string[]): Promise<Ended> {
  const { child, ended } = start(args, {});
  child.stdout.once('data', () => child.stdout.destroy());
  return ended;
}

/** Starts a server on a free port, and waits until it prints that it listens. */
export async function serve(
  args: readonly string[] = [],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ServerProcess> {
  const { child, ended, output } = start(['--port', '0', ...args], options);
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return url;
    }
    return undefined;
  })();
  const url = await listening;
  if (url === undefined) throw new Error(`The server did not start: ${(await ended).stderr}`);
  child.stdout.resume();

  async function stop(signal: NodeJS.Signals): Promise<Ended & { readonly tookMs: number }> {
    const startedAt = performance.now();
    child.kill(signal);
    const end = await ended;
    return { ...end, tookMs: performance.now() - startedAt };
  }

  return {
    url,
    process: child,
    output,
    stop,
    async printed(text) {
      for (let tries = 0; !output().includes(text); tries += 1) {
        if (tries === 1000) throw new Error(`"${text}" was not printed. What was: ${output()}`);
        await delay(20);
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) await stop('SIGKILL');
    },
  };
}
