import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Target } from './exchange.ts';
import { CLIENT_CORE } from './server.ts';

const CONNECTIONS = 32;

/**
 * How many requests a second a server answers, asked over keep-alive connections by wrk, from the other core.
 *
 * @throws {Error} where wrk is missing, or an answer is not 2xx.
 */
export async function requestsPerSecond(port: number, { path, headers }: Target, seconds: number): Promise<number> {
  const wrk = ['wrk', '--threads', '1', '--connections', String(CONNECTIONS), '--duration', `${seconds}s`];
  const sent = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)('taskset', [
    '-c',
    CLIENT_CORE,
    ...wrk,
    ...sent,
    `http://127.0.0.1:${port}${path}`,
  ]);
  const perSecond = Number(/^Requests\/sec:\s*([\d.]+)/m.exec(stdout)?.[1]);
  if (Number.isNaN(perSecond) || /Non-2xx|Socket errors/.test(stdout))
    throw new Error(`wrk says of GET ${path}: ${stdout}`);
  return perSecond;
}
