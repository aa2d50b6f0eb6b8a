import type { Duplex } from 'node:stream';
import { HTTPParser } from 'http-parser-js';

/** The first line and the headers of a message. */
export interface MessageHead {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly statusCode: number | undefined;
  readonly statusMessage: string | undefined;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** What the reader of a connection calls. */
export interface MessageEvents {
  /** Returns whether the message has no body, whatever its headers say: the reply to a HEAD. */
  onHead(head: MessageHead): boolean;
  onBody(bytes: Uint8Array): void;
  onEnd(): void;
  /** The connection ended, or has something else than HTTP, before the end of a message. */
  onBroken(error: Error): void;
}

// Bytes above 127, as Node reads them.
HTTPParser.encoding = 'latin1';
// The parser counts the bytes of a body that end a message too.
HTTPParser.maxHeaderSize = Number.POSITIVE_INFINITY;

/** Reads the messages that arrive on a connection. */
export function readMessages(socket: Duplex, type: 'REQUEST' | 'RESPONSE', events: MessageEvents): void {
  const parser = new HTTPParser(type);
  parser[HTTPParser.kOnHeadersComplete] = ({ method, url, statusCode, statusMessage, headers }) => {
    const head = { method: HTTPParser.methods[method], url, statusCode, statusMessage, headers };
    return events.onHead(head) ? 1 : 0;
  };
  parser[HTTPParser.kOnBody] = (bytes, start, length) => events.onBody(bytes.subarray(start, start + length));
  parser[HTTPParser.kOnMessageComplete] = () => events.onEnd();
  socket.on('data', (bytes: Buffer) => {
    const read = parser.execute(bytes);
    if (read instanceof Error) events.onBroken(read);
  });
  socket.on('end', () => {
    const error = parser.finish();
    if (error instanceof Error) events.onBroken(error);
  });
  socket.on('error', (error) => events.onBroken(error));
}
