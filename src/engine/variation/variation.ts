/**
 * The ways to make an answer awkward within its contract, in the order in which they are applied: later ones change the
 * result of earlier ones.
 */
export const variationNames = [
  'null',
  'optional-absent',
  'unknown-enum-value',
  'offset',
  'precision',
  'extra-property',
  'row-order',
  'number-form',
  'whitespace',
  'chunk-split',
] as const;

/** A kind of change that a variation makes to an answer. */
export type VariationName = (typeof variationNames)[number];

/** The meaning of each variation, in a sentence. */
export const variationMeanings: Readonly<Record<VariationName, string>> = {
  null: 'a value is null where the schema allows it',
  'optional-absent': 'a property that is not required is left out',
  'unknown-enum-value': 'an open list of values (x-known-values) has an unknown value',
  offset: 'a date and time is written with another offset, for the same instant',
  precision: 'a time or a decimal in a string has more or fewer zeros at its end',
  'extra-property': 'an object has an additional property',
  'row-order': 'the rows come in another order (within 64 of them)',
  'number-form': 'a number is written in another form: 20.0 for 20',
  whitespace: 'there is whitespace between tokens',
  'chunk-split': 'the body comes in chunks that end inside a multi-byte character',
};

/** How answers are varied. */
export interface Variation {
  /** From 0 to 4294967295. It determines the variations of each answer, and their places. */
  readonly seed: number;
  /** Applies all of these. If absent, one to three are chosen by the seed. */
  readonly only?: readonly VariationName[];
}

export const MAX_VARIATION_SEED = 4_294_967_295;

export function isVariationName(name: unknown): name is VariationName {
  return variationNames.some((known) => known === name);
}
