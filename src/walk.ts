/** Number of items in a batch: enough for a tight loop and for a write, few enough for the memory. */
export const BATCH_SIZE = 256;

/** Maximum number of candidates to visit before the batch is yielded, even if it is empty: about a millisecond of work. */
export const MAX_CANDIDATES = 1024;

/** Maximum number of batches to filter before the result is yielded, even if it is empty. */
const MAX_FILTERED_BATCHES = 4;

/** Maximum number of batches to search for a group. */
const MAX_BATCHES_OF_GROUP = 8;

/**
 * A lazy list that can be iterated again, item by item or in batches. Batches are faster for long lists. If few items are
 * found, a batch is small or empty, so the consumer regains control even if nothing is found for a long time.
 */
export class Walk<T> implements Iterable<T> {
  /** The items in batches. A batch may be empty. */
  readonly batches: () => Iterable<readonly T[]>;
  readonly #each: () => Iterator<T, void, undefined>;

  /** @param each Yields the items one by one, and makes only those that are read. Defaults to the items of the batches. */
  constructor(batches: () => Iterable<readonly T[]>, each: () => Iterator<T, void, undefined> = () => flat(batches())) {
    this.batches = batches;
    this.#each = each;
  }

  [Symbol.iterator](): Iterator<T, void, undefined> {
    return this.#each();
  }

  /** Maps each item. Items that map to undefined are left out. */
  collect<U>(make: (one: T) => U | undefined): Walk<U> {
    return new Walk(() => collected(this.batches(), make));
  }

  /** Maps each item with its index. Batches keep their length. */
  map<U>(make: (one: T, index: number) => U): Walk<U> {
    return new Walk(
      () => mappedBatches(this.batches(), make),
      () => mapped(this, make),
    );
  }
}

/** A walk over an existing list, or any other items. */
export function walkOver<T>(items: Iterable<T>): Walk<T> {
  return items instanceof Walk
    ? items
    : new Walk(
        () => gathered(items),
        () => mapped(items, (one) => one),
      );
}

/** Concatenates walks. */
export function joined<T>(walks: readonly Walk<T>[]): Walk<T> {
  const [only] = walks;
  if (only !== undefined && walks.length === 1) return only;
  return new Walk(function* batches() {
    // A loop, because yield* takes several times as long.
    for (const walk of walks) for (const batch of walk.batches()) yield batch;
  });
}

/** Divides batches into groups of a size. If items are rare, a group has fewer, and may be empty. */
export function* grouped<T>(batches: Iterable<readonly T[]>, size: number): Generator<readonly T[], undefined> {
  let group: T[] = [];
  let visited = 0;
  for (const batch of batches) {
    for (const one of batch) {
      group.push(one);
      if (group.length < size) continue;
      yield group;
      group = [];
      visited = 0;
    }
    visited += 1;
    if (batch.length > 0 && visited < MAX_BATCHES_OF_GROUP) continue;
    yield group;
    group = [];
    visited = 0;
  }
  if (group.length > 0) yield group;
}

/** Whether a batch is full. */
export function isFull(batch: readonly unknown[]): boolean {
  return batch.length >= BATCH_SIZE;
}

/** Takes all steps at once. */
export function takeAll<T>(steps: Iterator<void, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function* flat<T>(batches: Iterable<readonly T[]>): Generator<T, void, undefined> {
  for (const batch of batches) for (const one of batch) yield one;
}

function* mapped<T, U>(items: Iterable<T>, make: (one: T, index: number) => U): Generator<U, void, undefined> {
  let index = 0;
  for (const one of items) yield make(one, index++);
}

function* mappedBatches<T, U>(
  batches: Iterable<readonly T[]>,
  make: (one: T, index: number) => U,
): Generator<readonly U[]> {
  let before = 0;
  for (const batch of batches) {
    const from = before;
    yield batch.map((one, place) => make(one, from + place));
    before += batch.length;
  }
}

function* gathered<T>(items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const one of items) {
    batch.push(one);
    if (!isFull(batch)) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* collected<T, U>(batches: Iterable<readonly T[]>, make: (one: T) => U | undefined): Generator<readonly U[]> {
  let made: U[] = [];
  let filtered = 0;
  for (const batch of batches) {
    for (const one of batch) {
      const some = make(one);
      if (some !== undefined) made.push(some);
    }
    filtered += 1;
    // An empty batch took as long to produce as several full ones.
    if (!isFull(made) && batch.length > 0 && filtered < MAX_FILTERED_BATCHES) continue;
    yield made;
    made = [];
    filtered = 0;
  }
  if (made.length > 0) yield made;
}
