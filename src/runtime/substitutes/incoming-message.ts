import { Readable } from 'node:stream';
import type { Duplex } from 'node:stream';

import type { MessageHead } from './read-messages.ts';

/** A request as its server reads it, or a reply as its client reads it. */
export class IncomingMessage extends Readable {
  readonly socket: Duplex;
  readonly httpVersion = '1.1';
  readonly method: string | undefined;
  url: string | undefined;
  readonly statusCode: number | undefined;
  readonly statusMessage: string | undefined;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly headersDistinct: Readonly<Record<string, readonly string[]>>;
  /** Whether its end was received. */
  complete = false;

  constructor(socket: Duplex, { method, url, statusCode, statusMessage, headers }: MessageHead) {
    super();
    this.socket = socket;
    this.method = method;
    this.url = url;
    this.statusCode = statusCode;
    this.statusMessage = statusMessage;
    this.rawHeaders = headers;
    this.headersDistinct = groupHeaders(headers);
    this.headers = joinHeaders(this.headersDistinct);
  }

  receive(bytes: Uint8Array): void {
    if (!this.push(bytes)) this.socket.pause();
  }

  finish(): void {
    this.complete = true;
    this.push(null);
  }

  override _read(): void {
    this.socket.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.complete) this.socket.destroy(error ?? undefined);
    // Without a listener it is not an error of the program.
    done(this.listenerCount('error') > 0 ? error : null);
  }
}

/** The values of each name. */
function groupHeaders(raw: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const grouped: Record<string, string[]> = {};
  for (let index = 0; index < raw.length; index += 2)
    (grouped[raw[index]?.toLowerCase() ?? ''] ??= []).push(raw[index + 1] ?? '');
  return grouped;
}

function joinHeaders(
  grouped: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string | readonly string[]>> {
  const entries = Object.entries(grouped);
  return Object.fromEntries(
    entries.map(([name, values]) => [name, name === 'set-cookie' ? values : values.join(', ')]),
  );
}
