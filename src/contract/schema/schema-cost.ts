import { isLinearPattern } from './linear-pattern.ts';

/** Where a reference leads; undefined where it leads nowhere. */
export type Resolve = (reference: string) => unknown;

/** Schemas that are applied more often than this to one value may take long. */
const MAX_COST = 10_000;
/** Keywords whose values are data: a schema in them is none. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);
const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

/**
 * Whether a schema, or anything that holds schemas, could make a check take long: a pattern that is not known to be
 * linear, `uniqueItems` over objects or arrays, recursive references, or references that branch ten thousand times. A
 * schema that is wrongly named only costs time. This looks at the whole schema, so call it once a schema.
 */
export function mayTakeLong(schema: unknown, resolve: Resolve): boolean {
  const costs = new Map<unknown, number>();
  const costOf = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0;
    const known = costs.get(node);
    if (known !== undefined) return known;
    // Met again while it is being counted: it leads back to itself.
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

/** Ajv compares items of such types in linear time, and all others each with each. */
function hasScalarItems(schema: object): boolean {
  const items: unknown = Reflect.get(schema, 'items');
  const types = [Reflect.get(Object(items), 'type') ?? []].flat();
  return types.length > 0 && types.every((type) => SCALARS.has(type));
}
