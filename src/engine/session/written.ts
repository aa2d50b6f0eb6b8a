/** Data that the clients of a session have written, in addition to the campus: named lists of numbers. */
export interface Written {
  has(list: string, number: number): boolean;
  /**
   * Adds all numbers. If there are too many, adds none and returns false.
   *
   * @param weight Number of numbers that take as much memory as what is kept for each of these. Default 1.
   */
  add(list: string, numbers: ReadonlySet<number>, weight?: number): boolean;
  /** Releases its memory. */
  clear(): void;
}

/** The numbers that are left for the sessions of a server. */
export interface WrittenBudget {
  /** Number of numbers that all sessions together can still add. */
  left: number;
}

/** Maximum number of written numbers of all sessions: about 100 MB. */
const MAX_WRITTEN = 2_000_000;

export function createWrittenBudget(): WrittenBudget {
  return { left: MAX_WRITTEN };
}

export function createWritten(budget: WrittenBudget): Written {
  const lists = new Map<string, Set<number>>();
  let taken = 0;
  return {
    has: (list, number) => lists.get(list)?.has(number) === true,
    add(list, numbers, weight = 1) {
      const known = lists.get(list) ?? new Set();
      const fresh = numbers.difference(known);
      const wanted = fresh.size * weight;
      if (wanted > budget.left) return false;
      budget.left -= wanted;
      taken += wanted;
      for (const number of fresh) known.add(number);
      lists.set(list, known);
      return true;
    },
    clear() {
      budget.left += taken;
      taken = 0;
      lists.clear();
    },
  };
}
