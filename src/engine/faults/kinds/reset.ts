import type { FaultKind } from '../fault-kind.ts';

interface Reset {
  readonly kind: 'reset';
}

/** Resets the connection (TCP RST) instead of answering. */
export const reset: FaultKind<Reset, Reset> = {
  members: {},
  endsConnection: true,
  settle: (fault) => fault,
  async send(wire) {
    wire.reset();
  },
};
