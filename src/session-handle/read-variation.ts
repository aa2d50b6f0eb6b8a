import { OptionError, wholeNumber } from '../config/option-readers.ts';
import { MAX_VARIATION_SEED, isVariationName, variationNames } from '../engine/variation/variation.ts';
import type { Variation } from '../engine/variation/variation.ts';

const seedOf = wholeNumber(0, MAX_VARIATION_SEED);

/**
 * Reads the variation of a session: `{ "seed": 7 }`, `{ "seed": 7, "only": ["null"] }`, or
 * `{ "seed": null }` for none.
 *
 * @throws {OptionError} if it has another form.
 */
export function parseVariation(value: unknown): Variation | undefined {
  const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const { seed, only, ...others } = given as { readonly seed?: unknown; readonly only?: unknown };
  const [unknown] = Object.keys(others);
  if (seed === undefined || unknown !== undefined)
    throw new OptionError(
      'variation',
      'an object with "seed" and optionally "only", such as { "seed": 7, "only": ["null"] }',
      value,
    );
  if (seed === null) return undefined;
  return { seed: seedOf(seed, 'seed'), ...(only === undefined ? {} : { only: parseNames(only) }) };
}

function parseNames(value: unknown): Variation['only'] & {} {
  if (Array.isArray(value) && value.length > 0 && value.every(isVariationName)) return [...new Set(value)];
  throw new OptionError('only', `a list of ${variationNames.join(', ')}`, value);
}
