import type { Violation } from '../../contract/violation.ts';

/**
 * A copy of a text for keeping. V8 lets a part of a text, or a text put together of parts, hold on to the whole of what
 * it was made of: a session id of 10 characters would keep the URL of 16 KB that it was cut from.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** A violation for keeping: its message may quote a part of a body of 1 MB. */
export function ownViolation(violation: Violation): Violation {
  return { ...violation, location: ownCopy(violation.location), message: ownCopy(violation.message) };
}

/** About how many bytes a violation takes, with its message and location. */
export function violationBytes({ location, message }: Violation): number {
  return 160 + 2 * (location.length + message.length);
}
