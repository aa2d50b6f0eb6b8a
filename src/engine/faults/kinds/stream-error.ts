import type { FaultKind, FaultTarget } from '../fault-kind.ts';
import { idsOf, successesOf } from '../targets.ts';
import { append, withoutEnd } from '../pieces.ts';
import { amount } from '../schema-parts.ts';

/** Ends a stream with the vendor's error message after a number of rows (default 1). */
export const streamError: FaultKind<
  { readonly kind: 'stream-error'; readonly afterRows?: number },
  { readonly kind: 'stream-error'; readonly afterRows: number }
> = {
  members: { afterRows: amount },
  endsConnection: false,
  problemOf: (_, targets) =>
    targets.some(endsInError)
      ? undefined
      : { problem: `${idsOf(targets)} is not a stream that the vendor ends with an error message` },
  settle: ({ kind, afterRows = 1 }) => ({ kind, afterRows }),
  rowsBefore: ({ afterRows }) => afterRows,
  spoil(reply, _, streamEnd = '') {
    const { body } = reply;
    if (body === undefined || typeof body === 'string') return undefined;
    return { ...reply, body: append(withoutEnd(body), streamEnd) };
  },
};

function endsInError({ api, operation }: FaultTarget): boolean {
  return api.brokenStream !== undefined && successesOf(operation).some(({ isStreamed }) => isStreamed);
}
