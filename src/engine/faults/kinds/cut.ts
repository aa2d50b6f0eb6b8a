import type { FaultKind, FaultTarget } from '../fault-kind.ts';
import { idsOf, successesOf } from '../targets.ts';
import { withoutEnd } from '../pieces.ts';
import { amount } from '../schema-parts.ts';

type Cut = { readonly kind: 'cut'; readonly afterBytes: number } | { readonly kind: 'cut'; readonly afterRows: number };

/** Cuts the body after a number of bytes or whole rows, and ends the connection. */
export const cut: FaultKind<Cut, Cut> = {
  members: { afterBytes: amount, afterRows: amount },
  endsConnection: true,
  problemOf(fault, targets) {
    if ('afterBytes' in fault === 'afterRows' in fault)
      return { problem: 'a cut must have one of afterBytes and afterRows' };
    if ('afterRows' in fault && !targets.some(answersRows))
      return { member: 'afterRows', problem: `${idsOf(targets)} has no rows; use afterBytes` };
    return undefined;
  },
  settle: (fault) => fault,
  rowsBefore: (fault) => ('afterRows' in fault ? fault.afterRows : undefined),
  spoil(reply, fault) {
    const { body } = reply;
    if ('afterBytes' in fault) return body === undefined || body === '' ? undefined : reply;
    return body === undefined || typeof body === 'string' ? undefined : { ...reply, body: withoutEnd(body) };
  },
  async send(wire, fault) {
    if (wire.isHead) return wire.sendReply();
    let left = 'afterBytes' in fault ? fault.afterBytes : Number.POSITIVE_INFINITY;
    // A body with a length must miss at least one byte. A chunked body misses the last chunk.
    if (wire.bodyBytes !== undefined) left = Math.min(left, wire.bodyBytes - 1);
    wire.sendHead();
    for await (const piece of wire.pieces()) {
      if (left === 0) break;
      if (piece === '') continue;
      const bytes = Buffer.from(piece).subarray(0, left);
      left -= bytes.length;
      wire.recordBody(bytes.toString());
      await wire.write(bytes);
    }
    wire.hangUp();
  },
};

function answersRows({ operation }: FaultTarget): boolean {
  return successesOf(operation).some(({ mediaTypes }) =>
    [...mediaTypes.values()].some(({ schema }) => schema?.explainRow !== undefined),
  );
}
