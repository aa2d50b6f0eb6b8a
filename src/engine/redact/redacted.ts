/** Replaces a secret wherever it is shown. */
export const REDACTED = '***';
