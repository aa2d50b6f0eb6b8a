import { BATCH_SIZE, Walk } from '../../walk.ts';

/**
 * A place in a list. It may be empty. Positions increase along the list, and an item never changes its position, so a client
 * that reads page by page gets each item once.
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

/** The places of a few existing items, in any order. */
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
