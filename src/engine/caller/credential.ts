/** A sent credential: the secret, and the session id behind a tilde. */
export interface Credential {
  readonly secret: string;
  readonly sessionId?: string;
}

/**
 * Reads `moocit-admin-token~my-test`. This isolates a client whose headers and URLs can't be changed. No secret of the
 * fixtures has a tilde.
 */
export function readCredential(text: string): Credential {
  const tilde = text.lastIndexOf('~');
  return tilde === -1 ? { secret: text } : { secret: text.slice(0, tilde), sessionId: text.slice(tilde + 1) };
}

/** The secret alone. */
export function secretOf(text: string): string {
  return readCredential(text).secret;
}
