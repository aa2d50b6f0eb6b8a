import type { ContractOperation } from '../connection/control-api.ts';
import type { Trial } from '../try-it/try-it.tsx';

/** The ids of an entity in an API, by name. */
export type Ids = Readonly<Record<string, unknown>>;

/**
 * The requests of an API that the ids of an entity can fill in: `course_id` with `courseKey`, the `id` of `getCompletion`
 * with `completionId`. The requests with the most ids come first.
 */
export function trialsOf(api: string, operations: readonly ContractOperation[], ids: Ids): readonly Trial[] {
  const known = new Map(
    Object.entries(ids).flatMap(([name, value]) => (typeof value === 'string' ? [[stemOf(name), value]] : [])),
  );
  return operations
    .map((operation) => ({ operation, ...fillIn(operation, known) }))
    .filter(({ path, usedCount }) => usedCount > 0 && !path.includes('{'))
    .toSorted((one, other) => other.usedCount - one.usedCount)
    .map(({ operation: { operationId, method, request }, path }) => ({
      operationId,
      request: { method, headers: {}, ...request, path: `/${api}${path}` },
    }));
}

function fillIn(operation: ContractOperation, known: ReadonlyMap<string, string>) {
  let usedCount = 0;
  const valueOf = (name: string): string | undefined => {
    const value = known.get(stemOf(name) || nounOf(operation.operationId));
    if (value !== undefined) usedCount += 1;
    return value;
  };
  const path = operation.path.replaceAll(/\{([^}]*)\}/g, (braced, name: string) => {
    const value = valueOf(name);
    return value === undefined ? braced : encodeURIComponent(value);
  });
  const query = operation.parameters.flatMap((parameter): readonly [string, string][] => {
    const value = parameter.in === 'query' ? valueOf(parameter.name) : undefined;
    return value === undefined ? [] : [[parameter.name, value]];
  });
  return { path: query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`, usedCount };
}

/** `course_id`, `courseKey` and `courseId` belong to a course, `id` to no kind of entity. */
function stemOf(name: string): string {
  return name
    .replaceAll(/[_-]/g, '')
    .toLowerCase()
    .replace(/(id|key)$/, '');
}

/** `getCompletion` is about a completion. */
function nounOf(operationId: string): string {
  return operationId.replace(/^[a-z]+/, '').toLowerCase();
}
