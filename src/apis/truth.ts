import type { Campus } from '../campus/campus.ts';
import { chooseVariants } from '../engine/variant.ts';
import { apis, eachApi } from './index.ts';
import type { Personas, Truths, VariantChoicesByApi } from './index.ts';

/**
 * Reads the campus at its moment, and the vendors' silence as the choices say; what they don't name has its default.
 *
 * @throws {RangeError} where a variant has no such choice.
 */
export function createTruths(campus: Campus, personas: Personas, given: VariantChoicesByApi): Truths {
  return eachApi<Truths>((name) => {
    const { variants, createTruth } = apis[name];
    return createTruth(campus, personas[name], chooseVariants(variants, given[name] ?? {}).choices);
  });
}
