/**
 * Returns the first spelling that is not pinned. Seeded names never clash with each other. But a fixture may pin a name
 * that was copied from a seeded campus; then the seeded entity gets another one.
 *
 * @param spell Returns a different spelling for each attempt, counted from 0.
 */
export function unlessTaken(taken: { has(spelling: string): boolean }, spell: (attempt: number) => string): string {
  let attempt = 0;
  let spelling = spell(attempt);
  while (taken.has(spelling)) spelling = spell((attempt += 1));
  return spelling;
}
