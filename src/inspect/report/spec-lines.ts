import { readFileSync, statSync } from 'node:fs';
import type { Document } from 'yaml';

import { keysOf } from '../../contract/document.ts';
import { composeYaml } from '../../config/yaml/yaml.ts';
import { loadPackage } from '../../late-packages.ts';
import type { LineOf } from './options.ts';

/**
 * Finds lines in specs. Each spec is read once, on first use. The line of a pointer is that of its last key, or of its
 * last existing key if the pointer can't be resolved.
 *
 * @param fileOf the file of an API's spec; undefined if there is none. Files over 2 MB have no lines.
 * @throws {Error} on use, if the file can't be read.
 */
export function createLineOf(fileOf: (api: string) => string | undefined): LineOf {
  const specs = new Map<string, ((pointer: string) => number | undefined) | undefined>();
  return (api, pointer) => {
    if (!specs.has(api)) specs.set(api, readLines(fileOf(api)));
    return specs.get(api)?.(pointer);
  };
}

/** Maximum size of a file, since parsing larger ones takes seconds. */
const MAX_BYTES = 2_097_152;

function readLines(file: string | undefined): ((pointer: string) => number | undefined) | undefined {
  const size = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
  if (file === undefined || size === undefined || size > MAX_BYTES) return undefined;
  const text = readFileSync(file, 'utf8');
  const { document, lines } = composeYaml(text);
  return (pointer) => {
    const keys = keysOf(pointer);
    // Parts from another file have no line in this one.
    return keys.length > 0 && !document.has(keys[0]) ? undefined : lines.linePos(offsetOf(document, keys)).line;
  };
}

/** The offset of a path's last existing key, or of the item if that is in a list. */
function offsetOf(document: Document, keys: readonly string[]): number {
  const { isMap, isNode, isScalar, isSeq } = loadPackage('yaml');
  let offset = 0;
  let node: unknown = document.contents;
  for (const key of keys) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const item = isSeq(node) ? node.items[Number(key)] : undefined;
    const place = pair?.key ?? item;
    if (!isNode(place) || !place.range) return offset;
    offset = place.range[0];
    node = pair === undefined ? item : pair.value;
  }
  return offset;
}
