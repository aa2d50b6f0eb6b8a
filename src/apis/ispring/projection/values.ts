import { formatInstant } from '../../../campus/instant.ts';
import type { Instant } from '../../../campus/instant.ts';

/** Whole seconds, and the zone as a numeric offset, never Z. */
export function dateTime(instant: Instant): string {
  return formatInstant(instant, { fractionDigits: 0, zone: '+00:00' });
}

/** The day, in UTC. */
export function date(instant: Instant): string {
  return dateTime(instant).slice(0, 10);
}
