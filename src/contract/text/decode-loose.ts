import { decodeJson, integerOf } from './decode-json.ts';
import type { DecodeText } from './decode-scalar.ts';
import { isNumeric } from './decode-scalar.ts';
import type { Shape } from '../schema/shape.ts';
import { Unreadable } from './unreadable.ts';

/** The scalar types besides string. */
const READ_OTHERWISE = ['boolean', 'integer', 'number', 'null'] as const;

/** The possible readings of a schema's texts, the likeliest first. The first reading that the schema accepts is used. */
export function looseReadings(
  { types }: Shape,
  { hasJsonInside = false }: { readonly hasJsonInside?: boolean } = {},
): readonly DecodeText[] {
  const isText = types.size === 0 || types.has('string');
  const isOther = types.size === 0 || READ_OTHERWISE.some((type) => types.has(type));
  const isNested = hasJsonInside && (types.has('object') || types.has('array') || types.size === 0);
  const typed: DecodeText = (text) => decodeTyped(text, types);
  const readings = [isNested ? [decodeNested] : [], isOther ? [typed] : [], isText ? [String] : []].flat();
  // A schema without types is for texts, unless it refuses the text.
  if (types.size === 0 && !isNested) readings.reverse();
  return readings.length > 0 ? readings : [String];
}

function decodeTyped(text: string, types: Shape['types']): unknown {
  const isAny = types.size === 0;
  if ((isAny || types.has('boolean')) && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = isAny || types.has('number') || types.has('integer');
  if (isNumber && isNumeric(text)) return integerOf(text, Number(text));
  return types.has('null') && (text === '' || text === 'null') ? null : text;
}

function decodeNested(text: string): unknown {
  const value = decodeJson(text);
  return value instanceof Unreadable ? text : value;
}
