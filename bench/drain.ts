import { once } from 'node:events';
import { connect } from 'node:net';

import type { Target } from './exchange.ts';

/** The timing of an answer that was read as fast as possible. */
export interface Drained {
  /** From the request to the first bytes of the answer. */
  readonly firstByteMs: number;
  readonly bytes: number;
  readonly mbPerSecond: number;
  /** The last bytes as text, which show whether the answer is complete. */
  readonly end: string;
}

const BUFFER_BYTES = 1 << 20;

/** Reads an answer from the socket and discards it without parsing, so that the reader is never slower than the server. */
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
        // Without a copy of the buffer, which made the reader slower than the server.
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
