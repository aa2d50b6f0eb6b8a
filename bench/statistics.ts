/** The median; the lower one of two. Throws if there are no values. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('nothing was measured');
  return middle;
}

/** How often `part` goes into `whole`, for a table: `0.36`. */
export function ratio(part: number, whole: number): string {
  return (part / whole).toFixed(2);
}

/** A count for a table, its thousands apart: `45 120`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}
