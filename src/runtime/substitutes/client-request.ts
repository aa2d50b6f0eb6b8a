import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';

import { IncomingMessage } from './incoming-message.ts';
import { readMessages } from './read-messages.ts';

/** Methods whose requests have a length even without a body. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** What a request consists of. */
export interface ClientRequestOptions {
  readonly createConnection?: () => Duplex;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A request on a connection of its own. Emits `response` with an {@link IncomingMessage}, or `error`, and then `close`.
 */
export class ClientRequest extends EventEmitter {
  readonly #socket: Duplex;
  readonly #options: ClientRequestOptions;
  #incoming: IncomingMessage | undefined;
  #error: Error | undefined;

  constructor(options: ClientRequestOptions) {
    super();
    const { createConnection = noConnection, method } = options;
    this.#options = options;
    this.#socket = createConnection();
    this.#socket.on('close', () => this.#close());
    readMessages(this.#socket, 'RESPONSE', {
      onHead: (head) => {
        this.#incoming = new IncomingMessage(this.#socket, head);
        this.emit('response', this.#incoming);
        return method === 'HEAD';
      },
      onBody: (bytes) => this.#incoming?.receive(bytes),
      onEnd: () => {
        this.#incoming?.finish();
        // After the code that sent the end.
        setImmediate(() => this.#socket.destroy());
      },
      onBroken: (error) => this.destroy(error),
    });
  }

  end(body?: Uint8Array): void {
    const { method, path, headers } = this.#options;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (body !== undefined || WITH_BODY.has(method)) lines.push(`content-length: ${body?.length ?? 0}\r\n`);
    this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
    if (body !== undefined) this.#socket.write(body);
  }

  destroy(error?: Error): void {
    this.#error ??= error;
    this.#socket.destroy();
  }

  /** A reply that is not complete is an error for those who read its body. */
  #close(): void {
    const error = this.#error ?? new Error('socket hang up');
    if (this.#incoming === undefined) this.emit('error', error);
    else if (!this.#incoming.complete) this.#incoming.destroy(error);
    this.emit('close');
  }
}

function noConnection(): Duplex {
  return new Duplex().destroy(new Error('A mock in a browser can not call other servers.'));
}
