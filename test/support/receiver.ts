import { once } from 'node:events';
import { createServer } from 'node:http';

/** A message that the server of a client received. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  readonly type: string;
  readonly payloads: readonly unknown[];
}

/** The server of a client for webhooks. It answers with the statuses of a path in turn, then with the last one. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  messages(path: string): readonly Received[];
  answer(path: string, ...statuses: readonly number[]): void;
  close(): void;
}

/** Instead of a status: the request is never answered. */
export const NO_ANSWER = 0;

export async function createReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses = new Map<string, number[]>();
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      const text = Buffer.concat(pieces).toString();
      received.push({ path, headers, text, ...JSON.parse(text) });
      const left = statuses.get(path) ?? [];
      const status = (left.length > 1 ? left.shift() : left[0]) ?? 200;
      if (status === NO_ANSWER) return;
      response.writeHead(status, { Location: '/redirected' }).end('an answer');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    messages: (path) => received.filter((one) => one.path === path),
    answer: (path, ...wanted) => void statuses.set(path, [...wanted]),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
