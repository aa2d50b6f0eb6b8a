/** So many are made at a time: enough that the making is a tight loop, few enough to be nothing to hold. */
const BATCH_SIZE = 256;

/** So many candidates are looked at before what was found among them is handed over, be it nothing: about a millisecond. */
export const LOOKED_AT = 1024;

/** So many batches are sifted before what is left of them is handed over, be it nothing. */
const SIFTED_BATCHES = 4;

/**
 * What is made while somebody walks over it, one by one or some at a time, and can be walked again. By batches is faster:
 * between two of one batch nothing is handed over, which a list of a million feels. Where little is found, a batch is small
 * or empty: whoever walks gets to do something else, however long nothing comes.
 */
export class Walk<T> implements Iterable<T> {
  /** Some at a time; none where so far nothing was found. */
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
  let sifted = 0;
  for (const batch of batches) {
    for (const one of batch) {
      const some = make(one);
      if (some !== undefined) made.push(some);
    }
    sifted += 1;
    // One with nothing in it took as long as several.
    if (!isFull(made) && batch.length > 0 && sifted < SIFTED_BATCHES) continue;
    yield made;
    made = [];
    sifted = 0;
  }
  if (made.length > 0) yield made;
}
