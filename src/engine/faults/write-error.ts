import type { FaultProblem, FaultTarget } from './fault-kind.ts';
import { count } from './schema-parts.ts';

/** An error that hides whether a request has written something. */
export interface WriteError<K extends string> {
  readonly kind: K;
  /** A status of the contract. */
  readonly status: number;
}

export const errorStatus: object = count(400, 599);

/** Such an error is possible if each operation of the rule writes and has the status. */
export function problemOfWriteError(
  { status }: WriteError<string>,
  targets: readonly FaultTarget[],
): FaultProblem | undefined {
  for (const { operation } of targets) {
    const { method, operationId, responses, openStatuses = [] } = operation;
    if (method === 'GET' || method === 'HEAD')
      return { problem: `${operationId} writes nothing; use a status without a fault` };
    if (operation.responseOf(status) !== undefined) continue;
    const all = [...responses.keys(), ...openStatuses].join(', ');
    return { member: 'status', problem: `${operationId} has no response ${status}; its responses are ${all}` };
  }
  return undefined;
}
