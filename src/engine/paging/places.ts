import { BATCH_SIZE, Walk } from '../../walk.ts';

/**
 * A place of a list, which may be empty. Positions grow along the list, and an item never changes its position, however
 * the list changes: so a client that walks page by page neither loses nor doubles an item.
 */
export interface Place<T> {
  readonly position: number;
  readonly item: T | undefined;
}

/** The places of a list from a position on, made one by one. */
export type Places<T> = (from: number) => Iterable<Place<T>>;

/** The places of a list whose positions are the numbers from 0 to its length. */
export function numberedPlaces<T>(length: number, itemAt: (position: number) => T | undefined): Places<T> {
  return function* places(from) {
    for (let position = from; position < length; position += 1) yield { position, item: itemAt(position) };
  };
}

/** The places of a few items that are there already, in any order. */
export function sortedPlaces<T>(items: Iterable<T>, positionOf: (item: T) => number): Places<T> {
  return (from) =>
    Array.from(items, (item) => ({ position: positionOf(item), item }))
      .filter(({ position }) => position >= from)
      .toSorted((one, other) => one.position - other.position);
}

/** Walks over the items of all places that pass. A batch may be empty. */
export function walkPlaces<T>(places: Places<T>, passes: (item: T) => boolean): Walk<T> {
  return new Walk(function* batches() {
    let batch: T[] = [];
    let looked = 0;
    for (const { item } of places(0)) {
      if (item !== undefined && passes(item)) batch.push(item);
      looked += 1;
      if (looked % BATCH_SIZE !== 0) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  });
}
