import type { FaultKind, FaultProblem, FaultTarget } from '../fault-kind.ts';
import { count } from '../schema-parts.ts';

/** An error that hides whether a request has written something. */
interface WriteError<K extends string> {
  readonly kind: K;
  /** A status of the contract. */
  readonly status: number;
}

/** An error instead of the answer. Nothing is written. */
export const errorBeforeWrite: FaultKind<
  WriteError<'error-before-write'>,
  WriteError<'error-before-write'>
> = writeError({ isWritten: false });

/** An error instead of the answer, although the request is carried out. A refusal of the vendor is not replaced. */
export const errorAfterWrite: FaultKind<WriteError<'error-after-write'>, WriteError<'error-after-write'>> = writeError({
  isWritten: true,
});

function writeError<F extends WriteError<string>>({ isWritten }: { readonly isWritten: boolean }): FaultKind<F, F> {
  return {
    members: { status: count(400, 599) },
    requires: ['status'],
    endsConnection: false,
    problemOf,
    settle: (fault) => fault,
    errorOf: ({ status }) => ({ status, isWritten }),
  };
}

/** Such an error is possible if each operation of the rule writes and has the status. */
function problemOf({ status }: WriteError<string>, targets: readonly FaultTarget[]): FaultProblem | undefined {
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
