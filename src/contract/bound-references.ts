import { keysOf } from './document.ts';

/** So many values may a document have when each reference is replaced by what it leads to: Prism does that, in seconds. */
const MAX_VALUES = 10_000;
/** From the operation on, references are followed so deep where they lead to more than that; what lies deeper may be anything. */
const DEPTHS = [12, 10, 8, 7, 6, 5, 4, 3, 2] as const;

/** What stands at a reference: how many values, and where the references in it lead. */
interface Target {
  readonly value: unknown;
  readonly size: number;
  readonly pointers: readonly string[];
}

const LEVELS = 'x-levels';

/**
 * Leaves a document as it is where its references lead to a bounded number of values; else it gets copies of what they
 * lead to, a level each, and the deepest lead nowhere further. Schemas that hold each other many times over would keep
 * Prism busy for hours.
 */
export function boundReferences(document: Record<string, unknown>): Record<string, unknown> {
  const targets = new Map<string, Target>();
  const targetOf = (pointer: string): Target => {
    const known = targets.get(pointer);
    if (known !== undefined) return known;
    const target = measure(lookUp(document, pointer));
    targets.set(pointer, target);
    return target;
  };
  const root = measure(document['paths']);
  if (sizeOf(root, DEPTHS[0], targetOf) <= MAX_VALUES) return document;
  const depth = DEPTHS.find((each) => sizeOf(root, each, targetOf) <= MAX_VALUES) ?? 2;

  const levels: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const nameOf = (pointer: string, level: number): string => {
    const key = `${level} ${pointer}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = String(names.size);
    names.set(key, name);
    levels[name] = copy(targetOf(pointer).value, level);
    return name;
  };
  const copy = (value: unknown, level: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => copy(item, level));
    const entries = Object.entries(value).flatMap(([key, below]): (readonly [string, unknown])[] => {
      if (key !== '$ref' || typeof below !== 'string') return [[key, copy(below, level)]];
      return level === depth ? [] : [[key, `#/${LEVELS}/${nameOf(below, level + 1)}`]];
    });
    return Object.fromEntries(entries);
  };
  // What the references led to before is left out: Prism would follow it all the same.
  const { openapi, info, jsonSchemaDialect, security, components } = document;
  const { securitySchemes } = Object(components);
  const paths = copy(document['paths'], 0);
  const head = { openapi, info, ...(jsonSchemaDialect === undefined ? {} : { jsonSchemaDialect }) };
  return {
    ...head,
    ...(security === undefined ? {} : { security }),
    paths,
    components: { securitySchemes },
    [LEVELS]: levels,
  };
}

function measure(value: unknown): Target {
  const pointers: string[] = [];
  const todo: unknown[] = [value];
  let size = 0;
  while (todo.length > 0) {
    const node = todo.pop();
    size += 1;
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, below] of Object.entries<unknown>(Object(node))) {
      if (key === '$ref' && typeof below === 'string') pointers.push(below);
      else todo.push(below);
    }
  }
  return { value, size, pointers };
}

/** How many values there are with references followed so deep; counted level by level, each place once a level. */
function sizeOf(root: Target, depth: number, targetOf: (pointer: string) => Target): number {
  let size = root.size;
  let level = countsOf([[root, 1]]);
  for (let left = depth; left > 0 && level.size > 0 && size <= MAX_VALUES; left -= 1) {
    const reached = Array.from(level, ([pointer, count]) => [targetOf(pointer), count] as const);
    for (const [target, count] of reached) size += target.size * count;
    level = countsOf(reached);
  }
  return size;
}

function countsOf(targets: Iterable<readonly [Target, number]>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [{ pointers }, count] of targets)
    for (const pointer of pointers) counts.set(pointer, (counts.get(pointer) ?? 0) + count);
  return counts;
}

/** Where a pointer leads in a document; undefined where it leads nowhere. */
export function lookUp(document: object, pointer: string): unknown {
  let node: unknown = document;
  for (const key of keysOf(pointer))
    node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
  return node;
}
