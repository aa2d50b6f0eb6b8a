import { keysOf } from '../document.ts';
import type { DocumentReader } from '../document.ts';
import { NONE_MARKED } from './marked-members.ts';
import type { MarkedMembers } from './marked-members.ts';

/**
 * The dynamic anchors that apply to a schema, by name, as pointers. If several have the same name, the
 * resource that was entered first has precedence (JSON Schema 2020-12, section 8.2.3.2).
 */
export type DynamicScope = ReadonlyMap<string, string>;

/** A schema, and the parts of the referring schemas that change its meaning. */
export interface SchemaPlace {
  readonly pointer: string;
  readonly scope: DynamicScope;
  /** Default none. */
  readonly marked?: MarkedMembers;
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

/** The target of a `$dynamicRef` whose static target is a pointer. */
export function enterDynamic(reader: DocumentReader, pointer: string, scope: DynamicScope): SchemaPlace {
  const name: unknown = Reflect.get(Object(reader.locate(pointer).value), '$dynamicAnchor');
  return enter(reader, scope.get(String(name)) ?? pointer, scope);
}

/** A unique key of a place. */
export function placeKey({ pointer, scope, marked = NONE_MARKED }: SchemaPlace): string {
  const { always, sometimes } = marked;
  if (scope.size + always.size + sometimes.size === 0) return pointer;
  const anchors = [...scope].map(([name, anchor]) => `${name} ${anchor}`);
  return JSON.stringify([pointer, ...[anchors, [...always], [...sometimes]].map(inOrder)]);
}

function inOrder(texts: readonly string[]): readonly string[] {
  return texts.toSorted((one, other) => (one < other ? -1 : 1));
}

/** The anchors of the innermost resource that contains a place. */
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
