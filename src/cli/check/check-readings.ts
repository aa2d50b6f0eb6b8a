import { apiNames, apis, isApiName } from '../../apis/index.ts';
import type { ApiName, VariantSettings } from '../../apis/index.ts';
import { OptionError } from '../../config/option-readers.ts';
import { singleChoices } from '../../engine/variant.ts';
import type { VariantChoices } from '../../engine/variant.ts';

/** A set of choices to run a client with. */
export interface Reading {
  /** `moocit.no-match=not-found`, or `defaults`. */
  readonly name: string;
  readonly variants: VariantSettings;
}

export const DEFAULT_READING: Reading = { name: 'defaults', variants: {} };

/**
 * The readings that `--variants` asks for, the defaults first: `all` takes each other choice alone, `moocit` the choices
 * of one API, and `moocit.no-match` the choices of one variant.
 *
 * @throws {OptionError} for another value.
 */
export function readReadings(wanted: string): readonly Reading[] {
  if (wanted === 'all') return [DEFAULT_READING, ...apiNames.flatMap((api) => singles(api))];
  const [api = '', variant] = wanted.split('.', 2);
  const found = isApiName(api) ? singles(api, variant) : [];
  if (found.length > 0) return [DEFAULT_READING, ...found];
  throw new OptionError(
    '--variants',
    `all, the name of an API, or a variant such as moocit.no-match${wanted === 'matrix' ? ' (matrix was removed)' : ''}`,
    wanted,
  );
}

function singles(api: ApiName, variant?: string): readonly Reading[] {
  return singleChoices(apis[api].variants)
    .filter((choices) => variant === undefined || Object.hasOwn(choices, variant))
    .map((choices) => readingOf(api, choices));
}

function readingOf(api: string, choices: VariantChoices): Reading {
  const name = Object.entries(choices).map(([variant, choice]) => `${api}.${variant}=${choice}`);
  return { name: name.join(' '), variants: { [api]: choices } };
}
