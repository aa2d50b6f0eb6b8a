import { OptionError } from '../config/option-readers.ts';
import { MAX_SPAN_COUNT, microsecondsOf, spanUnits } from '../engine/faults/span.ts';
import type { Span } from '../engine/faults/span.ts';

/**
 * The microseconds of a span such as `{ "days": 3 }`.
 *
 * @throws {OptionError} if it is invalid, empty or negative.
 */
export function parseSpan(value: unknown): number {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    throw new OptionError('advance', 'an object such as { "days": 3 }', value);
  if (!isSpan(value))
    throw new OptionError('advance', 'an object with days, hours, minutes or seconds, each from 0 to 1000000', value);
  return microsecondsOf(value);
}

function isSpan(value: object): value is Span {
  return Object.entries(value).every(
    ([unit, count]: [string, unknown]) =>
      spanUnits.includes(unit) && typeof count === 'number' && count >= 0 && count <= MAX_SPAN_COUNT,
  );
}
