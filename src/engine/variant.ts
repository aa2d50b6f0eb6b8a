import type { Provenance } from '../contract/document.ts';

/** One possible reading of a vendor's documents. */
export interface VariantChoice {
  /** In kebab-case, such as `developer-message`. */
  readonly name: string;
  /** One sentence about what the server does. */
  readonly meaning: string;
  /** The source of the reading, or why it is assumed. */
  readonly source: string;
  readonly provenance: Provenance;
}

/** A place where a vendor's documents contradict themselves or are silent, and the possible readings. */
export interface Variant {
  /** In kebab-case, such as `error-family`. Unique in an API. */
  readonly name: string;
  /** The open question. */
  readonly question: string;
  /** The name of the default choice: the reading that the documents support best. */
  readonly default: string;
  readonly choices: readonly VariantChoice[];
}

/** The name of a choice, by the name of its variant. */
export type VariantChoices = Readonly<Record<string, string>>;

/** A choice for each variant, as literal types: `{ 'error-family': 'plain' | 'developer-message' }`. */
export type ChoicesOf<V extends readonly Variant[]> = {
  readonly [One in V[number] as One['name']]: One['choices'][number]['name'];
};

/** A choice for each variant, and a unique key of these choices. */
export interface ChosenVariants<C extends VariantChoices = VariantChoices> {
  readonly choices: C;
  readonly key: string;
}

/**
 * Makes a choice for each variant: the given one, or the default.
 *
 * @throws {RangeError} if a variant has no such choice.
 */
export function chooseVariants<V extends readonly Variant[]>(
  variants: V,
  given: VariantChoices,
): ChosenVariants<ChoicesOf<V>> {
  const choices = Object.fromEntries(variants.map((variant) => [variant.name, choiceOf(variant, given)]));
  const key = variants.map(({ name }) => `${name}=${choices[name]}`).join(' ');
  // Each value is one of the choices of its variant.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { choices: choices as ChoicesOf<V>, key };
}

/** Each choice that is not a default, alone. */
export function singleChoices(variants: readonly Variant[]): readonly VariantChoices[] {
  return variants.flatMap(({ name, choices, default: byDefault }) =>
    choices.filter((choice) => choice.name !== byDefault).map((choice) => ({ [name]: choice.name })),
  );
}

function choiceOf({ name, choices, default: byDefault }: Variant, given: VariantChoices): string {
  const requested = Object.hasOwn(given, name) ? given[name] : byDefault;
  const choice = choices.find((one) => one.name === requested);
  if (choice !== undefined) return choice.name;
  throw new RangeError(
    `${name} must be one of ${choices.map((one) => one.name).join(', ')}, got ${JSON.stringify(requested)}`,
  );
}
