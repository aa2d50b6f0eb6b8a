import type { Provenance } from '../contract/document.ts';

/** One reading of what a vendor's documents leave open. */
export interface VariantChoice {
  /** In kebab-case, such as `developer-message`. */
  readonly name: string;
  /** What the server does: one sentence. */
  readonly meaning: string;
  /** Where that was read, or why it is assumed. */
  readonly source: string;
  readonly provenance: Provenance;
}

/** A place where a vendor's documents contradict themselves or are silent, and the readings that there are. */
export interface Variant {
  /** In kebab-case, such as `error-family`; an API has it once. */
  readonly name: string;
  /** What the documents leave open: one question. */
  readonly question: string;
  /** The name of the choice that holds where nothing is said: what the documents support best. */
  readonly default: string;
  readonly choices: readonly VariantChoice[];
}

/** The name of a choice, by the name of its variant. */
export type VariantChoices = Readonly<Record<string, string>>;

/** A choice for each of some variants, as literal types: `{ 'error-family': 'plain' | 'developer-message' }`. */
export type ChoicesOf<V extends readonly Variant[]> = {
  readonly [One in V[number] as One['name']]: One['choices'][number]['name'];
};

/** A choice for each variant, and a text that tells these choices from any others. */
export interface ChosenVariants<C extends VariantChoices = VariantChoices> {
  readonly choices: C;
  readonly key: string;
}

/**
 * Makes a choice for each variant: the one that is given, else the default.
 *
 * @throws {RangeError} where a variant has no such choice.
 */
export function chooseVariants<V extends readonly Variant[]>(
  variants: V,
  given: VariantChoices,
): ChosenVariants<ChoicesOf<V>> {
  const choices = Object.fromEntries(variants.map((variant) => [variant.name, choiceOf(variant, given)]));
  const key = variants.map(({ name }) => `${name}=${choices[name]}`).join(' ');
  // Each variant has just been given one of its own choices.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { choices: choices as ChoicesOf<V>, key };
}

/** Each choice that is no default, alone. */
export function singleChoices(variants: readonly Variant[]): readonly VariantChoices[] {
  return variants.flatMap(({ name, choices, default: byDefault }) =>
    choices.filter((choice) => choice.name !== byDefault).map((choice) => ({ [name]: choice.name })),
  );
}

function choiceOf({ name, choices, default: byDefault }: Variant, given: VariantChoices): string {
  const wanted = Object.hasOwn(given, name) ? given[name] : byDefault;
  const choice = choices.find((one) => one.name === wanted);
  if (choice !== undefined) return choice.name;
  throw new RangeError(`${name} is one of ${choices.map((one) => one.name).join(', ')}, not ${JSON.stringify(wanted)}`);
}
