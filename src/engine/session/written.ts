/** What the clients of a session have written, over what the campus tells. A list has a name of its API's, and numbers. */
export interface Written {
  has(list: string, number: number): boolean;
  /** Adds them all; false, and none added, where there is no room. */
  add(list: string, numbers: ReadonlySet<number>): boolean;
  /** Gives back the room that it has. */
  clear(): void;
}

/** What the sessions of a server share. */
export interface WrittenRoom {
  /** How many more numbers all sessions may keep together. */
  left: number;
}

/** About 100 MB. */
const MAX_WRITTEN = 2_000_000;

export function createWrittenRoom(): WrittenRoom {
  return { left: MAX_WRITTEN };
}

export function createWritten(room: WrittenRoom): Written {
  const lists = new Map<string, Set<number>>();
  return {
    has: (list, number) => lists.get(list)?.has(number) === true,
    add(list, numbers) {
      const known = lists.get(list) ?? new Set();
      const fresh = numbers.difference(known);
      if (fresh.size > room.left) return false;
      room.left -= fresh.size;
      for (const number of fresh) known.add(number);
      lists.set(list, known);
      return true;
    },
    clear() {
      for (const { size } of lists.values()) room.left += size;
      lists.clear();
    },
  };
}
