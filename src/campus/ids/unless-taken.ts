/**
 * The first spelling that no pinned fact has. Seeded names never clash among themselves, but anybody may
 * pin a name that was copied from a seeded campus; then the seeded entity makes room.
 *
 * @param spell gives a spelling for each attempt, from 0, never the same twice.
 */
export function unlessTaken(taken: { has(spelling: string): boolean }, spell: (attempt: number) => string): string {
  let attempt = 0;
  let spelling = spell(attempt);
  while (taken.has(spelling)) spelling = spell((attempt += 1));
  return spelling;
}
