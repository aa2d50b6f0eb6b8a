import { closest, distance } from 'fastest-levenshtein';

/** The known name that is most similar to a wrong one, ignoring case. Undefined if none is similar enough. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > 100) return undefined;
  const lower = known.map((each) => each.toLowerCase());
  const nearest = closest(name.toLowerCase(), lower);
  const isNear = distance(name.toLowerCase(), nearest) <= Math.max(2, nearest.length / 4);
  return isNear ? known[lower.indexOf(nearest)] : undefined;
}

/** The advice of a message about an unknown name: ` (did you mean "serve"?)`. Empty if no name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}

/** Maximum number of names in a message: a document may have thousands. */
const MAX_LISTED = 40;

/** Joins names with commas. Lists the first 40, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return more <= 0 ? names.join(', ') : `${names.slice(0, MAX_LISTED).join(', ')} and ${more} more`;
}
