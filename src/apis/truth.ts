import type { Campus } from '../campus/campus.ts';
import { chooseVariants } from '../engine/variant.ts';
import { apis, eachApi } from './index.ts';
import type { Personas, Truths, VariantChoicesByApi } from './index.ts';

/**
 * Makes the truth of each API for the time of the campus. Variants that are absent have their defaults.
 *
 * @throws {RangeError} if a variant has no such choice.
 */
export function createTruths(campus: Campus, personas: Personas, given: VariantChoicesByApi): Truths {
  return eachApi<Truths>((name) => {
    const { variants, createTruth } = apis[name];
    return createTruth(campus, personas[name], chooseVariants(variants, given[name] ?? {}).choices);
  });
}
