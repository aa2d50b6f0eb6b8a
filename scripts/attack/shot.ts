import type { Random } from './random.ts';
import type { Call, Target } from './target.ts';

/** The data that is sent over one connection. */
export interface Shot {
  readonly bytes: Buffer;
  /** Whether there may be no answer, since the request is endless or not HTTP. The attacker leaves after a second. */
  readonly isUnfinished?: boolean;
  /** Size in bytes of the pieces that are sent every 20 ms. */
  readonly pieceBytes?: number;
  /** Whether the attacker leaves when everything is sent. */
  readonly leavesAtOnce?: boolean;
  /** Whether the request is unauthorised, so that a status below 300 is a failure. */
  readonly mustBeRefused?: boolean;
}

/** Creates one request of a kind. */
export type Aim = (random: Random, target: Target) => Shot;

interface Written {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  readonly host?: string;
}

/** A complete request with correct framing. */
export function write(call: Call, { method, path, headers = {}, body, host = 'localhost' }: Written = {}): Buffer {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const all = {
    Host: host,
    // A server that refuses an unread body and closes the connection as requested may lose its answer.
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
