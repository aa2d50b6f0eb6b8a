import { apiNames, apis } from '../apis/index.ts';
import type { ApiName } from '../apis/index.ts';
import { oneOf } from '../config/option-readers.ts';
import type { Variant, VariantChoice } from '../engine/variant.ts';

/** The flags of the command `variants`. */
export interface VariantsFlags {
  readonly api?: string;
  readonly json?: boolean;
}

/**
 * Lists the variants, as text or as JSON.
 *
 * @throws {OptionError} if there is no such API.
 */
export function formatVariants({ api, json = false }: VariantsFlags): string {
  const names = api === undefined ? apiNames : [oneOf(...apiNames)(api, '--api')];
  if (json) return toJson(Object.fromEntries(names.map((name) => [name, apis[name].variants])));
  return names.flatMap((name) => apis[name].variants.map((variant) => formatVariant(name, variant))).join('\n\n');
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
