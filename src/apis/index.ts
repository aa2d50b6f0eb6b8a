import type { Campus } from '../campus/campus.ts';
import type { Contract } from '../contract/contract.ts';
import type { HandleOptions, Service } from '../engine/handle.ts';
import { createService } from '../engine/service.ts';
import type { HelsinkiFacts } from './helsinki/auth.ts';
import { createHelsinki } from './helsinki/index.ts';
import type { IspringFacts } from './ispring/auth.ts';
import { createIspring } from './ispring/index.ts';
import type { MoocitFacts } from './moocit/auth.ts';
import { createMoocit } from './moocit/index.ts';
import type { ApiName } from './names.ts';
import type { StackOneFacts } from './stackone/auth.ts';
import { createStackOne } from './stackone/index.ts';

/** personas.yaml: who may call each API, and with what. */
export interface Personas extends Readonly<Record<ApiName, object>> {
  readonly moocit: MoocitFacts;
  readonly stackone: StackOneFacts;
  readonly ispring: IspringFacts;
  readonly helsinki: HelsinkiFacts;
}

type CreateService = (contract: Contract, campus: Campus, personas: Personas, options: HandleOptions) => Service;

/** The APIs, by name. */
export const apis: Readonly<Record<ApiName, CreateService>> = {
  moocit: (contract, campus, { moocit }, options) => createService(createMoocit(campus, moocit), contract, options),
  stackone: (contract, campus, { stackone }, options) =>
    createService(createStackOne(campus, stackone), contract, options),
  ispring: (contract, campus, { ispring }, options) => createService(createIspring(campus, ispring), contract, options),
  helsinki: (contract, campus, { helsinki }, options) =>
    createService(createHelsinki(campus, helsinki), contract, options),
};
