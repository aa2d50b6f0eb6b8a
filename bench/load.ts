import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Target } from './exchange.ts';
import { CLIENT_CORE } from './server.ts';

const CONNECTIONS = 32;

/** The results of a load test. */
interface Load {
  readonly perSecond: number;
  readonly requests: number;
}

/** How many requests a second a server answers. @throws {Error} as {@link load} does. */
export async function requestsPerSecond(port: number, target: Target, seconds: number): Promise<number> {
  return (await load(port, target, seconds)).perSecond;
}

/**
 * Loads a server over keep-alive connections with wrk, from the other core.
 *
 * @throws {Error} if wrk is missing, or an answer is not 2xx.
 */
export async function load(port: number, { path, headers }: Target, seconds: number): Promise<Load> {
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
  const { stdout } = await promisify(execFile)('taskset', [
    '-c',
    CLIENT_CORE,
    ...wrk,
    ...sent,
    `http://127.0.0.1:${port}${path}`,
  ]);
  const perSecond = Number(/^Requests\/sec:\s*([\d.]+)/m.exec(stdout)?.[1]);
  const requests = Number(/^\s*(\d+) requests in/m.exec(stdout)?.[1]);
  if (Number.isNaN(perSecond + requests) || /Non-2xx|Socket errors/.test(stdout))
    throw new Error(`wrk says of GET ${path}: ${stdout}`);
  return { perSecond, requests };
}
