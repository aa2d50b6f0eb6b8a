import type { CoverageItem } from './report.ts';

export type CoverageKind = CoverageItem['kind'];

/** The number of declared items, and of those that were exercised at least once. */
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
 * The kinds that the overall share counts, since a client can exercise them by its requests. Enum values often depend on
 * the server's data, and only one choice of a variant is active at a time, so the shares of both are shown separately.
 */
const COUNTED: ReadonlySet<CoverageKind> = new Set(['operation', 'parameter', 'status', 'media-type']);

/** Whether the overall share counts items of this kind. */
export function isCounted(kind: CoverageKind): boolean {
  return COUNTED.has(kind);
}

/** The share of all items of the counted kinds. Each item has the same weight. */
export function overallShare(items: readonly CoverageItem[]): Share {
  return shareOf(items.filter(({ kind }) => isCounted(kind)));
}

/** The share of each kind that has items, in the order in which they are shown. */
export function sharesByKind(items: readonly CoverageItem[]): readonly (Share & { readonly kind: CoverageKind })[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  return coverageKinds.flatMap((kind) => {
    const own = byKind.get(kind);
    return own === undefined ? [] : [{ kind, ...shareOf(own) }];
  });
}

/** Percentage, 0 to 100, rounded down so that 100 means complete; 0 if nothing is declared. */
export function percentOf({ exercised, declared }: Share): number {
  return declared === 0 ? 0 : Math.floor((exercised * 100) / declared);
}

function shareOf(items: readonly CoverageItem[]): Share {
  return { exercised: items.filter(({ count }) => count > 0).length, declared: items.length };
}
