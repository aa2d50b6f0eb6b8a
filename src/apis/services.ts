import type { Campus } from '../campus/campus.ts';
import type { Contract } from '../contract/contract.ts';
import type { Handler, Persona } from '../engine/api.ts';
import { createService } from '../engine/service.ts';
import type { Service, ServiceOptions } from '../engine/service.ts';
import { chooseVariants } from '../engine/variant.ts';
import { apis } from './index.ts';
import type { ApiName, Personas } from './index.ts';
import { writtenCampus } from './written-campus.ts';

/** The parts of an API's service. */
export interface ApiServiceOptions<F> extends Omit<ServiceOptions, 'now' | 'variants'> {
  readonly contract: Contract;
  /** The contract has the documented operations only. */
  readonly documentedOnly: boolean;
  readonly campus: Campus;
  /** Its part of personas.yaml. */
  readonly facts: F;
}

/** Joins an API to its contract and the campus. `choices` has only the variants of this API. */
export function createApiService<A extends ApiName>(
  name: A,
  { contract, documentedOnly, campus, facts, ...options }: ApiServiceOptions<Personas[A]>,
): Service {
  const { variants, createApi } = apis[name];
  return createService(
    (now, given, written) => {
      const api = createApi(writtenCampus(campus.at(now), written), facts, chooseVariants(variants, given).choices);
      return documentedOnly ? { ...api, operations: servedOf(api.operations, contract) } : api;
    },
    contract,
    { ...options, variants, now: campus.now },
  );
}

/** The handlers of the operations that the contract has. */
function servedOf(handlers: Readonly<Record<string, Handler<Persona>>>, { operations }: Contract): typeof handlers {
  const served = Object.entries(handlers).filter(([operationId]) => operations.has(operationId));
  return Object.fromEntries(served);
}
