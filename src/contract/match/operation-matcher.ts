import type { Operation } from '../operation.ts';
import { createPathMatcher } from './path-matcher.ts';

/** The operation of a method and a path, or why there is none. */
export type OperationMatch =
  | {
      readonly kind: 'found';
      readonly operation: Operation;
      readonly pathValues: Readonly<Record<string, string>>;
      /** The operations of the path. */
      readonly byMethod: ByMethod;
    }
  | { readonly kind: 'unknown-path' }
  | { readonly kind: 'unknown-method'; readonly byMethod: ByMethod }
  | { readonly kind: 'malformed-path'; readonly operation: Operation; readonly byMethod: ByMethod };

/**
 * Finds the operation of a request.
 *
 * @param asGet Matches HEAD to the operation of GET. By default, HEAD is a method like others.
 */
export type MatchOperation = (method: string, rawPath: string, asGet?: 'head-as-get') => OperationMatch;

/** The operations of a path, by their methods. */
export type ByMethod = ReadonlyMap<string, Operation>;

/** The base paths of the servers of each path. */
export type BasesOf = ReadonlyMap<ByMethod, readonly string[]>;

/**
 * Matches requests to operations, with and without a base path of a server.
 *
 * @param bases All base paths, the longest first.
 */
export function createMatch(
  byShape: ReadonlyMap<string, ByMethod>,
  bases: readonly string[],
  basesOf: BasesOf,
): MatchOperation {
  const matcher = createPathMatcher(byShape);

  function find(rawPath: string, accepts: (byMethod: ByMethod) => boolean): ReturnType<typeof matcher.match> {
    const found = matcher.match(rawPath, accepts);
    if (found.kind !== 'unknown') return found;
    for (const base of bases) {
      if (!rawPath.startsWith(`${base}/`)) continue;
      const isBelow = (byMethod: ByMethod): boolean => basesOf.get(byMethod)?.includes(base) === true;
      const below = matcher.match(rawPath.slice(base.length), (byMethod) => isBelow(byMethod) && accepts(byMethod));
      if (below.kind !== 'unknown') return below;
    }
    return found;
  }

  return (method, rawPath, asGet) => {
    const operationOf = (byMethod: ByMethod): Operation | undefined =>
      byMethod.get(method) ?? (method === 'HEAD' && asGet !== undefined ? byMethod.get('GET') : undefined);
    // `DELETE /books/latest` matches /books/{id} if /books/latest has no DELETE.
    const found = find(rawPath, (byMethod) => operationOf(byMethod) !== undefined);
    const operation = found.kind === 'unknown' ? undefined : operationOf(found.target);
    if (found.kind === 'unknown' || operation === undefined) {
      const other = find(rawPath, () => true);
      if (other.kind === 'unknown') return { kind: 'unknown-path' };
      return { kind: 'unknown-method', byMethod: other.target };
    }
    const byMethod = found.target;
    if (found.kind === 'malformed') return { kind: 'malformed-path', operation, byMethod };
    const pathValues: Record<string, string> = {};
    for (const [index, name] of operation.pathNames.entries()) pathValues[name] = found.values[index] ?? '';
    return { kind: 'found', operation, pathValues, byMethod };
  };
}
