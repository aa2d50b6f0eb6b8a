import { formatInstant } from '../../../campus/instant.ts';
import type { Instant } from '../../../campus/instant.ts';

/** The provider's address of certificates. It is made up and never called. */
const CERTIFICATES_URL = 'https://provider.example/certificates';

export function certificateUrl(remoteId: string): string {
  return `${CERTIFICATES_URL}/${remoteId}`;
}

/** All of the vendor's examples have UTC with milliseconds. */
export function timestamp(instant: Instant): string {
  return formatInstant(instant, { fractionDigits: 3 });
}

/** The campus keeps no time at which a learner or a course came to be, so all have this one (assumed). */
const CAMPUS_OPENED_AT: Instant = Date.UTC(2020, 0, 1) * 1_000;

/** When what isn't an enrolment was created and last changed. */
export function openedAt(now: Instant): Instant {
  return Math.min(now, CAMPUS_OPENED_AT);
}
