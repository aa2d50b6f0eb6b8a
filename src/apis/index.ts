import type { Campus } from '../campus/campus.ts';
import type { Contract } from '../contract/contract.ts';
import type { Api, Persona } from '../engine/api.ts';
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
  moocit: serviceOf((campus, { moocit }) => createMoocit(campus, moocit)),
  stackone: serviceOf((campus, { stackone }) => createStackOne(campus, stackone)),
  ispring: serviceOf((campus, { ispring }) => createIspring(campus, ispring)),
  helsinki: serviceOf((campus, { helsinki }) => createHelsinki(campus, helsinki)),
};

function serviceOf<P extends Persona>(createApi: (campus: Campus, personas: Personas) => Api<P>): CreateService {
  return (contract, campus, personas, options) =>
    createService((now) => createApi(campus.at(now), personas), contract, { ...options, now: campus.now });
}
