import type { MediaType } from '../../contract/reply/media-type.ts';
import { isPossibleAt, isValueVariation } from './variation-values.ts';
import { variationNames } from './variation.ts';
import type { VariationName } from './variation.ts';
import { placesOf } from './vary-value.ts';

const possible = new WeakMap<MediaType, readonly VariationName[]>();

/** The possible variations of answers in a media type, by their schema. */
export function possibleVariations(mediaType: MediaType): readonly VariationName[] {
  const known = possible.get(mediaType);
  if (known !== undefined) return known;
  const { schema, syntax } = mediaType;
  const places =
    schema === undefined || syntax === 'text' ? [] : [...placesOf({ schema: schema.root, reply: schema, syntax })];
  const names = variationNames.filter((name) => {
    if (isValueVariation(name)) return places.some((place) => isPossibleAt(name, place));
    if (name === 'row-order') return schema?.row !== undefined;
    return name === 'chunk-split' || syntax !== 'text';
  });
  possible.set(mediaType, names);
  return names;
}
