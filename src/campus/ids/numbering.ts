/**
 * The two numbers of an entity. Its *index* counts pinned entities first, then seeded ones. Its *ordinal* counts seeded
 * entities from 0 and pinned ones from `capacity`. Everything is drawn from the ordinal, so another pinned fact or a
 * larger population does not change the other entities.
 */
export interface Numbering {
  readonly pinnedCount: number;
  readonly seededCount: number;
  readonly count: number;
  ordinalOf(index: number): number;
  /** Undefined if no entity has this ordinal. */
  indexOf(ordinal: number): number | undefined;
}

/** @param capacity Maximum number of seeded entities. */
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

/** @throws {RangeError} if no entity has this index. */
export function assertIndex(entity: string, index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new RangeError(`There is no ${entity} ${index}: the campus has ${count}, counted from 0.`);
}
