import { once } from 'node:events';
import { connect } from 'node:net';

import type { Target } from './exchange.ts';

/** How an answer came that was taken as fast as it came. */
export interface Drained {
  /** From the request to the first bytes of the answer. */
  readonly firstByteMs: number;
  readonly bytes: number;
  readonly mbPerSecond: number;
  /** How the last bytes read: whether the answer is whole is seen there. */
  readonly end: string;
}

const BUFFER_BYTES = 1 << 20;

/** Reads an answer off the socket and forgets it. It isn't taken apart, so that the reader is never the slower one. */
export async function drain(port: number, { path, headers }: Target): Promise<Drained> {
  let bytes = 0;
  let end = '';
  let firstByteMs = 0;
  const buffer = Buffer.alloc(BUFFER_BYTES);
  const startedAt = performance.now();
  const socket = connect({
    host: '127.0.0.1',
    port,
    onread: {
      buffer,
      callback: (length) => {
        if (bytes === 0) firstByteMs = performance.now() - startedAt;
        bytes += length;
        // Of the buffer itself: a copy of it made the reader the slower one, and the loop look slow.
        end = buffer.toString('latin1', Math.max(0, length - 16), length);
        return true;
      },
    },
  });
  const lines = Object.entries({ host: '127.0.0.1', connection: 'close', ...headers });
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  await once(socket, 'close');
  const tookMs = performance.now() - startedAt;
  return { firstByteMs, bytes, mbPerSecond: bytes / 1e6 / (tookMs / 1000), end };
}
