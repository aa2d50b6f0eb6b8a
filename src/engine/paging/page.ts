import { readCursor, writeCursor } from './cursor.ts';
import type { Places } from './places.ts';

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the page behind it; absent at the end of the list. */
  readonly next?: string;
}

/** What a client asks of a list, and the list. */
export interface PageOptions<T> {
  /** Name of the list, such as its address: its cursors are good for no other. */
  readonly list: string;
  /** From the page before; absent for the first page. */
  readonly cursor: string | undefined;
  /** Maximum number of items. */
  readonly size: number;
  readonly places: Places<T>;
  /** Whether the client wants an item. Default: all. */
  readonly isWanted?: (item: T) => boolean;
}

/** Maximum number of places to look at for a page: about ten milliseconds. */
const MAX_PLACES = 10_000;

/**
 * Reads a page of a list in constant time and memory, whatever the length of the list. If wanted items are hard to find,
 * the page is short, or empty, and yet has a cursor: the next page goes on where this one stopped.
 *
 * Returns undefined if no page of the list has given the cursor.
 */
export function readPage<T>({ list, cursor, size, places, isWanted = always }: PageOptions<T>): Page<T> | undefined {
  const from = cursor === undefined ? 0 : readCursor(list, cursor);
  if (from === undefined) return undefined;
  const items: T[] = [];
  let looked = 0;
  for (const { position, item } of places(from)) {
    if (looked === MAX_PLACES) return { items, next: writeCursor(list, position) };
    looked += 1;
    if (item === undefined || !isWanted(item)) continue;
    if (items.length === size) return { items, next: writeCursor(list, position) };
    items.push(item);
  }
  return { items };
}

function always(): boolean {
  return true;
}
