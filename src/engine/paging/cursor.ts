import { createHash } from 'node:crypto';

/** Length of a cursor at most. */
const MAX_CHARACTERS = 100;
const CURSOR = /^\{"from":(\d{1,15}),"check":"[0-9a-f]{16}"\}$/;

/**
 * Writes where a page begins. A cursor holds the position and a checksum of it, so no server has to remember it, and one
 * that was made up or belongs to another list is recognised.
 *
 * @param list name of the list. A cursor is of one list only.
 */
export function writeCursor(list: string, position: number): string {
  const check = createHash('sha256').update(`${list}\n${position}`).digest('hex').slice(0, 16);
  return Buffer.from(JSON.stringify({ from: position, check })).toString('base64url');
}

/** The position in a cursor; undefined if no page of the list has given it. */
export function readCursor(list: string, cursor: string): number | undefined {
  if (cursor.length > MAX_CHARACTERS) return undefined;
  const from = CURSOR.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return from !== undefined && writeCursor(list, Number(from)) === cursor ? Number(from) : undefined;
}
