import type { ServerResponse } from 'node:http';

import type { Reply } from '../../engine/reply/reply.ts';
import { drained } from './drained.ts';
import { firstTurn, isTurnOver, nextTurn } from '../turn.ts';

/** Maximum number of characters of a body that are buffered. A body that ends before is sent with its length. */
const BUFFERED_CHARACTERS = 65_536;

/**
 * Maximum number of pieces that are buffered. Rare rows come in many small pieces, and the client should not wait for them
 * without a head.
 */
const BUFFERED_PIECES = 8;

/** Maximum number of characters of a stream that are sent together. */
const BUFFERED_OF_STREAM = 4_096;

/** Called with each sent piece of a body. */
export type OnPiece = (piece: string) => void;

const ignore: OnPiece = () => undefined;

/**
 * Sends a reply, whole or in pieces, with back-pressure. It ends when the client disconnects, and lets other requests run in
 * between. A short body is sent with its length, unless the contract streams it. Returns a promise only if it must wait.
 */
export function writeReply(
  response: ServerResponse,
  reply: Reply,
  onPiece: OnPiece = ignore,
): Promise<void> | undefined {
  const { body = '', isCut = false } = reply;
  if (typeof body === 'string' && !isCut) return writeWhole(response, reply, body, onPiece);
  // The length of rows is only known when they are made, so HEAD has none.
  if (response.req.method === 'HEAD') {
    setHead(response, reply);
    response.end();
    return undefined;
  }
  if (isCut) return writeCut(response, reply, typeof body === 'string' ? [body] : body, onPiece);
  return writePieces(response, reply, Iterator.from(body), onPiece);
}

/** Sets the status and the headers. They are sent with the body. */
export function setHead(response: ServerResponse, { status, headers }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function writeWhole(
  response: ServerResponse,
  { status, headers, charset }: Reply,
  body: string,
  onPiece: OnPiece,
): undefined {
  onPiece(body);
  // These have no body by definition, and a 204 must not have a length (RFC 9110, section 8.6).
  const isBodiless = status === 204 || status === 304;
  const bytes = Buffer.byteLength(body, charset ?? 'utf8');
  response.writeHead(status, isBodiless ? headers : { ...headers, 'Content-Length': bytes });
  // For ASCII, latin1 gives the same bytes faster.
  response.end(body, charset ?? (bytes === body.length ? 'latin1' : 'utf8'));
}

function writePieces(
  response: ServerResponse,
  reply: Reply,
  pieces: IteratorObject<string>,
  onPiece: OnPiece,
): Promise<void> | undefined {
  // Many lists may begin in one turn of the event loop.
  if (isTurnOver()) return firstTurn().then(() => writePieces(response, reply, pieces, onPiece));
  let buffered = '';
  const most = reply.isStreamed ? BUFFERED_OF_STREAM : BUFFERED_CHARACTERS;
  for (let count = 0; count < BUFFERED_PIECES && buffered.length < most; count += 1) {
    const next = pieces.next();
    if (next.done !== true) buffered += next.value;
    else if (reply.isStreamed) return writeShortStream(response, reply, buffered, onPiece);
    else return writeWhole(response, reply, buffered, onPiece);
  }
  setHead(response, reply);
  return writeStream(response, buffered, pieces, onPiece);
}

function writeShortStream(response: ServerResponse, reply: Reply, body: string, onPiece: OnPiece): undefined {
  onPiece(body);
  setHead(response, reply);
  // Written before the end, so that Node doesn't add a length.
  response.write(body);
  response.end();
}

async function writeStream(
  response: ServerResponse,
  first: string,
  pieces: IteratorObject<string>,
  onPiece: OnPiece,
): Promise<void> {
  onPiece(first);
  if (first === '') response.flushHeaders();
  // Node sends the written data at the end of the turn.
  if (first === '' || response.write(first)) await nextTurn();
  else await drained(response);
  for (const piece of pieces) {
    if (response.closed) return;
    onPiece(piece);
    if (piece !== '' && !response.write(piece)) await drained(response);
    // Needed because a fast socket drains within the turn.
    if (isTurnOver()) await nextTurn();
  }
  response.end();
}

/** Sends each part as a separate chunk, before the next one is written. */
async function writeCut(
  response: ServerResponse,
  reply: Reply,
  pieces: Iterable<string>,
  onPiece: OnPiece,
): Promise<void> {
  setHead(response, reply);
  for (const piece of pieces) {
    onPiece(piece);
    if (piece === '') {
      response.flushHeaders();
      await nextTurn();
      if (response.closed) return;
      continue;
    }
    for (const part of cutWithinCharacters(Buffer.from(piece, reply.charset))) {
      if (response.closed) return;
      if (!response.write(part)) await drained(response);
      await nextTurn();
    }
  }
  response.end();
}

/** Maximum number of cuts of a piece. */
const MAX_CUTS = 8;

/**
 * Cuts a piece of a body within multi-byte characters, at no more than 8 places spread over the piece. Without such a
 * character, it is cut in the middle.
 */
export function cutWithinCharacters(piece: Buffer): readonly Buffer[] {
  const places: number[] = [];
  // A byte 10xxxxxx continues the character before it.
  const least = piece.length / MAX_CUTS;
  for (let at = 1; at < piece.length; at += 1) {
    const isWithin = ((piece[at] ?? 0) & 0b1100_0000) === 0b1000_0000;
    if (isWithin && at - (places.at(-1) ?? -least) >= least) places.push(at);
  }
  if (places.length === 0 && piece.length > 1) places.push(piece.length >> 1);
  return [0, ...places].map((from, index) => piece.subarray(from, places[index]));
}
