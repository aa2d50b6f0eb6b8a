import type { YamlFile } from './yaml-file.ts';

type Mapping = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/**
 * Lays one file over another: mappings are merged key by key, lists at the top are joined, anything else is replaced.
 * A place of the merged value is told in the file that it comes from. What is left empty lays nothing over: the file, a
 * section, or an entry.
 *
 * @param entryDepth how many keys lead to an entry: 2 for `courses.algebra`.
 */
export function mergeFiles(base: YamlFile, over: YamlFile, entryDepth: number): YamlFile {
  const [below, above] = [base.value, over.value ?? {}];
  if (!isMapping(below) || !isMapping(above)) return over;
  return {
    value: mergeMappings(below, above, joinLists),
    locate(path) {
      const pathInOver = pathAbove(below, above, path, entryDepth);
      return pathInOver === undefined ? base.locate(path) : over.locate(pathInOver);
    },
    pathInFile(path) {
      const pathInOver = pathAbove(below, above, path, entryDepth);
      // A shorter one is the entry that holds it.
      return pathInOver?.length === path.length ? pathInOver : path;
    },
  };
}

function mergeMappings(
  below: Mapping,
  above: Mapping,
  mergeOthers: (below: unknown, above: unknown) => unknown,
): Mapping {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = merged.get(key);
    const areMappings = isMapping(known) && isMapping(value);
    if (value === null && Object(known) === known) continue;
    merged.set(key, areMappings ? mergeMappings(known, value, takeUpper) : mergeOthers(known, value));
  }
  return Object.fromEntries(merged);
}

function joinLists(below: unknown, above: unknown): unknown {
  return Array.isArray(below) && Array.isArray(above) ? [...below, ...above] : above;
}

function takeUpper(_below: unknown, above: unknown): unknown {
  return above;
}

/**
 * Where a path of the merged value stands in the upper file; undefined where it comes from the lower one. A member of an
 * entry that the upper file changes stands at that entry: it was right before.
 */
function pathAbove(below: Mapping, above: Mapping, path: Path, entryDepth: number): Path | undefined {
  const [key = '', index, ...rest] = path;
  const list = below[key];
  if (Array.isArray(list) && Array.isArray(above[key]) && typeof index === 'number') {
    return index < list.length ? undefined : [key, index - list.length, ...rest];
  }
  if (hasPath(above, path)) return path;
  const entry = path.slice(0, entryDepth);
  return path.length > entryDepth && hasPath(above, entry) ? entry : undefined;
}

/** Whether something stands at a path of a value. */
export function hasPath(value: unknown, path: Path): boolean {
  let node = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    node = Reflect.get(node, key);
  }
  return true;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
