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

/** The names of the members of a span. */
export const spanUnits: readonly string[] = Object.keys(MICROSECONDS);

/** Maximum of each member of a span. */
export const MAX_SPAN_COUNT = 1e6;

/** The length of a span in microseconds. */
export function microsecondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  const { days: day, hours: hour, minutes: minute, seconds: second } = MICROSECONDS;
  return [days * day, hours * hour, minutes * minute, seconds * second]
    .map(Math.round)
    .reduce((sum, part) => sum + part);
}
