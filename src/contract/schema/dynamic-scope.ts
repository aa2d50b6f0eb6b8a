import { keysOf } from '../document.ts';
import type { DocumentReader } from '../document.ts';

/**
 * The dynamic anchors that are in effect where a schema is applied, by name, as pointers. Of several with one name, the
 * resource that was entered first has precedence (JSON Schema 2020-12, section 8.2.3.2).
 */
export type DynamicScope = ReadonlyMap<string, string>;

/** A schema, and the scope in which it is applied. */
export interface SchemaPlace {
  readonly pointer: string;
  readonly scope: DynamicScope;
}

const EMPTY: DynamicScope = new Map();

/** The place of a schema, entered from a scope. Costs nothing for a document without dynamic anchors. */
export function enter(reader: DocumentReader, pointer: string, scope: DynamicScope = EMPTY): SchemaPlace {
  const { dynamicAnchors } = reader;
  if (dynamicAnchors.size === 0) return { pointer, scope };
  const anchors = resourceAt(reader, pointer);
  const added = Array.from(anchors ?? []).filter(([name]) => !scope.has(name));
  return { pointer, scope: added.length === 0 ? scope : new Map([...scope, ...added]) };
}

/** Where a `$dynamicRef` leads, whose own reference leads to a pointer. */
export function enterDynamic(reader: DocumentReader, pointer: string, scope: DynamicScope): SchemaPlace {
  const name: unknown = Reflect.get(Object(reader.locate(pointer).value), '$dynamicAnchor');
  return enter(reader, scope.get(String(name)) ?? pointer, scope);
}

/** A text that is different for each place. */
export function placeKey({ pointer, scope }: SchemaPlace): string {
  const names = [...scope.keys()].toSorted((one, other) => (one < other ? -1 : 1));
  return scope.size === 0 ? pointer : JSON.stringify([pointer, names.map((name) => [name, scope.get(name)])]);
}

/** The anchors of the innermost resource that holds a place. */
function resourceAt({ document, dynamicAnchors }: DocumentReader, pointer: string): DynamicScope | undefined {
  let node: unknown = document;
  let found = dynamicAnchors.get(document);
  for (const key of keysOf(pointer)) {
    if (typeof node !== 'object' || node === null) break;
    node = Reflect.get(node, key);
    found = (typeof node === 'object' && node !== null ? dynamicAnchors.get(node) : undefined) ?? found;
  }
  return found;
}
