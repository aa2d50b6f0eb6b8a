import type { Violation } from '../../contract/violation.ts';

/**
 * Copies a text for long storage. In V8, a part of a text keeps the whole text in memory: a session id of 10 characters
 * would keep the URL of 16 KB that it was cut from.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Copies a violation for long storage: its message may quote a part of a body of 1 MB. */
export function ownViolation(violation: Violation): Violation {
  return { ...violation, location: ownCopy(violation.location), message: ownCopy(violation.message) };
}

/** Approximate memory of a violation in bytes. */
export function violationBytes({ location, message }: Violation): number {
  return 160 + 2 * (location.length + message.length);
}
