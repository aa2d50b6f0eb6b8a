import { listNames } from '../../contract/match/nearest.ts';
import type { Operation } from '../../contract/operation.ts';
import type { ContractResponse } from '../../contract/reply/response.ts';

/** The responses of an operation that are not refusals. */
export function successesOf({ responses }: Operation): readonly ContractResponse[] {
  return [...responses.values()].filter(({ status }) => status < 300);
}

/** The operationIds of some operations, for a message. */
export function idsOf(targets: readonly { readonly operation: Operation }[]): string {
  return listNames(targets.map(({ operation }) => operation.operationId));
}
