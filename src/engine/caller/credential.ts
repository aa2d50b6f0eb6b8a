/** A credential as a client sends it: the secret, and the session that it carries behind a tilde. */
export interface Credential {
  readonly secret: string;
  readonly sessionId?: string;
}

/**
 * Reads `moocit-admin-token~my-test`. A client whose headers and address can't be touched is isolated by its
 * credential alone; no secret of the fixtures has a tilde.
 */
export function readCredential(text: string): Credential {
  const tilde = text.lastIndexOf('~');
  return tilde === -1 ? { secret: text } : { secret: text.slice(0, tilde), sessionId: text.slice(tilde + 1) };
}

/** The secret alone. */
export function secretOf(text: string): string {
  return readCredential(text).secret;
}
