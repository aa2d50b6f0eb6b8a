import { apiNames } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import { variantsByApi } from '../apis/variants.ts';
import { oneOf } from '../config/option-readers.ts';
import { variantMatrix } from '../engine/variant-matrix.ts';
import type { Variant, VariantChoice, VariantChoices } from '../engine/variant.ts';

/** What the command variants is told. */
export interface VariantsFlags {
  readonly api?: string;
  readonly matrix?: boolean;
  readonly json?: boolean;
}

/**
 * What the vendors' documents leave open, or the combinations to run a client against: for a person, for a shell
 * (a line of flags each) or for a program.
 *
 * @throws {OptionError} where there is no such API.
 */
export function formatVariants({ api, matrix = false, json = false }: VariantsFlags): string {
  const names = api === undefined ? apiNames : [oneOf(...apiNames)(api, '--api')];
  if (matrix) return formatMatrix(names, json);
  if (json) return toJson(Object.fromEntries(names.map((name) => [name, variantsByApi[name]])));
  return names.flatMap((name) => variantsByApi[name].map((variant) => formatVariant(name, variant))).join('\n\n');
}

/** An answer of one API never depends on the variants of another, so each is gone through alone. */
function formatMatrix(names: readonly ApiName[], json: boolean): string {
  const rows = names.flatMap((name) => variantMatrix(variantsByApi[name]).map((choices) => [name, choices] as const));
  return json ? toJson(rows.map(([name, choices]) => ({ [name]: choices }))) : rows.map(formatRow).join('\n');
}

function formatRow([api, choices]: readonly [ApiName, VariantChoices]): string {
  return Object.entries(choices)
    .map(([name, choice]) => `--variant ${api}.${name}=${choice}`)
    .join(' ');
}

function formatVariant(api: ApiName, variant: Variant): string {
  const choices = variant.choices.map((choice) => formatChoice(choice, choice.name === variant.default));
  return [`${api}.${variant.name}: ${variant.question}`, ...choices].join('\n');
}

function formatChoice({ name, meaning, source, provenance }: VariantChoice, isDefault: boolean): string {
  return `  ${isDefault ? '*' : ' '} ${name}: ${meaning}\n      ${provenance}: ${source}`;
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
