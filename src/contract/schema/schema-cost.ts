import { isLinearPattern } from './linear-pattern.ts';

/** The target of a reference. Undefined if there is none. */
export type Resolve = (reference: string) => unknown;

/** Maximum number of schemas that are applied to one value. More may take long. */
const MAX_COST = 10_000;
/** Keywords whose values are data, not schemas. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);
const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

/**
 * Whether a check with a schema, or with an object that contains schemas, may take long: a pattern that may not be
 * linear, `uniqueItems` over objects or arrays, recursive references, or ten thousand nested references. A wrong `true`
 * only costs time. This visits the whole schema, so call it once for each schema.
 */
export function mayTakeLong(schema: unknown, resolve: Resolve): boolean {
  const costs = new Map<unknown, number>();
  const costOf = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0;
    const known = costs.get(node);
    if (known !== undefined) return known;
    // A node that is visited again while it is being counted is recursive.
    costs.set(node, Infinity);
    let cost = 1;
    for (const [keyword, value] of Object.entries(node)) {
      if (isCostly(keyword, value, node)) cost = Infinity;
      else if (keyword === '$ref' && typeof value === 'string') cost += costOf(resolve(value));
      else if (!DATA.has(keyword)) cost += costOf(value);
    }
    costs.set(node, cost);
    return cost;
  };
  return costOf(schema) > MAX_COST;
}

function isCostly(keyword: string, value: unknown, schema: object): boolean {
  switch (keyword) {
    case 'pattern':
      return typeof value === 'string' && !isLinearPattern(value);
    case 'patternProperties':
      return Object.keys(Object(value)).some((pattern) => !isLinearPattern(pattern));
    case 'uniqueItems':
      return value === true && !hasScalarItems(schema);
    case '$dynamicRef':
    case '$recursiveRef':
      return true;
    default:
      return false;
  }
}

/** Ajv compares items of these types in linear time, and all others pairwise. */
function hasScalarItems(schema: object): boolean {
  const items: unknown = Reflect.get(schema, 'items');
  const types = [Reflect.get(Object(items), 'type') ?? []].flat();
  return types.length > 0 && types.every((type) => SCALARS.has(type));
}
