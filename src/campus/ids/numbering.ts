/**
 * The two numbers of an entity. Its *index* counts pinned ones first, then seeded ones. Its *ordinal*
 * counts seeded ones from 0 and pinned ones from `capacity`: it is what everything is drawn from, so that
 * pinning one more fact, or growing the population, leaves everybody else as they were.
 */
export interface Numbering {
  readonly pinnedCount: number;
  readonly seededCount: number;
  readonly count: number;
  ordinalOf(index: number): number;
  /** Undefined where nothing has this ordinal. */
  indexOf(ordinal: number): number | undefined;
}

/** @param capacity how many seeded ones there can be at most, whatever their number now. */
export function createNumbering({
  pinned,
  seeded,
  capacity,
}: {
  pinned: number;
  seeded: number;
  capacity: number;
}): Numbering {
  return {
    pinnedCount: pinned,
    seededCount: seeded,
    count: pinned + seeded,
    ordinalOf: (index) => (index < pinned ? capacity + index : index - pinned),
    indexOf(ordinal) {
      if (ordinal < seeded) return pinned + ordinal;
      const position = ordinal - capacity;
      return position >= 0 && position < pinned ? position : undefined;
    },
  };
}

/** @throws {RangeError} where nothing has this index. */
export function assertIndex(what: string, index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new RangeError(`There is no ${what} ${index}: the campus has ${count}, counted from 0.`);
}
