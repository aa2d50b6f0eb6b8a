import type { FaultKind } from '../fault-kind.ts';

interface NoAnswer {
  readonly kind: 'no-answer';
}

/** Sends nothing until the client disconnects, the rule is removed or the server closes. */
export const noAnswer: FaultKind<NoAnswer, NoAnswer> = {
  members: {},
  endsConnection: true,
  settle: (fault) => fault,
  async send(wire) {
    await wire.pause();
    wire.destroy();
  },
};
