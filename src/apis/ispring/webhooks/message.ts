import { createHash } from 'node:crypto';

import { writeJson } from '../../../contract/body/to-json.ts';
import type { CallbackMessage } from '../../../engine/session/outbox.ts';
import type { Subscriber } from './subscriber.ts';

/**
 * A message to a subscriber. With a secret it is signed: the SHA-256 of the body followed by the secret. The vendor's page
 * calls it HMAC, but describes this. The hexadecimal digits are assumed.
 */
export function messageTo(
  { url, secret }: Pick<Subscriber, 'url' | 'secret'>,
  { type, payloads }: { readonly type: string; readonly payloads: readonly unknown[] },
): CallbackMessage {
  const body = writeJson({ type, payloads });
  const headers = { 'Content-Type': 'application/json', 'User-Agent': 'iSpring Learn (lms-mock)' };
  if (secret === undefined) return { url, headers, body };
  const signature = createHash('sha256').update(body).update(secret).digest('hex');
  return { url, headers: { ...headers, 'X-Hub-Signature': signature }, body };
}

/** A code in the form of the vendor's sample. The same subscriber and number give the same code in each run. */
export function confirmationCode(name: string, number: number): string {
  const digits = createHash('sha256').update(`${number} ${name}`).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}
