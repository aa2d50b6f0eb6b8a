import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { CLOSE_GRACE_MS, nodeHttp } from '../listener.ts';
import { PairedSocket } from './paired-socket.ts';

/** Calls a server within this process, over streams in place of sockets. */
export interface InProcessClient {
  readonly fetch: typeof globalThis.fetch;
  /** Ends the requests in progress, after at most 500 ms. */
  close(): Promise<void>;
}

/** Statuses whose replies have no body (Fetch Standard, "null body status"). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** The server is created with the first request. It never listens. */
export function createInProcessClient(createServer: () => Server): InProcessClient {
  let server: Server | undefined;
  const open = new Set<PairedSocket>();

  function connect(): PairedSocket {
    const [client, accepted] = PairedSocket.pair();
    open.add(accepted);
    // Keeps the process alive, as a socket would.
    const alive = setInterval(() => undefined, 60_000);
    accepted.once('close', () => {
      open.delete(accepted);
      clearInterval(alive);
    });
    server ??= createServer();
    server.emit('connection', accepted);
    return client;
  }

  return {
    async fetch(input, init) {
      const request = new Request(typeof input === 'string' ? new URL(input, 'http://localhost') : input, init);
      request.signal.throwIfAborted();
      const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
      return exchange(request, body, connect);
    },
    async close() {
      if (open.size > 0) await Promise.race([allClosed(open), delay(CLOSE_GRACE_MS, undefined, { ref: false })]);
      for (const socket of open) socket.destroy();
    },
  };
}

function exchange(request: Request, body: Buffer | undefined, connect: () => PairedSocket): Promise<Response> {
  const { signal, method } = request;
  const { host, pathname, search } = new URL(request.url);
  return new Promise((resolve, reject) => {
    const outgoing = nodeHttp().request({
      createConnection: connect,
      method,
      path: `${pathname}${search}`,
      // Headers that fetch adds.
      headers: { accept: '*/*', ...Object.fromEntries(request.headers), host, connection: 'close' },
    });
    let incoming: IncomingMessage | undefined;
    const abort = (): void => {
      const reason: unknown = signal.reason;
      const error = reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError');
      incoming?.destroy(error);
      outgoing.destroy(error);
      reject(error);
    };
    signal.addEventListener('abort', abort);
    outgoing.on('close', () => signal.removeEventListener('abort', abort));
    outgoing.on('error', (cause) => reject(new TypeError('fetch failed', { cause })));
    outgoing.on('response', (reply) => {
      incoming = reply;
      try {
        resolve(responseOf(request, reply));
      } catch (error) {
        outgoing.destroy();
        reject(error instanceof Error ? error : new TypeError('fetch failed', { cause: error }));
      }
    });
    outgoing.end(body);
  });
}

function responseOf({ url, method }: Request, incoming: IncomingMessage): Response {
  const { statusCode: status = 0, statusMessage: statusText = '', rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  const isBodiless = method === 'HEAD' || BODILESS.has(status);
  if (isBodiless) incoming.resume();
  const response = new Response(isBodiless ? null : streamOf(incoming), { status, statusText, headers });
  // As that of a response from the network.
  return Object.defineProperty(response, 'url', { value: url });
}

/** Not `ReadableStream.from`, which Chromium lacks. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function allClosed(open: ReadonlySet<PairedSocket>): Promise<void> {
  await Promise.all(Array.from(open, (socket) => new Promise((resolve) => socket.once('close', resolve))));
}
