import { createHash } from 'node:crypto';

import type { Places } from './places.ts';

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the next page. Absent at the end of the list. */
  readonly next?: string;
}

/** A list, and the part of it that a client requests. */
export interface PageOptions<T> {
  /** Name of the list, such as its address. A cursor is valid for one list only. */
  readonly list: string;
  /** From the previous page. Absent for the first page. */
  readonly cursor: string | undefined;
  /** Maximum number of items. */
  readonly size: number;
  readonly places: Places<T>;
  /** Whether an item passes the client's filters. Default: all items do. */
  readonly passes?: (item: T) => boolean;
}

/** Maximum number of places to look at for a page: about ten milliseconds. */
const MAX_PLACES = 10_000;

/**
 * Reads a page of a list in constant time and memory, for a list of any length. If few items pass the filters,
 * the page is short or empty, but has a cursor. The next page continues where this one stopped.
 *
 * Returns undefined if the cursor is not one of this list.
 */
export function readPage<T>({ list, cursor, size, places, passes = always }: PageOptions<T>): Page<T> | undefined {
  const from = cursor === undefined ? 0 : readCursor(list, cursor);
  if (from === undefined) return undefined;
  const items: T[] = [];
  let looked = 0;
  for (const { position, item } of places(from)) {
    if (looked === MAX_PLACES) return { items, next: writeCursor(list, position) };
    looked += 1;
    if (item === undefined || !passes(item)) continue;
    if (items.length === size) return { items, next: writeCursor(list, position) };
    items.push(item);
  }
  return { items };
}

function always(): boolean {
  return true;
}

/** Maximum length of a cursor. */
const MAX_CHARACTERS = 100;
const CURSOR = /^\{"from":(\d{1,15}),"check":"[0-9a-f]{16}"\}$/;

/**
 * Writes where a page begins: a position, and a checksum of it and the list. So no server has to remember cursors, and an
 * invented cursor or one of another list is recognised.
 */
function writeCursor(list: string, position: number): string {
  const check = createHash('sha256').update(`${list}\n${position}`).digest('hex').slice(0, 16);
  return Buffer.from(JSON.stringify({ from: position, check })).toString('base64url');
}

/** The position in a cursor. Undefined if it is not a cursor of the list. */
function readCursor(list: string, cursor: string): number | undefined {
  if (cursor.length > MAX_CHARACTERS) return undefined;
  const from = CURSOR.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return from !== undefined && writeCursor(list, Number(from)) === cursor ? Number(from) : undefined;
}
