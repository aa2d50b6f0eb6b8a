import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type * as Zlib from 'node:zlib';

import type { ReceivedBody } from '../contract/request/request-body.ts';
import { loadPackage } from '../late-packages.ts';

/** Maximum size of a body if the operation has no limit. */
const DEFAULT_MAX_BODY_BYTES = 1_048_576;

/** Maximum size of the rest of a refused body that is still read. Otherwise the client might not read the refusal. */
const MAX_DRAINED_BYTES = 8_388_608;

/** Interval for checking the size of an unread rest of a body. */
const REST_CHECK_MS = 20;

type Decompress = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

/** The module is loaded for the first compressed body. */
const zlib = (): typeof Zlib => process.getBuiltinModule('node:zlib');

const DECOMPRESSORS: ReadonlyMap<string, () => Decompress> = new Map<string, () => Decompress>([
  ['gzip', () => promisify(zlib().gunzip)],
  ['x-gzip', () => promisify(zlib().gunzip)],
  ['deflate', () => promisify(zlib().inflate)],
  ['br', () => promisify(zlib().brotliDecompress)],
]);

/**
 * Reads the body of a request. The listener limits the time.
 *
 * @param maxBytes Maximum size, both as sent and decompressed. Defaults to 1 MiB.
 */
export async function receiveBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number = DEFAULT_MAX_BODY_BYTES,
): Promise<ReceivedBody> {
  // Another middleware, such as a body parser, has already read the body.
  if (request.readableEnded) return unread(400, 'The body was already read. Mount this app before a body parser.');
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decompress = DECOMPRESSORS.get(encoding);
  if (decompress === undefined && encoding !== 'identity') {
    const known = [...DECOMPRESSORS.keys()].join(', ');
    await drain(request);
    return unread(
      415,
      `The Content-Encoding must be one of ${known}, or absent, got ${JSON.stringify(encoding.slice(0, 100))}.`,
    );
  }
  const received = await receiveBytes(request, response, maxBytes);
  if (decompress === undefined || received.kind === 'unread') return received;
  return received.bytes.length === 0
    ? received
    : undo(received.bytes, { encoding, decompress: decompress(), maxBytes });
}

async function receiveBytes(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<{ kind: 'whole'; bytes: Buffer } | ReceivedBody> {
  try {
    const length = request.headers['content-length'];
    const bytes = await loadPackage('raw-body')(request, {
      limit: maxBytes,
      ...(length === undefined ? {} : { length }),
    });
    return { kind: 'whole', bytes };
  } catch (error) {
    const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    if (!isTooLarge) return unread(400, 'The body is incomplete.');
    await letGo(request, response);
    return tooLarge(maxBytes);
  }
}

async function undo(
  bytes: Uint8Array,
  {
    encoding,
    decompress,
    maxBytes,
  }: { readonly encoding: string; readonly decompress: Decompress; readonly maxBytes: number },
): Promise<ReceivedBody> {
  try {
    return { kind: 'whole', bytes: await decompress(Buffer.from(bytes), { maxOutputLength: maxBytes }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(maxBytes)
      : unread(400, `The body must be ${encoding}, as in its Content-Encoding.`);
  }
}

/**
 * Reads and discards the rest of a body. If the client sends too much, the connection ends with the answer, because the
 * next request could not be found in the rest.
 */
async function letGo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(await drain(request))) response.setHeader('Connection', 'close');
}

/** Discards the rest of a body. Returns whether its end was reached. */
function drain(request: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    let left = MAX_DRAINED_BYTES;
    const stop = (): void => {
      request.off('data', count).off('end', stop).off('close', stop).pause();
      resolve(request.complete);
    };
    const count = ({ length }: Buffer): void => {
      left -= length;
      if (left <= 0) stop();
    };
    if (request.readableEnded || request.destroyed) resolve(request.complete);
    else request.on('data', count).on('end', stop).on('close', stop).resume();
  });
}

/**
 * Ends the connection after the answer if the announced body is too large, or has no end, because Node reads the rest of
 * a request without a limit.
 */
export function boundBody(request: IncomingMessage, response: ServerResponse): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length !== undefined && Number(length) > MAX_DRAINED_BYTES) response.setHeader('Connection', 'close');
  else if (encoding !== undefined) response.once('finish', () => boundRest(request));
}

/** Limits the rest of a body by polling, because Node has no event for it. */
function boundRest(request: IncomingMessage): void {
  const { socket } = request;
  const most = socket.bytesRead + MAX_DRAINED_BYTES;
  const timer = setInterval(() => {
    if (socket.bytesRead > most) socket.destroy();
    if (request.complete || socket.destroyed) clearInterval(timer);
  }, REST_CHECK_MS);
  timer.unref();
}

function tooLarge(maxBytes: number): ReceivedBody {
  return unread(413, `Maximum ${maxBytes} bytes for a body, compressed or not.`);
}

function unread(status: 400 | 413 | 415, reason: string): ReceivedBody {
  return { kind: 'unread', status, reason };
}
