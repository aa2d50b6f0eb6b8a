import type { ChoicesOf, Variant, VariantChoices } from '../engine/variant.ts';
import { variants as helsinki } from './helsinki/variants.ts';
import { variants as ispring } from './ispring/variants.ts';
import { variants as moocit } from './moocit/variants.ts';
import type { ApiName } from './names.ts';
import { variants as stackone } from './stackone/variants.ts';

/** The variants of each API, as they stand there. */
interface VariantsByApi extends Readonly<Record<ApiName, readonly Variant[]>> {
  readonly moocit: typeof moocit;
  readonly stackone: typeof stackone;
  readonly ispring: typeof ispring;
  readonly helsinki: typeof helsinki;
}

/** What each vendor's documents leave open. */
export const variantsByApi: VariantsByApi = { moocit, stackone, ispring, helsinki };

/** How the vendors' documents are read, where that is not the default: `{ moocit: { 'no-match': 'not-found' } }`. */
export type VariantSettings = { readonly [A in ApiName]?: Partial<ChoicesOf<VariantsByApi[A]>> };

/** The choices of some of the APIs, as texts that nobody has compared with the variants. */
export type VariantChoicesByApi = { readonly [A in ApiName]?: VariantChoices };
