// Opens streams of a server and reads them as fast as they come, or not at all. Prints a line when all have been requested.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import type { Target } from './exchange.ts';

interface Reading extends Target {
  readonly port: number;
  readonly streams: number;
  readonly isRead: boolean;
}

const BUFFER_BYTES = 1 << 16;
/** The last chunk of a stream. */
const END = Buffer.from('\r\n0\r\n\r\n');

const { port, streams, isRead, path, headers }: Reading = JSON.parse(process.argv[2] ?? '');
const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
const request = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
// One buffer serves all sockets: each callback ends before the next read.
const buffer = Buffer.alloc(BUFFER_BYTES);

await Promise.all(Array.from({ length: streams }, openStream));
process.stdout.write('requested\n');

async function openStream(): Promise<void> {
  const socket: Socket = connect({
    host: '127.0.0.1',
    port,
    ...(isRead
      ? {
          onread: {
            buffer,
            callback(length: number) {
              // At the end of a stream the next one is requested.
              if (length >= END.length && buffer.subarray(length - END.length, length).equals(END))
                socket.write(request);
              return true;
            },
          },
        }
      : {}),
  });
  socket.on('error', () => undefined);
  if (!isRead) socket.pause();
  await once(socket, 'connect');
  socket.write(request);
}
