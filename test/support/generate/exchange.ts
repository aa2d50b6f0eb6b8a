import { once } from 'node:events';
import { request } from 'node:http';
import type { Agent, IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { targetOf } from './requests.ts';
import type { GeneratedRequest } from './requests.ts';

/** A reply as received from the socket. */
export interface WireReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Every header except for the date and the id of the request, in the order sent. */
  readonly head: string;
  readonly text: string;
}

/** Maximum time in which a server must answer, also on a busy machine. */
const PATIENCE_MS = 15_000;

/**
 * Sends a request unchanged. Unlike `fetch`, it does not normalize the address.
 *
 * @throws {Error} if no complete answer arrives in time.
 */
export async function exchange(generated: GeneratedRequest, port: number, agent: Agent): Promise<WireReply> {
  const { method, headers, body: sent } = generated;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const outgoing = request({ port, host: '127.0.0.1', method, path: targetOf(generated), headers, agent, signal });
  outgoing.end(method === 'POST' ? (sent ?? '{"some":"body"}') : undefined);
  const [incoming] = await once(outgoing, 'response', { signal });
  const { statusCode, headers: received, rawHeaders } = incoming;
  const body = await buffer(incoming);
  return { status: statusCode, headers: received, head: headOf(rawHeaders), text: body.toString('utf8') };
}

function headOf(rawHeaders: readonly string[]): string {
  const names = ['Date', 'request-id'].map((name) => rawHeaders.indexOf(name));
  return rawHeaders
    .filter((_, index) => !names.some((at) => at !== -1 && (index === at || index === at + 1)))
    .join('\n');
}
