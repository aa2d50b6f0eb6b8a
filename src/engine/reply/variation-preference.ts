import type { Operation } from '../../contract/operation.ts';
import { quote } from '../../contract/violation.ts';
import { readWishes } from './preference.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';
import { MAX_VARIATION_SEED, isVariationName, variationMeanings, variationNames } from '../variation/variation.ts';
import type { Variation, VariationName } from '../variation/variation.ts';
import { possibleVariations } from '../variation/possible-variations.ts';

/** What a caller asked for: a variation, or none whatever its session says. */
export interface VariationPreference {
  readonly variation: Variation | undefined;
  /** For Preference-Applied. */
  readonly applied: string;
}

/**
 * Reads `Prefer: variation=7`, `variation=null`, `variation=7:null+offset` or `variation=none`; undefined where the
 * header has no such wish. One that can't be fulfilled gets a 400 that lists what there is for the operation.
 */
export function parseVariationPreference(
  header: string | undefined,
  operation: Operation,
): VariationPreference | Reply | undefined {
  const text = header === undefined ? undefined : readWishes(header).get('variation');
  if (text === undefined) return undefined;
  const applied = `variation=${text}`;
  if (text === 'none') return { variation: undefined, applied };
  const [, seed, rest] = /^(?:(\d{1,10})(?::|$))?(.*)$/.exec(text) ?? [];
  const names = rest === undefined || rest === '' ? [] : rest.split('+').map((name) => name.trim());
  const there = operationVariations(operation);
  const isFulfillable =
    (seed === undefined ? names.length > 0 : Number(seed) <= MAX_VARIATION_SEED) &&
    names.every((name) => isVariationName(name) && there.includes(name));
  if (!isFulfillable) return unknownVariation(text, operation.operationId, there);
  const only = names.filter(isVariationName);
  return { variation: { seed: Number(seed ?? 0), ...(only.length === 0 ? {} : { only }) }, applied };
}

/** The variations that some answer of an operation can have. */
export function operationVariations(operation: Operation): readonly VariationName[] {
  const found = new Set(
    Array.from(operation.responses.values(), ({ mediaTypes }) =>
      [...mediaTypes.values()].flatMap(possibleVariations),
    ).flat(),
  );
  return variationNames.filter((name) => found.has(name));
}

function unknownVariation(text: string, operationId: string, there: readonly VariationName[]): Reply {
  const known = text.split(/[:+]/).find((name) => isVariationName(name) && !there.includes(name));
  const reason =
    known === undefined ? `${quote(text)} is not a variation` : `${operationId} has no answer with ${known}`;
  const detail =
    `${reason}. Use a seed (variation=7, maximum ${MAX_VARIATION_SEED}), one or more of ${there.join(', ')} ` +
    `(variation=${there[0] ?? 'whitespace'}), both (variation=7:${there.slice(0, 2).join('+')}), or variation=none.`;
  const available = there.map((name) => ({ name, meaning: variationMeanings[name] }));
  return problem(400, 'Unknown variation', detail, { available });
}
