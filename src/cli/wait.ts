import { setTimeout as delay } from 'node:timers/promises';

import { OptionError } from '../config/option-readers.ts';

/** The arguments of the command wait. */
export interface WaitFlags {
  /** Maximum time to wait, in seconds, as text. Default 30. */
  readonly timeout?: string;
}

const DEFAULT_TIMEOUT = '30';
const MAX_SECONDS = 3600;
const INTERVAL_MS = 50;
/** Maximum time for one answer: a connection to an address that drops packets would use up all of the time. */
const ANSWER_MS = 2000;

/**
 * Waits until a server answers its health check.
 *
 * @returns why it did not in time, in one line; undefined if it answered.
 * @throws {OptionError} if the URL or the time is invalid.
 */
export async function wait(url: string, { timeout = DEFAULT_TIMEOUT }: WaitFlags): Promise<string | undefined> {
  const target = URL.parse('/__mock/health', url);
  if (target?.protocol !== 'http:' && target?.protocol !== 'https:')
    throw new OptionError('The URL', 'the address of a server, such as http://127.0.0.1:4010', url);
  const seconds = /^\d{1,4}(\.\d+)?$/.test(timeout) ? Number(timeout) : Number.NaN;
  if (!(seconds <= MAX_SECONDS))
    throw new OptionError('--timeout', `a number of seconds from 0 to ${MAX_SECONDS}`, timeout);
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const problem = await checkHealth(target);
    if (problem === undefined) return undefined;
    if (performance.now() + INTERVAL_MS > until) return `${url} is not ready after ${timeout} s: ${problem}.`;
    await delay(INTERVAL_MS);
  }
}

/** Why the server is not ready; undefined if it is. */
async function checkHealth(target: URL): Promise<string | undefined> {
  try {
    const response = await fetch(target, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' });
    const { status, detail }: Record<string, unknown> = Object(await response.json().catch(() => undefined));
    if (response.status === 200) return status === 'ok' ? undefined : 'the server is not lms-mock';
    return `it answers ${response.status}${typeof detail === 'string' ? `, ${detail.replace(/\.$/, '')}` : ''}`;
  } catch (error) {
    const cause: unknown = Object(error).cause;
    const code = String(Object(cause).code ?? Object(error).name);
    return code === 'ECONNREFUSED' ? 'nothing listens there (ECONNREFUSED)' : `it can't be reached (${code})`;
  }
}
