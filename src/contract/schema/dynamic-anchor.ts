import type { DocumentReader } from '../document.ts';
import { placesOf } from './named-places.ts';

/**
 * The place that a `$dynamicRef` always leads to: the document has only one `$dynamicAnchor` of that name, so no schema
 * can replace it. Ajv does not find such an anchor in `$defs`. Undefined if there is none or a choice.
 */
export function onlyAnchorOf({ document }: DocumentReader, reference: string): string | undefined {
  if (!reference.startsWith('#') || reference.startsWith('#/')) return undefined;
  const [place, ...others] = placesOf(document, '$dynamicAnchor').get(reference.slice(1)) ?? [];
  return place === undefined || others.length > 0 ? undefined : `#${place}`;
}
