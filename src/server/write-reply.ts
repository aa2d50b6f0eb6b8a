import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Reply } from '../engine/reply.ts';
import { cutWithinCharacters } from './cut-characters.ts';

/** Up to so many characters of a body are held back, to learn whether it ends there and has a length to tell. */
const HELD_CHARACTERS = 65_536;

/**
 * Sends a reply, whole or in pieces. A client that reads slowly slows the making of the pieces; one that leaves
 * ends it. A short body is sent with its length, unless the contract has it streamed.
 */
export async function writeReply(response: ServerResponse, reply: Reply): Promise<void> {
  writeHead(response, reply);
  const { body } = reply;
  if (reply.isCut === true && body !== undefined) return writeCut(response, body);
  if (body === undefined || typeof body === 'string') return writeWhole(response, body ?? '');
  // The length of rows is known when they have been made; HEAD is not worth that.
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  await writePieces(response, body, reply.isStreamed ? 0 : HELD_CHARACTERS);
}

/** Sets the status and the headers; they are sent with the body. */
export function writeHead(response: ServerResponse, { status, headers }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function writeWhole(response: ServerResponse, body: string): void {
  // These have no body by definition, and a 204 must not tell a length (RFC 9110, section 8.6).
  const isBodiless = response.statusCode === 204 || response.statusCode === 304;
  if (!isBodiless) response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}

async function writePieces(response: ServerResponse, pieces: Iterable<string>, heldCharacters: number): Promise<void> {
  let held = '';
  for (const piece of pieces) {
    if (response.closed) return;
    held += piece;
    if (held.length < heldCharacters && !response.headersSent) continue;
    if (!response.write(held)) await drained(response);
    held = '';
  }
  if (response.headersSent || heldCharacters === 0) response.end(held);
  else writeWhole(response, held);
}

/** Each part is a chunk of its own, and goes out before the next is written. */
async function writeCut(response: ServerResponse, body: string | Iterable<string>): Promise<void> {
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  for (const piece of typeof body === 'string' ? [body] : body) {
    for (const part of cutWithinCharacters(Buffer.from(piece))) {
      if (response.closed) return;
      if (!response.write(part)) await drained(response);
      await nextTurn();
    }
  }
  response.end();
}

/** Waits until the socket has taken what it was given, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
