/** Items per batch: enough for a tight loop, few enough to hold. */
const BATCH_SIZE = 256;

/** Maximum number of candidates to look at before the batch is yielded, even if it is empty: about a millisecond of work. */
export const MAX_CANDIDATES = 1024;

/** Maximum number of batches to filter before the result is yielded, even if it is empty. */
const SIFTED_BATCHES = 4;

/**
 * A lazy list that can be iterated again, item by item or in batches. Batches are faster for long lists. If few items are
 * found, a batch is small or empty, so the consumer regains control even if nothing is found for a long time.
 */
export class Walk<T> implements Iterable<T> {
  /** The items in batches; a batch may be empty. */
  readonly batches: () => Iterable<readonly T[]>;

  constructor(batches: () => Iterable<readonly T[]>) {
    this.batches = batches;
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (const batch of this.batches()) for (const one of batch) yield one;
  }

  /** Maps each item; an item that maps to undefined is left out. */
  collect<U>(make: (one: T) => U | undefined): Walk<U> {
    return new Walk(() => collected(this.batches(), make));
  }
}

/** A walk over an existing list. */
export function walkOver<T>(few: readonly T[]): Walk<T> {
  return new Walk(() => (few.length === 0 ? [] : [few]));
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

/** Whether a batch is full. */
export function isFull(batch: readonly unknown[]): boolean {
  return batch.length >= BATCH_SIZE;
}

function* collected<T, U>(batches: Iterable<readonly T[]>, make: (one: T) => U | undefined): Generator<readonly U[]> {
  let made: U[] = [];
  let sifted = 0;
  for (const batch of batches) {
    for (const one of batch) {
      const some = make(one);
      if (some !== undefined) made.push(some);
    }
    sifted += 1;
    // An empty batch took as long to produce as several full ones.
    if (!isFull(made) && batch.length > 0 && sifted < SIFTED_BATCHES) continue;
    yield made;
    made = [];
    sifted = 0;
  }
  if (made.length > 0) yield made;
}
