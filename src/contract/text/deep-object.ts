import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';
import { looseReadings } from './decode-loose.ts';
import { shapeOf } from '../schema/shape.ts';
import type { Shape } from '../schema/shape.ts';

/** Decodes a value with keys in brackets: `a[b][c]=1`, `a[b][]=1`. OpenAPI defines only the first level, `a[b]`. */
export type ReadBrackets = (members: ReadonlyMap<string, readonly string[]>) => unknown;

interface Branch {
  readonly members: Map<string, Branch>;
  readonly texts: string[];
}

/** Compiles a decoder for an object or a list with nested objects and lists. */
export function compileDeepObject(
  reader: DocumentReader,
  schema: Located<OpenAPIV3_1.SchemaObject>,
  readingIndex: number,
): ReadBrackets {
  const shape = shapeOf(reader, schema);
  return (members) => {
    const root: Branch = { members: new Map(), texts: [] };
    for (const [key, texts] of members) branchOf(root, keysOf(key)).texts.push(...texts);
    return valueOf(root, shape);
  };

  function valueOf({ members, texts }: Branch, { types, properties, items, ...more }: Shape): unknown {
    const isList = types.has('array');
    const below = (key: string): Shape => {
      const next = isList ? items : properties.get(key);
      return next === undefined ? ANY_TEXT : shapeOf(reader, next);
    };
    if (members.size > 0) {
      const entries = Array.from(members, ([key, branch]) => [key, valueOf(branch, below(key))] as const);
      return isList ? entries.flatMap(([, value]) => value) : Object.fromEntries(entries);
    }
    const readings = looseReadings(isList ? below('') : { types, properties, items, ...more });
    const read = readings[Math.min(readingIndex, readings.length - 1)] ?? String;
    const values = texts.map(read);
    return isList || values.length > 1 ? values : values[0];
  }
}

const ANY_TEXT: Shape = {
  types: new Set(['string']),
  properties: new Map(),
  isOpen: false,
  items: undefined,
  format: undefined,
};

function branchOf(root: Branch, keys: readonly string[]): Branch {
  let branch = root;
  for (const key of keys) {
    const next = branch.members.get(key) ?? { members: new Map(), texts: [] };
    branch.members.set(key, next);
    branch = next;
  }
  return branch;
}

/** `filter[age][]` -> filter, age. An empty key at the end marks a list. */
function keysOf(key: string): readonly string[] {
  const keys = key.split(/\]?\[|\]$/).filter((each, index) => index === 0 || each !== '');
  return keys.slice(0, 20);
}
