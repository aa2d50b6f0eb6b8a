import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Target } from './exchange.ts';
import { CLIENT_CORE } from './server.ts';

const CONNECTIONS = 32;

/** The results of a load test. */
interface Load {
  readonly perSecond: number;
  readonly requests: number;
}

/** Sets the method and the body, which wrk has no options for. */
const SCRIPT = fileURLToPath(new URL('request.lua', import.meta.url));

/** How many requests a second a server answers. @throws {Error} as {@link load} does. */
export async function requestsPerSecond(port: number, target: Target, seconds: number): Promise<number> {
  return (await load(port, target, seconds)).perSecond;
}

/**
 * Loads a server over keep-alive connections with wrk, from the other core.
 *
 * @throws {Error} if wrk is missing, or the answers don't have the status of the target: 2xx or another one.
 */
export async function load(
  port: number,
  { method = 'GET', path, headers, body = '', status = 200 }: Target,
  seconds: number,
): Promise<Load> {
  const wrk = [
    'wrk',
    '--timeout',
    '20s',
    '--threads',
    '1',
    '--connections',
    String(CONNECTIONS),
    '--duration',
    `${seconds}s`,
  ];
  const sent = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const script = method === 'GET' ? [] : ['--script', SCRIPT];
  const { stdout } = await promisify(execFile)(
    'taskset',
    ['-c', CLIENT_CORE, ...wrk, ...script, ...sent, `http://127.0.0.1:${port}${path}`],
    { env: { ...process.env, METHOD: method, BODY: body } },
  );
  const perSecond = Number(/^Requests\/sec:\s*([\d.]+)/m.exec(stdout)?.[1]);
  const requests = Number(/^\s*(\d+) requests in/m.exec(stdout)?.[1]);
  const isUnexpected = /Socket errors/.test(stdout) || /Non-2xx/.test(stdout) !== status >= 300;
  if (Number.isNaN(perSecond + requests) || isUnexpected) throw new Error(`wrk says of ${method} ${path}: ${stdout}`);
  return { perSecond, requests };
}
