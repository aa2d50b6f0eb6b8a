import type { Campus } from '../campus/campus.ts';
import { createTruth as createHelsinkiTruth } from './helsinki/truth.ts';
import type { HelsinkiTruth, HelsinkiTruthRow } from './helsinki/truth.ts';
import type { Personas } from './index.ts';
import { createTruth as createIspringTruth } from './ispring/truth.ts';
import type { IspringTruth, IspringTruthRow } from './ispring/truth.ts';
import { createTruth as createMoocitTruth } from './moocit/truth.ts';
import type { MoocitTruth, MoocitTruthRow } from './moocit/truth.ts';
import { createTruth as createStackOneTruth } from './stackone/truth.ts';
import type { StackOneTruth, StackOneTruthRow } from './stackone/truth.ts';

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

/** Reads the campus at its moment. */
export function createTruths(campus: Campus, personas: Personas): Truths {
  return {
    moocit: createMoocitTruth(campus, personas.moocit),
    stackone: createStackOneTruth(campus, personas.stackone),
    ispring: createIspringTruth(campus, personas.ispring),
    helsinki: createHelsinkiTruth(campus, personas.helsinki),
  };
}
