import type { CoverageItem } from './report.ts';

export type CoverageKind = CoverageItem['kind'];

/** How much of what is declared was exercised at least once. */
export interface Share {
  readonly exercised: number;
  readonly declared: number;
}

/** The kinds in the order in which they are shown. */
export const coverageKinds: readonly CoverageKind[] = [
  'operation',
  'parameter',
  'status',
  'media-type',
  'enum-value',
  'variant',
];

/**
 * The kinds that the overall share counts. A client has a say in these by what it asks for. Values of an enum often
 * come from the server's side, and of the readings of a variant only one holds at a time, so both are shown alone.
 */
const COUNTED: ReadonlySet<CoverageKind> = new Set(['operation', 'parameter', 'status', 'media-type']);

/** Whether the overall share counts items of this kind. */
export function isCounted(kind: CoverageKind): boolean {
  return COUNTED.has(kind);
}

/** The share of all items of the counted kinds, each item weighing the same. */
export function overallShare(items: readonly CoverageItem[]): Share {
  return shareOf(items.filter(({ kind }) => isCounted(kind)));
}

/** The share of each kind that is declared at all, in the order in which they are shown. */
export function sharesByKind(items: readonly CoverageItem[]): readonly (Share & { readonly kind: CoverageKind })[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  return coverageKinds.flatMap((kind) => {
    const own = byKind.get(kind);
    return own === undefined ? [] : [{ kind, ...shareOf(own) }];
  });
}

/** Percent, 0-100, rounded down so that only all of it is 100; 0 where nothing is declared. */
export function percentOf({ exercised, declared }: Share): number {
  return declared === 0 ? 0 : Math.floor((exercised * 100) / declared);
}

function shareOf(items: readonly CoverageItem[]): Share {
  return { exercised: items.filter(({ count }) => count > 0).length, declared: items.length };
}
