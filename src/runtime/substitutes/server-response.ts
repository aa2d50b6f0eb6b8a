import { Writable } from 'node:stream';
import type { Duplex } from 'node:stream';
import statuses from 'statuses';

import type { IncomingMessage } from './incoming-message.ts';

type HeaderValue = number | string | readonly string[];
type Headers = Readonly<Record<string, HeaderValue | undefined>>;

/** The end of a connection that a server accepted. */
export interface AcceptedSocket extends Duplex {
  destroySoon(): void;
}

/** A reply, which is written to the connection of its request, and ends it. */
export class ServerResponse extends Writable {
  readonly req: IncomingMessage;
  readonly socket: AcceptedSocket;
  statusCode = 200;
  statusMessage: string | undefined;
  sendDate = true;
  /** By their names in lower case. */
  readonly #headers = new Map<string, { readonly name: string; readonly value: HeaderValue }>();
  /** The status line and the headers. Undefined until they can't be changed any more. */
  #head: string | undefined;
  #isHeadSent = false;
  #isChunked = false;

  constructor(req: IncomingMessage, socket: AcceptedSocket) {
    super({ autoDestroy: false });
    this.req = req;
    this.socket = socket;
    // In another turn, as in Node, so that the caller sees a reply that was sent and not one that was ended.
    this.on('finish', () => setImmediate(() => socket.destroySoon()));
    // The client has left.
    this.on('error', () => undefined);
    socket.on('close', () => this.destroy());
  }

  get headersSent(): boolean {
    return this.#head !== undefined;
  }

  setHeader(name: string, value: HeaderValue): this {
    if (this.headersSent) throw new Error('The headers were already sent.');
    this.#headers.set(name.toLowerCase(), { name, value });
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name.toLowerCase())?.value;
  }

  getHeaders(): Readonly<Record<string, HeaderValue>> {
    return Object.fromEntries(Array.from(this.#headers, ([name, { value }]) => [name, value]));
  }

  getHeaderNames(): readonly string[] {
    return [...this.#headers.keys()];
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }

  removeHeader(name: string): void {
    this.#headers.delete(name.toLowerCase());
  }

  writeHead(status: number, message?: string | Headers, headers?: Headers): this {
    this.statusCode = status;
    if (typeof message === 'string') this.statusMessage = message;
    const given = typeof message === 'string' ? headers : message;
    for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) this.setHeader(name, value);
    this.#fixHead();
    return this;
  }

  flushHeaders(): void {
    this.#sendHead();
  }

  override end(): this;
  override end(done: () => void): this;
  override end(body: unknown, done?: () => void): this;
  override end(body: unknown, encoding: BufferEncoding, done?: () => void): this;
  override end(...parts: readonly unknown[]): this {
    const bytes = bytesOf(parts);
    const done = parts.find((part): part is () => void => typeof part === 'function');
    // Nothing was written before, so the length is known.
    if (!this.headersSent && !this.hasHeader('content-length') && this.#hasBody())
      this.setHeader('Content-Length', bytes.length);
    return bytes.length > 0 ? super.end(bytes, done) : super.end(done);
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#sendHead();
    if (!this.#hasBody()) done();
    else if (this.#isChunked) this.socket.write(chunkOf(bytes), done);
    else this.socket.write(bytes, done);
  }

  override _final(done: () => void): void {
    this.#sendHead();
    if (this.#isChunked) this.socket.write('0\r\n\r\n');
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  #hasBody(): boolean {
    return this.req.method !== 'HEAD' && this.statusCode !== 204 && this.statusCode !== 304;
  }

  #fixHead(): string {
    if (this.#head !== undefined) return this.#head;
    if (!this.hasHeader('content-length') && this.#hasBody()) {
      this.setHeader('Transfer-Encoding', 'chunked');
      this.#isChunked = true;
    }
    if (this.sendDate && !this.hasHeader('date')) this.setHeader('Date', new Date().toUTCString());
    this.setHeader('Connection', 'close');
    const lines = Array.from(this.#headers.values(), ({ name, value }) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${one}\r\n`).join(''),
    );
    const message = this.statusMessage ?? statuses.message[this.statusCode] ?? 'unknown';
    return (this.#head = `HTTP/1.1 ${this.statusCode} ${message}\r\n${lines.join('')}\r\n`);
  }

  #sendHead(): void {
    const head = this.#fixHead();
    if (this.#isHeadSent) return;
    this.#isHeadSent = true;
    this.socket.write(head, 'latin1');
  }
}

function chunkOf(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

function bytesOf([body, encoding]: readonly unknown[]): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body !== 'string') return new Uint8Array();
  return Buffer.from(body, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8');
}
