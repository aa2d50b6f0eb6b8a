/** So many are made at a time: enough that the making is a tight loop, few enough to be nothing to hold. */
const BATCH_SIZE = 256;

/**
 * What is made while somebody walks over it, one by one or some at a time, and can be walked again. By batches is faster:
 * between two of one batch nothing is handed over, which a list of a million feels.
 */
export class Walk<T> implements Iterable<T> {
  /** Some at a time, never none. */
  readonly batches: () => Iterable<readonly T[]>;

  constructor(batches: () => Iterable<readonly T[]>) {
    this.batches = batches;
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (const batch of this.batches()) for (const one of batch) yield one;
  }

  /** A walk over what is made of each; undefined leaves it out. */
  collect<U>(make: (one: T) => U | undefined): Walk<U> {
    return new Walk(() => collected(this.batches(), make));
  }
}

/** A walk over a few that are there already. */
export function walkOver<T>(few: readonly T[]): Walk<T> {
  return new Walk(() => (few.length === 0 ? [] : [few]));
}

/** One walk after another. */
export function joined<T>(walks: readonly Walk<T>[]): Walk<T> {
  const [only] = walks;
  if (only !== undefined && walks.length === 1) return only;
  return new Walk(function* batches() {
    // Not by yield*, which takes several times as long.
    for (const walk of walks) for (const batch of walk.batches()) yield batch;
  });
}

/** Whether a batch has enough in it to be handed over. */
export function isFull(batch: readonly unknown[]): boolean {
  return batch.length >= BATCH_SIZE;
}

function* collected<T, U>(batches: Iterable<readonly T[]>, make: (one: T) => U | undefined): Generator<readonly U[]> {
  let made: U[] = [];
  for (const batch of batches) {
    for (const one of batch) {
      const some = make(one);
      if (some !== undefined) made.push(some);
    }
    if (!isFull(made)) continue;
    yield made;
    made = [];
  }
  if (made.length > 0) yield made;
}
