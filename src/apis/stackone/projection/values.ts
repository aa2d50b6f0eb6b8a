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
