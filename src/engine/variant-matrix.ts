import covertable from 'covertable';

import { singleChoices } from './variant.ts';
import type { Variant, VariantChoices } from './variant.ts';

/**
 * The combinations of variants that matter to a client, each once and always in the same order: all the defaults;
 * each other choice alone, which shows what a client can't take; then so many that every choice has met every choice
 * of every other variant. What a combination doesn't name has its default; the first names all of them.
 */
export function variantMatrix(variants: readonly Variant[]): readonly VariantChoices[] {
  const byDefault = Object.fromEntries(variants.map((variant) => [variant.name, variant.default]));
  const pairs = pairwise(variants).map((row) => withoutDefaults(variants, row));
  const several = pairs.filter((row) => Object.keys(row).length > 1);
  return variants.length === 0 ? [] : [byDefault, ...singleChoices(variants), ...several];
}

function pairwise(variants: readonly Variant[]): readonly VariantChoices[] {
  if (variants.length < 2) return [];
  const names = variants.map(({ choices }) => choices.map(({ name }) => name));
  return covertable
    .make(names)
    .map((row) => Object.fromEntries(variants.map(({ name }, index) => [name, row[index] ?? ''])));
}

function withoutDefaults(variants: readonly Variant[], row: VariantChoices): VariantChoices {
  const others = variants.filter((variant) => row[variant.name] !== variant.default);
  return Object.fromEntries(others.map(({ name }) => [name, row[name] ?? '']));
}
