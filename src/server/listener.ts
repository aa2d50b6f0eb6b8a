import { once } from 'node:events';
import type * as NodeHttp from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import { localUrl } from './addresses.ts';
import { OWN_HEADERS } from './own-headers.ts';

/** Loads `node:http`. An import of it would also load Node's fetch and WebSocket, which takes a tenth of the start. */
export function nodeHttp(): typeof NodeHttp {
  return process.getBuiltinModule('node:http');
}

/** The address of a server. */
export interface Address {
  /** `http://127.0.0.1:4010`, without a slash at the end. For the hosts 0.0.0.0 and :: it has the loopback address. */
  readonly url: string;
  readonly port: number;
}

export interface Listener {
  /**
   * Starts to listen. A second call returns the same address.
   *
   * @throws {ListenError} if the port or the host is not available.
   */
  listen(): Promise<Address>;
  /** The address. Undefined if it doesn't listen. */
  address(): Address | undefined;
  /** Stops. Requests in progress are answered, for at most 500 ms. Does nothing if it doesn't listen. */
  close(): Promise<void>;
}

/** A port or host that is not available. The message contains the reason and a correction. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code = 'ERR_LMS_MOCK_LISTEN';
}

/** Maximum time for the headers of a request, and for the whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Maximum time to wait for open requests when the server closes. */
export const CLOSE_GRACE_MS = 500;

export function createListener(
  createServer: () => Server,
  { port, host }: { readonly port: number; readonly host: string },
): Listener {
  let server: Server | undefined;
  let starting: Promise<Address> | undefined;
  let address: Address | undefined;

  async function start(): Promise<Address> {
    server = createServer();
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      // The port may be free on the next call.
      server = undefined;
      starting = undefined;
      throw explain(error, host, port);
    }
    const bound = server.address();
    const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
    address = { url: localUrl(host, boundPort), port: boundPort };
    return address;
  }

  return {
    listen: () => (starting ??= start()),
    address: () => address,
    async close() {
      const closing = server;
      server = undefined;
      starting = undefined;
      address = undefined;
      if (closing?.listening === true) await stop(closing);
    },
  };
}

/** The HTTP server of a mock, before it listens. */
export function createHttpServer(answer: RequestListener): Server {
  /** The last response of each connection. */
  const answers = new WeakMap<Duplex, ServerResponse>();
  const server = nodeHttp().createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: 1000,
      // Node's own refusal doesn't have our headers.
      requireHostHeader: false,
    },
    (request, response) => {
      request.url = originFormOf(request.url ?? '/');
      answers.set(request.socket, response);
      if (request.headers.host === undefined && request.httpVersion === '1.1')
        refuse(response, 400, 'A request must have the header Host.');
      else answer(request, response);
    },
  );
  server.on('checkExpectation', (_request, response: ServerResponse) =>
    refuse(response, 417, 'Expect must be 100-continue.'),
  );
  server.on('clientError', (error, socket) => refuseBroken(error, socket, answers.get(socket)));
  return server;
}

/**
 * Accepts the absolute URLs that a client sends to a proxy, as a server must (RFC 9112, section 3.2.2). So lms-mock can be
 * the proxy of a program with the vendor's URL.
 */
function originFormOf(target: string): string {
  if (target.startsWith('/')) return target;
  const path = /^https?:\/\/[^/?#]*(.*)$/is.exec(target)?.[1];
  return path === undefined ? target : path.startsWith('/') ? path : `/${path}`;
}

async function stop(closing: Server): Promise<void> {
  const closed = once(closing, 'close');
  closing.close();
  closing.closeIdleConnections();
  const timer = setTimeout(() => closing.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * Refuses a request that is not HTTP. If the previous request of the connection was complete, its answer is sent first, and
 * then nothing more.
 */
function refuseBroken(error: BrokenRequest, socket: Duplex, answer: ServerResponse | undefined): void {
  const isOpen = answer !== undefined && !answer.closed;
  if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
  else if (!isOpen) writeRefusal(error, socket);
  // Further errors get the same answer.
  else if (answer.req.complete) answer.off('close', endSocket).once('close', endSocket);
  else if (answer.headersSent) socket.destroy();
  else writeRefusal(error, socket);
}

interface BrokenRequest extends Error {
  readonly code?: string;
}

function endSocket(this: ServerResponse): void {
  this.req.socket.destroySoon();
}

/** Refuses a request before any API gets it. Ends the connection, because the body is not read. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  const body = `${reason}\n`;
  response.writeHead(status, refusalHeaders(body)).end(body);
}

function writeRefusal(error: BrokenRequest, socket: Duplex): void {
  const [status, reason] = brokenRequest(error.code);
  const body = `${reason}\n`;
  const head = Object.entries(refusalHeaders(body)).map(([name, value]) => `${name}: ${value}`);
  socket.end(`${[`HTTP/1.1 ${status}`, ...head].join('\r\n')}\r\n\r\n${body}`);
}

function refusalHeaders(body: string): Readonly<Record<string, string>> {
  return {
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...OWN_HEADERS,
  };
}

function brokenRequest(code: string | undefined): readonly [string, string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'Maximum 16 KB for the URL and headers of a request.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request did not arrive completely in time.'];
    default:
      return ['400 Bad Request', `The request must be HTTP/1.1${code === undefined ? '' : ` (${code})`}.`];
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice =
    code === 'EADDRINUSE'
      ? `the port is in use. Stop the other program, or choose another port with --port (0 takes any free one)`
      : code === 'EACCES'
        ? `this user has no permission for the port. Choose one above 1023 with --port`
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
          ? `this machine has no such address. Without --host, the server listens on 127.0.0.1`
          : undefined;
  return advice === undefined
    ? error
    : new ListenError(`Can't listen on ${host}:${port}: ${advice}.`, { cause: error });
}
