import { readCursor, writeCursor } from './cursor.ts';
import type { Places } from './places.ts';

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the page behind it; absent at the end of the list. */
  readonly next?: string;
}

/** A list, and the part of it that a client requests. */
export interface PageOptions<T> {
  /** Name of the list, such as its address: its cursors are good for no other. */
  readonly list: string;
  /** From the page before; absent for the first page. */
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
 * Returns undefined if no page of the list has given the cursor.
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
