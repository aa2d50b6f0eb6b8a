import type { Campus } from '../campus/campus.ts';
import type { Contract } from '../contract/contract.ts';
import type { Api, Persona } from '../engine/api.ts';
import type { Service } from '../engine/service.ts';
import { createService } from '../engine/service.ts';
import type { ServiceOptions } from '../engine/service.ts';
import { chooseVariants } from '../engine/variant.ts';
import type { ChoicesOf, Variant } from '../engine/variant.ts';
import type { HelsinkiFacts } from './helsinki/auth.ts';
import { createHelsinki } from './helsinki/index.ts';
import { variants as helsinkiVariants } from './helsinki/variants.ts';
import type { IspringFacts } from './ispring/auth.ts';
import { createIspring } from './ispring/index.ts';
import { variants as ispringVariants } from './ispring/variants.ts';
import type { MoocitFacts } from './moocit/auth.ts';
import { createMoocit } from './moocit/index.ts';
import { variants as moocitVariants } from './moocit/variants.ts';
import type { ApiName } from './names.ts';
import type { StackOneFacts } from './stackone/auth.ts';
import { createStackOne } from './stackone/index.ts';
import { variants as stackoneVariants } from './stackone/variants.ts';

/** personas.yaml: who may call each API, and with what. */
export interface Personas extends Readonly<Record<ApiName, object>> {
  readonly moocit: MoocitFacts;
  readonly stackone: StackOneFacts;
  readonly ispring: IspringFacts;
  readonly helsinki: HelsinkiFacts;
}

/** The server's choices of variants are for this API alone. */
type CreateService = (
  contract: Contract,
  campus: Campus,
  personas: Personas,
  options: Omit<ServiceOptions, 'now' | 'variants'>,
) => Service;

/** The APIs, by name. */
export const apis: Readonly<Record<ApiName, CreateService>> = {
  moocit: serviceOf(moocitVariants, (campus, { moocit }, choices) => createMoocit(campus, moocit, choices)),
  stackone: serviceOf(stackoneVariants, (campus, { stackone }, choices) => createStackOne(campus, stackone, choices)),
  ispring: serviceOf(ispringVariants, (campus, { ispring }, choices) => createIspring(campus, ispring, choices)),
  helsinki: serviceOf(helsinkiVariants, (campus, { helsinki }, choices) => createHelsinki(campus, helsinki, choices)),
};

function serviceOf<P extends Persona, const V extends readonly Variant[]>(
  variants: V,
  createApi: (campus: Campus, personas: Personas, choices: ChoicesOf<V>) => Api<P>,
): CreateService {
  return (contract, campus, personas, options) =>
    createService(
      (now, choices) => createApi(campus.at(now), personas, chooseVariants(variants, choices).choices),
      contract,
      { ...options, variants, now: campus.now },
    );
}
