import { coverageKinds } from './coverage.ts';
import type { CoverageKind } from './coverage.ts';
import type { CoverageItem } from './report.ts';

/** The items of one operation that were not exercised. */
export interface Missing {
  readonly api: string;
  readonly operation: string;
  /** Whether it was never called, which explains the other items. */
  readonly isNeverCalled: boolean;
  /** The kinds other than the operation itself. */
  readonly kinds: readonly { readonly kind: CoverageKind; readonly names: readonly string[] }[];
}

/** The items that were not exercised, by operation, in the order of the items. */
export function missingByOperation(items: readonly CoverageItem[]): readonly Missing[] {
  const missing = items.filter(({ count }) => count === 0);
  const apis = Map.groupBy(missing, ({ api }) => api);
  return Array.from(apis, ([api, ofApi]) => {
    const operations = Map.groupBy(ofApi, operationOf);
    return Array.from(operations, ([operation, own]) => ({
      api,
      operation,
      isNeverCalled: own.some(({ kind }) => kind === 'operation'),
      kinds: kindsOf(own.filter(({ kind }) => kind !== 'operation')),
    }));
  }).flat();
}

/** Items without an operation, such as variants, belong to the API. */
function operationOf({ operationId, kind, name }: CoverageItem): string {
  return operationId ?? (kind === 'operation' ? name : '(the API)');
}

function kindsOf(items: readonly CoverageItem[]): Missing['kinds'] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  return coverageKinds.flatMap((kind) => {
    const names = byKind.get(kind)?.map(({ name }) => name) ?? [];
    return names.length === 0 ? [] : [{ kind, names }];
  });
}
