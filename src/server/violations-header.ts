import type { Violation } from '../contract/violation.ts';

/** The header with the violations of a request. */
export const VIOLATIONS_HEADER = 'x-lms-mock-violations';

/** The header with the reason why a part of an exchange was not checked. */
export const NOTE_HEADER = 'x-lms-mock-note';

const MAX_BYTES = 4096;

/**
 * The violations as a JSON array of `{location, message, severity, provenance}`, in ASCII and at most 4 KiB. If there are
 * more, the last entry has the number of those left out.
 */
export function formatViolations(violations: readonly Violation[]): string {
  const entries = violations.map(({ location, message, severity, provenance }) =>
    toAscii({ location, message, severity, provenance }),
  );
  let count = entries.length;
  while (count > 0 && join(entries, count).length > MAX_BYTES) count -= 1;
  return join(entries, count);
}

function join(entries: readonly string[], count: number): string {
  const left = entries.length - count;
  const shown = entries.slice(0, count);
  if (left > 0)
    shown.push(toAscii({ location: '', message: `${left} more`, severity: 'warning', provenance: 'assumed' }));
  return `[${shown.join(',')}]`;
}

function toAscii(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\u0020-\u007E]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
