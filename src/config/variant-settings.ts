import { apiNames } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import { variantsByApi } from '../apis/variants.ts';
import type { VariantSettings } from '../apis/variants.ts';
import { OptionError } from './option-readers.ts';

const FORM = 'variants as api.name=choice, such as moocit.error-family=developer-message';

/**
 * Reads variants: texts such as `moocit.no-match=not-found`, in a list or with commas between them, or an object by
 * API, `{ moocit: { 'no-match': 'not-found' } }`.
 *
 * @throws {OptionError} naming what there is, where an API, a variant or a choice is unknown, or a variant stands twice.
 */
export function readVariants(value: unknown, option: string): VariantSettings {
  return settingsOf(triplesOf(value, option), option);
}

/** Puts settings over others: a variant that both have is that of the second. */
export function mergeVariants(under: VariantSettings, over: VariantSettings): VariantSettings {
  const names = apiNames.filter((name) => under[name] !== undefined || over[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, { ...under[name], ...over[name] }]));
}

/** An API, a variant of it, and a choice, as they were written. */
type Triple = readonly [api: string, variant: string, choice: unknown];

function triplesOf(value: unknown, option: string): readonly Triple[] {
  if (typeof value === 'string') return value.split(',').map((text) => parseTriple(text.trim(), option));
  if (Array.isArray(value)) return value.map((text) => parseTriple(text, option));
  if (typeof value !== 'object' || value === null) throw new OptionError(option, FORM, value);
  return Object.entries(value).flatMap(([api, ofApi]: [string, unknown]) => {
    if (typeof ofApi !== 'object' || ofApi === null || Array.isArray(ofApi))
      throw new OptionError(`${option} of ${api}`, 'choices by the names of variants', ofApi);
    return Object.entries(ofApi).map(([variant, choice]): Triple => [api, variant, choice]);
  });
}

function parseTriple(text: unknown, option: string): Triple {
  const [, api, variant, choice] = (typeof text === 'string' ? /^([^.=]+)\.([^.=]+)=([^=]+)$/.exec(text) : null) ?? [];
  if (api === undefined || variant === undefined) throw new OptionError(option, FORM, text);
  return [api, variant, choice];
}

function settingsOf(triples: readonly Triple[], option: string): VariantSettings {
  const settings = new Map<ApiName, Record<string, string>>();
  for (const [apiText, variantText, choiceText] of triples) {
    const api = apiNames.find((name) => name === apiText);
    if (api === undefined) throw new OptionError(option, `a variant of ${apiNames.join(', ')}`, apiText);
    const variant = variantsByApi[api].find(({ name }) => name === variantText);
    if (variant === undefined)
      throw new OptionError(`${option} of ${api}`, `one of its variants, ${namesOf(variantsByApi[api])}`, variantText);
    const choice = variant.choices.find(({ name }) => name === choiceText);
    if (choice === undefined)
      throw new OptionError(`${option} ${api}.${variant.name}`, `one of ${namesOf(variant.choices)}`, choiceText);
    const ofApi = settings.get(api) ?? {};
    if (Object.hasOwn(ofApi, variant.name))
      throw new OptionError(`${option} ${api}.${variant.name}`, 'one choice, not two', choice.name);
    settings.set(api, { ...ofApi, [variant.name]: choice.name });
  }
  return Object.fromEntries(settings);
}

function namesOf(list: readonly { readonly name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}
