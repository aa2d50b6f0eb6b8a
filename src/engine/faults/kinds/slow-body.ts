import type { FaultKind } from '../fault-kind.ts';
import { count } from '../schema-parts.ts';

/** Sends the body in chunks (default 16 bytes), each after a pause (default 100 ms). */
export const slowBody: FaultKind<
  { readonly kind: 'slow-body'; readonly chunkBytes?: number; readonly everyMs?: number },
  { readonly kind: 'slow-body'; readonly chunkBytes: number; readonly everyMs: number }
> = {
  members: { chunkBytes: count(1, 65_536), everyMs: count(1, 60_000) },
  endsConnection: false,
  settle: ({ kind, chunkBytes = 16, everyMs = 100 }) => ({ kind, chunkBytes, everyMs }),
  spoil: (reply) => (reply.body === undefined ? undefined : reply),
  async send(wire, { chunkBytes, everyMs }) {
    if (wire.isHead) return wire.sendReply();
    wire.sendHead();
    for await (const piece of wire.pieces()) {
      wire.recordBody(piece);
      const bytes = Buffer.from(piece);
      let from = 0;
      while (from < bytes.length) {
        await wire.pause(everyMs);
        if (wire.isClosed()) return;
        const end = wire.isReleased() ? bytes.length : from + chunkBytes;
        await wire.write(bytes.subarray(from, end));
        from = end;
      }
    }
    wire.end();
  },
};
