import { MAX_SPAN_COUNT, microsecondsOf, spanUnits } from '../span.ts';
import type { Span } from '../span.ts';
import type { FaultKind } from '../fault-kind.ts';
import { count } from '../schema-parts.ts';

interface Advance {
  readonly kind: 'advance';
  /** How far the clock of the session moves. */
  readonly by: Span;
  /** Move it once, when the rule has answered with this number of rows. Default: with each answer of the rule. */
  readonly afterRows?: number;
}

interface SettledAdvance {
  readonly kind: 'advance';
  readonly microseconds: number;
  readonly afterRows?: number;
}

const part = { type: 'number', minimum: 0, maximum: MAX_SPAN_COUNT, description: 'a number from 0 to 1000000' };

/** The clock of the session moves behind an answer, so that the campus changes while a client reads it. */
export const advance: FaultKind<Advance, SettledAdvance> = {
  members: {
    by: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(spanUnits.map((unit) => [unit, part])),
      description: 'a time span such as { "days": 1 }',
    },
    afterRows: count(1, 1_000_000_000),
  },
  requires: ['by'],
  endsConnection: false,
  settle: ({ kind, by, afterRows }) => ({
    kind,
    microseconds: microsecondsOf(by),
    ...(afterRows === undefined ? {} : { afterRows }),
  }),
  clockStep: ({ microseconds, afterRows }) => ({ microseconds, afterRows }),
};
