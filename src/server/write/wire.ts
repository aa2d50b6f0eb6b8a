import type { ServerResponse } from 'node:http';

import type { Wire } from '../../engine/faults/wire.ts';
import type { Reply } from '../../engine/reply/reply.ts';
import { isTurnOver, nextTurn } from '../turn.ts';
import { setHead, writeReply } from './write-reply.ts';
import type { OnPiece } from './write-reply.ts';

/** Makes the wire of a reply for a fault. `onPiece` is called with the recorded parts of the body. */
export function createWire(
  response: ServerResponse,
  reply: Reply,
  { released, onPiece }: { readonly released: AbortSignal; readonly onPiece: OnPiece },
): Wire {
  const { body = '' } = reply;
  const { socket, method } = response.req;
  const bodyBytes = typeof body === 'string' ? Buffer.byteLength(body) : undefined;
  return {
    isHead: method === 'HEAD',
    bodyBytes,
    isClosed: () => response.closed,
    isReleased: () => released.aborted,
    pause: (delayMs) => pause(response, released, delayMs),
    async sendReply() {
      await writeReply(response, reply, onPiece);
    },
    sendHead() {
      setHead(response, reply);
      if (bodyBytes !== undefined) response.setHeader('Content-Length', bodyBytes);
      response.flushHeaders();
    },
    async *pieces() {
      for (const piece of typeof body === 'string' ? [body] : body) {
        if (isTurnOver()) await nextTurn();
        if (response.closed) return;
        yield piece;
      }
    },
    write: (bytes) => written(response, bytes),
    recordBody: onPiece,
    end: () => void response.end(),
    hangUp: () => socket.destroySoon(),
    destroy: () => void response.destroy(),
    reset: () => void socket.resetAndDestroy(),
  };
}

/** Waits until the socket has the bytes, or is closed. */
function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('close', done);
      resolve();
    };
    response.on('close', done);
    response.write(bytes, done);
  });
}

/** Waits for a time, or until the client disconnects or `released` is aborted. Without a time, only for these two. */
function pause(response: ServerResponse, released: AbortSignal, delayMs?: number): Promise<void> {
  if (response.closed || released.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = delayMs === undefined ? undefined : setTimeout(done, delayMs);
    function done(): void {
      clearTimeout(timer);
      response.off('close', done);
      released.removeEventListener('abort', done);
      resolve();
    }
    response.on('close', done);
    released.addEventListener('abort', done);
  });
}
