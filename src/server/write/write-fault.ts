import type { ServerResponse } from 'node:http';

import type { Fault } from '../../engine/rules/fault.ts';
import type { Reply } from '../../engine/reply/reply.ts';
import { pause } from './pause.ts';
import { isTurnOver, nextTurn } from '../turn.ts';
import { setHead, writeReply } from './write-reply.ts';
import type { OnPiece } from './write-reply.ts';

/**
 * Sends a reply with a fault on the wire. What it holds back is let go where the client leaves or `released` is
 * aborted: then a late or slow answer goes out at once, and one that never comes ends the connection.
 */
export async function writeFault(
  response: ServerResponse,
  reply: Reply,
  { fault, released, onPiece }: { readonly fault: Fault; readonly released: AbortSignal; readonly onPiece: OnPiece },
): Promise<void> {
  const isHead = response.req.method === 'HEAD';
  switch (fault.kind) {
    case 'latency':
      await pause(response, released, fault.delayMs);
      return writeReply(response, reply, onPiece);
    case 'reset':
      response.req.socket.resetAndDestroy();
      return undefined;
    case 'no-answer':
      await pause(response, released);
      response.destroy();
      return undefined;
    case 'cut':
      return isHead
        ? writeReply(response, reply, onPiece)
        : writeCut(response, reply, onPiece, 'afterBytes' in fault ? fault.afterBytes : undefined);
    case 'slow-body':
      return isHead ? writeReply(response, reply, onPiece) : drip(response, reply, fault, { released, onPiece });
    // These are in the reply itself.
    case 'invalid-body':
    case 'wrong-content-type':
    case 'stream-error':
      return writeReply(response, reply, onPiece);
  }
}

/** Sends the beginning of a body, and ends the connection: at least a byte, or the end of the chunks, is missing. */
async function writeCut(
  response: ServerResponse,
  reply: Reply,
  onPiece: OnPiece,
  afterBytes: number | undefined,
): Promise<void> {
  const { body = '' } = reply;
  setHead(response, reply);
  let left = afterBytes ?? Number.POSITIVE_INFINITY;
  if (typeof body === 'string') {
    const length = Buffer.byteLength(body);
    response.setHeader('Content-Length', length);
    left = Math.min(left, length - 1);
  }
  response.flushHeaders();
  for (const piece of typeof body === 'string' ? [body] : body) {
    if (isTurnOver()) await nextTurn();
    if (response.closed || left === 0) break;
    if (piece === '') continue;
    const bytes = Buffer.from(piece).subarray(0, left);
    left -= bytes.length;
    onPiece(bytes.toString());
    await written(response, bytes);
  }
  // A FIN behind what was sent, not a reset: the client reads all that there is.
  response.req.socket.destroySoon();
}

async function drip(
  response: ServerResponse,
  reply: Reply,
  { chunkBytes, everyMs }: Fault & { kind: 'slow-body' },
  { released, onPiece }: { readonly released: AbortSignal; readonly onPiece: OnPiece },
): Promise<void> {
  const { body = '' } = reply;
  setHead(response, reply);
  if (typeof body === 'string') response.setHeader('Content-Length', Buffer.byteLength(body));
  response.flushHeaders();
  for (const piece of typeof body === 'string' ? [body] : body) {
    if (isTurnOver()) await nextTurn();
    if (response.closed) return;
    onPiece(piece);
    const bytes = Buffer.from(piece);
    let from = 0;
    while (from < bytes.length) {
      await pause(response, released, everyMs);
      if (response.closed) return;
      const end = released.aborted ? bytes.length : from + chunkBytes;
      await written(response, bytes.subarray(from, end));
      from = end;
    }
  }
  response.end();
}

/** Waits until the bytes have been handed to the socket, or it is gone. */
function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('close', done);
      resolve();
    };
    response.on('close', done);
    response.write(bytes, done);
  });
}
