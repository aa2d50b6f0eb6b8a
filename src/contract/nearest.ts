import { closest, distance } from 'fastest-levenshtein';

/** The known name that a wrong one is likely to mean, capitals aside; undefined where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > 100) return undefined;
  const lower = known.map((each) => each.toLowerCase());
  const nearest = closest(name.toLowerCase(), lower);
  const isNear = distance(name.toLowerCase(), nearest) <= Math.max(2, nearest.length / 4);
  return isNear ? known[lower.indexOf(nearest)] : undefined;
}
