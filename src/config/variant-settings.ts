import { apiNames, apis } from '../apis/index.ts';
import type { ApiName, VariantSettings } from '../apis/index.ts';
import type { Variant } from '../engine/variant.ts';
import { OptionError } from './option-readers.ts';

const FORM = 'variants as api.name=choice, such as moocit.error-family=developer-message';

/**
 * Reads variants: texts such as `moocit.no-match=not-found`, in a list or separated by commas, or an object by
 * API, `{ moocit: { 'no-match': 'not-found' } }`.
 *
 * @throws {OptionError} if an API, a variant or a choice is unknown, or a variant is chosen twice. The message lists the known names.
 */
export function readVariants(value: unknown, option: string): VariantSettings {
  const settings = new Map<ApiName, Readonly<Record<string, string>>>();
  for (const written of choicesOf(value, option)) {
    const [variant, choice] = find(written, option);
    const ofApi = settings.get(written.api) ?? {};
    if (Object.hasOwn(ofApi, variant))
      throw new OptionError(`${option} ${written.api}.${variant}`, 'chosen once', choice);
    settings.set(written.api, { ...ofApi, [variant]: choice });
  }
  return Object.fromEntries(settings);
}

/** Merges settings. The second ones have precedence. */
export function mergeVariants(under: VariantSettings, over: VariantSettings): VariantSettings {
  const names = apiNames.filter((name) => under[name] !== undefined || over[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, { ...under[name], ...over[name] }]));
}

/** A parsed choice. Only the API has been checked. */
interface WrittenChoice {
  readonly api: ApiName;
  readonly variant: string;
  readonly choice: unknown;
}

function choicesOf(value: unknown, option: string): readonly WrittenChoice[] {
  if (typeof value === 'string') return value.split(',').map((text) => parseChoice(text.trim(), option));
  if (Array.isArray(value)) return value.map((text) => parseChoice(text, option));
  if (typeof value !== 'object' || value === null) throw new OptionError(option, FORM, value);
  return Object.entries(value).flatMap(([name, ofApi]: [string, unknown]) => {
    const api = apiOf(name, option);
    if (typeof ofApi !== 'object' || ofApi === null || Array.isArray(ofApi))
      throw new OptionError(`${option} of ${api}`, 'an object with a choice for each variant', ofApi);
    return Object.entries(ofApi).map(([variant, choice]): WrittenChoice => ({ api, variant, choice }));
  });
}

function parseChoice(text: unknown, option: string): WrittenChoice {
  const parts = typeof text === 'string' ? /^([^.=]+)\.([^.=]+)=([^=]+)$/.exec(text) : null;
  const [, api = '', variant = '', choice] = parts ?? [];
  if (choice === undefined) throw new OptionError(option, FORM, text);
  return { api: apiOf(api, option), variant, choice };
}

function apiOf(text: string, option: string): ApiName {
  const api = apiNames.find((name) => name === text);
  if (api === undefined) throw new OptionError(option, `a variant of one of the APIs ${apiNames.join(', ')}`, text);
  return api;
}

/** Checks the variant and the choice. */
function find({ api, variant: name, choice: requested }: WrittenChoice, option: string): readonly [string, string] {
  const variants: readonly Variant[] = apis[api].variants;
  const variant = variants.find((one) => one.name === name);
  if (variant === undefined)
    throw new OptionError(`${option} of ${api}`, `one of the variants ${namesOf(variants)}`, name);
  const choice = variant.choices.find((one) => one.name === requested);
  if (choice === undefined)
    throw new OptionError(`${option} ${api}.${variant.name}`, `one of ${namesOf(variant.choices)}`, requested);
  return [variant.name, choice.name];
}

function namesOf(list: readonly { readonly name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}
