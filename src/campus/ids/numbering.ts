/**
 * The two numbers of an entity. Its *index* counts pinned entities first, then seeded ones, then added ones. Its *ordinal*
 * counts seeded entities from 0, pinned ones from `capacity`, and added ones from `ADDED_FROM`. Everything is drawn from the ordinal, so another pinned fact or a
 * larger population does not change the other entities.
 */
export interface Numbering {
  readonly pinnedCount: number;
  readonly seededCount: number;
  /** Without added entities. */
  readonly count: number;
  ordinalOf(index: number): number;
  /** Undefined if no entity has this ordinal. */
  indexOf(ordinal: number): number | undefined;
}

/** Maximum number of entities of a kind that the clients of a session may add. */
const ADDED_MAX = 2 ** 22;

/** Ordinals of added entities are the highest that an id of digits can hold (`id-codec.ts`). */
const ADDED_FROM = 2 ** 27 - ADDED_MAX;

/**
 * @param capacity Maximum number of seeded entities.
 * @param canGrow Whether clients may add entities. Default false.
 */
export function createNumbering({
  pinned,
  seeded,
  capacity,
  canGrow = false,
}: {
  pinned: number;
  seeded: number;
  capacity: number;
  canGrow?: boolean;
}): Numbering {
  return {
    pinnedCount: pinned,
    seededCount: seeded,
    count: pinned + seeded,
    ordinalOf(index) {
      if (index < pinned) return capacity + index;
      return index < pinned + seeded ? index - pinned : ADDED_FROM + index - pinned - seeded;
    },
    indexOf(ordinal) {
      if (ordinal < seeded) return pinned + ordinal;
      const added = ordinal - ADDED_FROM;
      if (canGrow && added >= 0 && added < ADDED_MAX) return pinned + seeded + added;
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
