import type { Operation } from '../../contract/operation.ts';
import { quote } from '../../contract/violation.ts';
import { readPreferences } from './preference.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';
import { MAX_VARIATION_SEED, isVariationName, variationMeanings, variationNames } from '../variation/variation.ts';
import type { Variation, VariationName } from '../variation/variation.ts';
import { possibleVariations } from '../variation/possible-variations.ts';

/** The caller's preference: a variation, or none even if its session has one. */
export interface VariationPreference {
  readonly variation: Variation | undefined;
  /** The value of the header Preference-Applied. */
  readonly applied: string;
}

/**
 * Reads `Prefer: variation=7`, `variation=null`, `variation=7:null+offset` or `variation=none`. Undefined if the header has
 * no such preference. An impossible one gets a 400 that lists the variations of the operation.
 */
export function parseVariationPreference(
  header: string | undefined,
  operation: Operation,
): VariationPreference | Reply | undefined {
  const text = header === undefined ? undefined : readPreferences(header).get('variation');
  if (text === undefined) return undefined;
  const applied = `variation=${text}`;
  if (text === 'none') return { variation: undefined, applied };
  const [, seed, rest] = /^(?:(\d{1,10})(?::|$))?(.*)$/.exec(text) ?? [];
  const names = rest === undefined || rest === '' ? [] : rest.split('+').map((name) => name.trim());
  const available = operationVariations(operation);
  const isFulfillable =
    (seed === undefined ? names.length > 0 : Number(seed) <= MAX_VARIATION_SEED) &&
    names.every((name) => isVariationName(name) && available.includes(name));
  if (!isFulfillable) return unknownVariation(text, operation.operationId, available);
  const only = names.filter(isVariationName);
  return { variation: { seed: Number(seed ?? 0), ...(only.length === 0 ? {} : { only }) }, applied };
}

/** The possible variations of the answers of an operation. */
export function operationVariations(operation: Operation): readonly VariationName[] {
  const found = new Set(
    Array.from(operation.responses.values(), ({ mediaTypes }) =>
      [...mediaTypes.values()].flatMap(possibleVariations),
    ).flat(),
  );
  return variationNames.filter((name) => found.has(name));
}

function unknownVariation(text: string, operationId: string, names: readonly VariationName[]): Reply {
  const known = text.split(/[:+]/).find((name) => isVariationName(name) && !names.includes(name));
  const reason =
    known === undefined ? `${quote(text)} is not a variation` : `${operationId} has no answer with ${known}`;
  const detail =
    `${reason}. Use a seed (variation=7, maximum ${MAX_VARIATION_SEED}), one or more of ${names.join(', ')} ` +
    `(variation=${names[0] ?? 'whitespace'}), both (variation=7:${names.slice(0, 2).join('+')}), or variation=none.`;
  const available = names.map((name) => ({ name, meaning: variationMeanings[name] }));
  return problem(400, 'Unknown variation', detail, { available });
}
