import type { Campus } from '../campus/campus.ts';
import type { Contract } from '../contract/contract.ts';
import { createService } from '../engine/service.ts';
import type { Service, ServiceOptions } from '../engine/service.ts';
import { chooseVariants } from '../engine/variant.ts';
import { apis } from './index.ts';
import type { ApiName, Personas } from './index.ts';

/** The parts of an API's service. */
export interface ApiServiceOptions<F> extends Omit<ServiceOptions, 'now' | 'variants'> {
  readonly contract: Contract;
  readonly campus: Campus;
  /** Its part of personas.yaml. */
  readonly facts: F;
}

/** Joins an API to its contract and the campus. `choices` has only the variants of this API. */
export function createApiService<A extends ApiName>(
  name: A,
  { contract, campus, facts, ...options }: ApiServiceOptions<Personas[A]>,
): Service {
  const { variants, createApi } = apis[name];
  return createService(
    (now, given) => createApi(campus.at(now), facts, chooseVariants(variants, given).choices),
    contract,
    { ...options, variants, now: campus.now },
  );
}
