import type { Campus } from '../campus/campus.ts';
import { chooseVariants } from '../engine/variant.ts';
import { createTruth as createHelsinkiTruth } from './helsinki/truth.ts';
import type { HelsinkiTruth, HelsinkiTruthRow } from './helsinki/truth.ts';
import type { Personas } from './index.ts';
import { createTruth as createIspringTruth } from './ispring/truth.ts';
import type { IspringTruth, IspringTruthRow } from './ispring/truth.ts';
import { variants as ispringVariants } from './ispring/variants.ts';
import { createTruth as createMoocitTruth } from './moocit/truth.ts';
import type { MoocitTruth, MoocitTruthRow } from './moocit/truth.ts';
import { createTruth as createStackOneTruth } from './stackone/truth.ts';
import type { StackOneTruth, StackOneTruthRow } from './stackone/truth.ts';
import type { VariantChoicesByApi } from './variants.ts';

/** What each API calls things, and what a correct client of it must end up knowing. */
export interface Truths {
  readonly moocit: MoocitTruth;
  readonly stackone: StackOneTruth;
  readonly ispring: IspringTruth;
  readonly helsinki: HelsinkiTruth;
}

/** What one row of each API tells, once it has been understood. */
export interface TruthRows {
  readonly moocit: MoocitTruthRow;
  readonly stackone: StackOneTruthRow;
  readonly ispring: IspringTruthRow;
  readonly helsinki: HelsinkiTruthRow;
}

/**
 * Reads the campus at its moment, and the vendors' silence as the choices say; what they don't name has its default.
 * Only iSpring Learn has variants that change what a correct client ends up with. The others change how it must ask,
 * how an answer is spelled, what refusals look like, or add what no row here tells.
 *
 * @throws {RangeError} where a variant has no such choice.
 */
export function createTruths(campus: Campus, personas: Personas, given: VariantChoicesByApi): Truths {
  const { choices } = chooseVariants(ispringVariants, given.ispring ?? {});
  return {
    moocit: createMoocitTruth(campus, personas.moocit),
    stackone: createStackOneTruth(campus, personas.stackone),
    ispring: createIspringTruth(campus, personas.ispring, choices),
    helsinki: createHelsinkiTruth(campus, personas.helsinki),
  };
}
