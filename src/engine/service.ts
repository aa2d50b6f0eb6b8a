import type { Contract, Operation } from '../contract/contract.ts';
import { ContractError, pointerTo } from '../contract/document.ts';
import type { ContractResponses } from '../contract/response.ts';
import type { Api, Persona } from './api.ts';
import { handle } from './handle.ts';
import type { HandleOptions, Service } from './handle.ts';
import type { Refusal } from './outcome.ts';

/** An API whose clock shows a moment, in microseconds since 1970, UTC. */
export type ApiAt<P extends Persona> = (now: number) => Api<P>;

/** So many moments are remembered with their APIs; sessions that have not moved share one. */
const MAX_MOMENTS = 32;

/**
 * Joins an API to its contract.
 *
 * @throws {ContractError} where the two disagree: an operation without a handler, a handler without an operation,
 * a refusal that the contract has no example for.
 */
export function createService<P extends Persona>(
  apiAt: ApiAt<P>,
  contract: Contract,
  { now, ...options }: HandleOptions & { readonly now: number },
): Service {
  const api = apiAt(now);
  checkOperations(api, contract);
  checkRefusals(api, contract);
  const moments = new Map([[now, api]]);

  function remembered(moment: number): Api<P> {
    const known = moments.get(moment);
    if (known !== undefined) return known;
    const made = apiAt(moment);
    const [, oldest] = moments.keys();
    if (moments.size >= MAX_MOMENTS && oldest !== undefined) moments.delete(oldest);
    moments.set(moment, made);
    return made;
  }

  return {
    api,
    contract,
    handle: (request, session) =>
      handle(remembered(session.now), contract, request, { ...options, variation: session.variation }),
  };
}

function checkOperations<P extends Persona>(api: Api<P>, contract: Contract): void {
  for (const operation of contract.operations.values()) {
    if (!Object.hasOwn(api.operations, operation.operationId)) {
      const problem = `the operation ${operation.operationId} has no handler in the API ${api.name}`;
      throw new ContractError(contract.name, pointerOf(operation), problem);
    }
  }
  for (const operationId of Object.keys(api.operations)) {
    if (!contract.operations.has(operationId)) {
      throw new ContractError(
        contract.name,
        '#/paths',
        `the API ${api.name} handles ${operationId}, which is no operation`,
      );
    }
  }
}

function checkRefusals<P extends Persona>(api: Api<P>, contract: Contract): void {
  const { unknownPath, unknownMethod, ...ofOperations } = api.refusals;
  for (const refusal of [unknownPath, unknownMethod])
    checkRefusal(contract, '#/x-unmatched', contract.unmatched, refusal);
  for (const operation of contract.operations.values()) {
    for (const refusal of Object.values(ofOperations))
      checkRefusal(contract, pointerOf(operation), operation.responses, refusal);
  }
}

function checkRefusal(
  contract: Contract,
  pointer: string,
  responses: ContractResponses,
  { status, example }: Refusal,
): void {
  const response = responses.get(status);
  if (response === undefined) throw new ContractError(contract.name, pointer, `there is no response ${status}`);
  for (const [name, mediaType] of response.mediaTypes) {
    if (mediaType.examples.has(example)) continue;
    const problem = `the response ${status} has no example "${example}" in ${name}`;
    throw new ContractError(contract.name, pointerTo(pointer, 'responses', status), problem);
  }
}

function pointerOf({ path, method }: Operation): string {
  return pointerTo('#/paths', path, method.toLowerCase());
}
