import type { FaultKind } from '../fault-kind.ts';

interface Reset {
  readonly kind: 'reset';
}

/** The connection is reset (TCP RST) instead of an answer. */
export const reset: FaultKind<Reset, Reset> = {
  members: {},
  endsConnection: true,
  settle: (fault) => fault,
  async send(wire) {
    wire.reset();
  },
};
