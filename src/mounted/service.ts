import type { Contract } from '../contract/contract.ts';
import type { Service } from '../engine/service.ts';
import { handle } from '../engine/handle.ts';
import { chooseVariants } from '../engine/variant.ts';
import { createMountedApi } from './mounted-api.ts';

/**
 * Makes the service of a mounted document.
 *
 * @param seed The seed of random values.
 */
export function createMountedService(contract: Contract, seed: number): Service {
  const api = createMountedApi(contract, seed);
  return {
    name: contract.name,
    api,
    contract,
    variants: [],
    choices: {},
    choose: (given) => chooseVariants([], given),
    apiFor: () => api,
    handle: (request, session) => handle(api, contract, request, session, { strict: false }),
  };
}
