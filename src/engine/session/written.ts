import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';

/** Data that the clients of a session have written, in addition to the campus: named lists of numbers. */
export interface Written {
  has(list: string, number: number): boolean;
  /**
   * Adds all numbers. If there are too many, adds none and returns false.
   *
   * @param weight Memory of each entry, in numbers. The same for all entries of a list. Default 1.
   */
  add(list: string, numbers: ReadonlySet<number>, weight?: number): boolean;
  /** Removes a number that was added. */
  remove(list: string, number: number): void;
  /** Releases its memory. */
  clear(): void;
}

/** Maximum number of written numbers of all sessions: about 100 MB. */
export const MAX_WRITTEN = 2_000_000;

export function createWritten(budget: Budget): Written {
  const lists = new Map<string, { readonly numbers: Set<number>; readonly weight: number }>();
  const share = openShare(budget);

  return {
    has: (list, number) => lists.get(list)?.numbers.has(number) === true,
    add(list, numbers, weight = 1) {
      const known = lists.get(list) ?? { numbers: new Set(), weight };
      const fresh = numbers.difference(known.numbers);
      if (!share.take(fresh.size * known.weight)) return false;
      for (const number of fresh) known.numbers.add(number);
      lists.set(list, known);
      return true;
    },
    remove(list, number) {
      const known = lists.get(list);
      if (known?.numbers.delete(number) === true) share.take(-known.weight);
    },
    clear() {
      share.release();
      lists.clear();
    },
  };
}
