import { pointerTo } from './document.ts';
import type { DocumentReader, OpenApiDocument } from './document.ts';

const ANCHORS = new WeakMap<OpenApiDocument, ReadonlyMap<string, readonly string[]>>();

/**
 * The place that a `$dynamicRef` always leads to: the document has only one `$dynamicAnchor` of that name, so no schema
 * can replace it. Ajv does not find such an anchor in `$defs`. Undefined if there is none or a choice.
 */
export function onlyAnchorOf({ document }: DocumentReader, reference: string): string | undefined {
  if (!reference.startsWith('#') || reference.startsWith('#/')) return undefined;
  let anchors = ANCHORS.get(document);
  if (anchors === undefined) ANCHORS.set(document, (anchors = findAnchors(document)));
  const places = anchors.get(reference.slice(1)) ?? [];
  return places.length === 1 ? places[0] : undefined;
}

function findAnchors(document: OpenApiDocument): ReadonlyMap<string, readonly string[]> {
  const anchors = new Map<string, string[]>();
  const left: (readonly [string, object])[] = [['#', document]];
  const seen = new Set<object>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [pointer, node] = next;
    if (seen.has(node)) continue;
    seen.add(node);
    const anchor: unknown = Reflect.get(node, '$dynamicAnchor');
    if (typeof anchor === 'string') anchors.set(anchor, [...(anchors.get(anchor) ?? []), pointer]);
    for (const [key, child] of Object.entries(node)) {
      if (typeof child === 'object' && child !== null) left.push([pointerTo(pointer, key), child]);
    }
  }
  return anchors;
}
