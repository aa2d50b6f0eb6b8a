import * as fc from 'fast-check';

import { singleChoices } from '../../../src/engine/variant.ts';
import type { Variant, VariantChoices } from '../../../src/engine/variant.ts';

/** Number of random combinations in addition to the single choices. */
const DRAWN = 12;

/** Each choice alone (except for the defaults), and random combinations of all variants, the same in every run. */
export function combinationsOf(variants: readonly Variant[]): readonly VariantChoices[] {
  const byName = variants.map(({ name, choices }) => [name, fc.constantFrom(...choices.map((choice) => choice.name))]);
  const drawn = fc.sample<Record<string, string>>(fc.record(Object.fromEntries(byName)), { seed: 1, numRuns: DRAWN });
  return [...singleChoices(variants), ...drawn];
}
