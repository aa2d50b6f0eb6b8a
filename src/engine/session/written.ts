/** Data that the clients of a session have written, in addition to the campus: named lists of numbers. */
export interface Written {
  has(list: string, number: number): boolean;
  /** Adds all numbers. If there are too many, adds none and returns false. */
  add(list: string, numbers: ReadonlySet<number>): boolean;
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
  return {
    has: (list, number) => lists.get(list)?.has(number) === true,
    add(list, numbers) {
      const known = lists.get(list) ?? new Set();
      const fresh = numbers.difference(known);
      if (fresh.size > budget.left) return false;
      budget.left -= fresh.size;
      for (const number of fresh) known.add(number);
      lists.set(list, known);
      return true;
    },
    clear() {
      for (const { size } of lists.values()) budget.left += size;
      lists.clear();
    },
  };
}
