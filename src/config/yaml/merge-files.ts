import type { YamlFile } from './yaml-file.ts';

type Mapping = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/**
 * Merges one file into another: mappings are merged key by key, lists at the top are concatenated, and other values are
 * replaced. The place of a merged value is in the file that it comes from. An empty file, section or entry changes nothing.
 *
 * @param entryDepth Number of keys in the path of an entry: 2 for `courses.algebra`.
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
 * Converts a path of the merged value to the upper file. Undefined if the value comes from the lower one. If the upper file
 * changes an entry, all members have the place of this entry, because the lower file was valid.
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

/** Whether there is a value at a path. */
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
