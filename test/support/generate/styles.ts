import * as fc from 'fast-check';

import type { DescribedParameter } from './parameters.ts';
import { textsFor } from './texts.ts';

/** Whether a list or an object is one text, with delimiters between its parts. */
export function isOneText({ location, style, explode, types }: DescribedParameter): boolean {
  const isCompound = types.includes('array') || types.includes('object');
  return isCompound && (location !== 'query' || (style !== 'deepObject' && !explode));
}

/** Whether the keys of an object are names in the query. */
export function isSpread({ location, style, explode, types }: DescribedParameter): boolean {
  return types.includes('object') && location === 'query' && style === 'form' && explode;
}

/** The delimiter between the parts of such a text. */
export function delimiterOf({ style, explode }: DescribedParameter): string {
  if (style === 'label' && explode) return '.';
  return style === 'pipeDelimited' ? '|' : ',';
}

/** Texts for a parameter in its style, not yet encoded. */
export function styledTexts(parameter: DescribedParameter): fc.Arbitrary<string> {
  const prefix = { label: '.', matrix: `;${parameter.name}=` }[parameter.style] ?? '';
  return innerTexts(parameter).map((text) => prefix + text);
}

function innerTexts(parameter: DescribedParameter): fc.Arbitrary<string> {
  const { item, members, location, explode, examples } = parameter;
  if (!isOneText(parameter)) return textsFor(item, examples);
  const delimiter = delimiterOf(parameter);
  if (parameter.types.includes('array'))
    return fc.array(textsFor(item), { minLength: 1, maxLength: 4 }).map((texts) => texts.join(delimiter));
  const between = location === 'header' && explode ? '=' : ',';
  const pairs = Array.from(members, ([key, schema]) =>
    fc.option(
      textsFor(schema).map((text) => key + between + text),
      { nil: '' },
    ),
  );
  return fc.tuple(...pairs).map((texts) => texts.filter((text) => text !== '').join(delimiter));
}
