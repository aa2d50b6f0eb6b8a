import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { Shot } from './shot.ts';

/** The result of a request. */
export interface Hit {
  /** Status of the first answer; undefined without an answer. */
  readonly status: number | undefined;
  /** Whether the request was complete, and got no answer. */
  readonly isUnanswered: boolean;
  /** Whether an unauthorised request was not refused. */
  readonly isLetIn: boolean;
}

/** Maximum time that an attacker waits for the answer to a complete request. */
const PATIENCE_MS = 20_000;
/** Time after which an attacker with an endless request leaves. */
const LEAVES_MS = 300;
/** Maximum time to wait for the rest of an answer. */
const QUIET_MS = 50;
const PIECE_MS = 20;
const MAX_HEAD_CHARACTERS = 65_536;

/** Sends a request over its own connection, and waits for the result. */
export async function fire(port: number, shot: Shot): Promise<Hit> {
  const { bytes, isUnfinished = false, leavesAtOnce = false, mustBeRefused = false, pieceBytes } = shot;
  const socket = connect(port, '127.0.0.1');
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let received = '';
  let [quiet, latest]: (NodeJS.Timeout | undefined)[] = [];
  socket.on('data', (chunk) => {
    if (received.length < MAX_HEAD_CHARACTERS) received += chunk.toString('latin1');
    if (statusOf(received) === undefined) return;
    clearTimeout(quiet);
    quiet = setTimeout(end, QUIET_MS);
    // An endless answer need not be read.
    latest ??= setTimeout(end, 10 * QUIET_MS);
  });
  // A server that has answered may close the connection before all is sent.
  socket.on('error', () => undefined);
  socket.on('close', () => end());
  const timer = setTimeout(end, isUnfinished ? LEAVES_MS : PATIENCE_MS);
  if (pieceBytes === undefined) socket.write(bytes);
  else void trickle(bytes, pieceBytes, (piece) => socket.writable && socket.write(piece));
  if (leavesAtOnce) socket.once('connect', () => setImmediate(end));
  await over;
  for (const each of [timer, quiet, latest]) clearTimeout(each);
  socket.destroy();
  const status = statusOf(received);
  return {
    status,
    isUnanswered: status === undefined && !isUnfinished && !leavesAtOnce,
    isLetIn: mustBeRefused && status !== undefined && status < 300,
  };
}

async function trickle(bytes: Buffer, pieceBytes: number, give: (piece: Buffer) => boolean): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (!give(bytes.subarray(at, at + pieceBytes))) return;
    await delay(PIECE_MS);
  }
}

/** The position after an interim response. */
function statusOf(received: string): number | undefined {
  const text = received.replace(/^(?:HTTP\/1\.1 1\d\d [^]*?\r\n\r\n)+/, '');
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(text) ?? [];
  return status === undefined ? undefined : Number(status);
}
