import type { Random } from './random.ts';
import type { Call, Target } from './target.ts';

/** Something that is sent over one connection. */
export interface Shot {
  readonly bytes: Buffer;
  /** No answer may come, as the request has no end or no HTTP in it: the attacker leaves after a second. */
  readonly isUnfinished?: boolean;
  /** Sent in pieces of so many bytes, 20 ms between them. */
  readonly pieceBytes?: number;
  /** The attacker leaves as soon as it has sent all. */
  readonly leavesAtOnce?: boolean;
  /** An answer with a status below 300 means that a stranger was let in. */
  readonly mustBeRefused?: boolean;
}

/** Makes one shot of a kind. */
export type Aim = (random: Random, target: Target) => Shot;

interface Written {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  readonly host?: string;
}

/** A whole request, framed as it should be. */
export function write(call: Call, { method, path, headers = {}, body, host = 'localhost' }: Written = {}): Buffer {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const all = {
    Host: host,
    // A server that refuses a body before it has read it, and ends the connection as it was asked to, takes the answer with it.
    Connection: body === undefined ? 'close' : 'keep-alive',
    ...call.headers,
    ...headers,
    ...(bytes === undefined ? {} : { 'Content-Length': String(bytes.length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method ?? call.method} ${path ?? call.path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes ?? Buffer.alloc(0)]);
}

/** A request with a body of a media type. */
export function send(call: Call, type: string, body: string | Buffer): Shot {
  return { bytes: write(call, { headers: { 'Content-Type': type }, body }) };
}
