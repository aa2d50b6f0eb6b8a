import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';

import { keysOf } from '../contract/document.ts';
import type { LineOf } from '../report/options.ts';

/**
 * Finds lines in specs. Each is read once, when it is first asked for. A pointer leads to the line of its last key;
 * one that leads nowhere, to the nearest that is around it.
 *
 * @param fileOf the file of an API's spec; undefined where there is none.
 * @throws {Error} on use, where the file can't be read.
 */
export function createLineOf(fileOf: (api: string) => string | undefined): LineOf {
  const specs = new Map<string, (pointer: string) => number>();
  return (api, pointer) => {
    const known = specs.get(api);
    if (known !== undefined) return known(pointer);
    const file = fileOf(api);
    if (file === undefined) return undefined;
    const find = readLines(readFileSync(file, 'utf8'));
    specs.set(api, find);
    return find(pointer);
  };
}

function readLines(text: string): (pointer: string) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (pointer) => lines.linePos(offsetOf(document, keysOf(pointer))).line;
}

/** Where the last key of a path stands that there is; that of an item of a list is the item's own. */
function offsetOf(document: Document, keys: readonly string[]): number {
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
