import { OptionError } from '../config/option-readers.ts';

/** A time span. Its members are added. */
export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

const MICROSECONDS: Readonly<Record<keyof Span, number>> = {
  days: 86_400e6,
  hours: 3_600e6,
  minutes: 60e6,
  seconds: 1e6,
};

/**
 * The microseconds of a span such as `{ "days": 3 }`.
 *
 * @throws {OptionError} if it is invalid, empty or negative.
 */
export function parseSpan(value: unknown): number {
  const parts = Object.entries(typeof value === 'object' && value !== null ? value : {});
  if (parts.length === 0) throw new OptionError('advance', 'an object such as { "days": 3 }', value);
  let microseconds = 0;
  for (const [unit, count] of parts) {
    if (!isUnit(unit) || typeof count !== 'number' || !(count >= 0 && count <= 1e6)) {
      throw new OptionError('advance', 'an object with days, hours, minutes or seconds, each from 0 to 1000000', value);
    }
    microseconds += Math.round(count * MICROSECONDS[unit]);
  }
  return microseconds;
}

function isUnit(unit: string): unit is keyof Span {
  return Object.hasOwn(MICROSECONDS, unit);
}
