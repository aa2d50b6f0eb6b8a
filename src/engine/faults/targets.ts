import { listNames } from '../../contract/match/nearest.ts';
import type { OperationOutline, ResponseOutline } from '../../contract/outline.ts';

/** The responses of an operation that are no refusals. */
export function successesOf({ responses }: OperationOutline): readonly ResponseOutline[] {
  return [...responses.values()].filter(({ status }) => status < 300);
}

/** Some operations by their names, for a message. */
export function idsOf(targets: readonly { readonly operation: OperationOutline }[]): string {
  return listNames(targets.map(({ operation }) => operation.operationId));
}
