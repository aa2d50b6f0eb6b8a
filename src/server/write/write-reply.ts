import type { ServerResponse } from 'node:http';

import type { Reply } from '../../engine/reply/reply.ts';
import { cutWithinCharacters } from './cut-characters.ts';
import { drained } from './drained.ts';
import { firstTurn, isTurnOver, nextTurn } from '../turn.ts';

/** Up to so many characters of a body are held back, to learn whether it ends there and has a length to tell. */
const HELD_CHARACTERS = 65_536;

/**
 * And up to so many pieces: rows that are hard to find come in small ones, and nobody is to wait for them without a head.
 * Rows that are there are fewer or longer.
 */
const HELD_PIECES = 8;

/** The pieces of a stream that are this short go out together. */
const HELD_OF_STREAM = 4_096;

/** Told of each piece of a body that is sent. */
export type OnPiece = (piece: string) => void;

const ignore: OnPiece = () => undefined;

/**
 * Sends a reply, whole or in pieces. A client that reads slowly slows the making of the pieces; one that leaves
 * ends it; others are answered meanwhile. A short body is sent with its length, unless the contract has it streamed.
 * A promise where that takes time.
 */
export function writeReply(
  response: ServerResponse,
  reply: Reply,
  onPiece: OnPiece = ignore,
): Promise<void> | undefined {
  const { body = '', isCut = false } = reply;
  if (typeof body === 'string' && !isCut) return writeWhole(response, reply, body, onPiece);
  // The length of rows is known when they have been made; HEAD is not worth that.
  if (response.req.method === 'HEAD') {
    setHead(response, reply);
    response.end();
    return undefined;
  }
  if (isCut) return writeCut(response, reply, typeof body === 'string' ? [body] : body, onPiece);
  return writePieces(response, reply, Iterator.from(body), onPiece);
}

/** Sets the status and the headers; they are sent with the body. */
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
  // These have no body by definition, and a 204 must not tell a length (RFC 9110, section 8.6).
  const isBodiless = status === 204 || status === 304;
  const bytes = Buffer.byteLength(body, charset ?? 'utf8');
  response.writeHead(status, isBodiless ? headers : { ...headers, 'Content-Length': bytes });
  // Of ASCII the bytes are the same, and found sooner.
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
  let held = '';
  const most = reply.isStreamed ? HELD_OF_STREAM : HELD_CHARACTERS;
  for (let count = 0; count < HELD_PIECES && held.length < most; count += 1) {
    const next = pieces.next();
    if (next.done !== true) held += next.value;
    else if (reply.isStreamed) return writeShortStream(response, reply, held, onPiece);
    else return writeWhole(response, reply, held, onPiece);
  }
  setHead(response, reply);
  return writeStream(response, held, pieces, onPiece);
}

function writeShortStream(response: ServerResponse, reply: Reply, body: string, onPiece: OnPiece): undefined {
  onPiece(body);
  setHead(response, reply);
  // Written before the end, so that Node doesn't tell its length.
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
  // Node sends what is written with the end of the turn.
  if (first === '' || response.write(first)) await nextTurn();
  else await drained(response);
  for (const piece of pieces) {
    if (response.closed) return;
    onPiece(piece);
    if (piece !== '' && !response.write(piece)) await drained(response);
    // A fast socket drains within the turn.
    if (isTurnOver()) await nextTurn();
  }
  response.end();
}

/** Each part is a chunk of its own, and goes out before the next is written. */
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
