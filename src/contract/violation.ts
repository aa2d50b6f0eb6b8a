import { toJson } from './body/to-json.ts';
import type { Provenance, Severity } from './document.ts';

/**
 * `unknown`: nothing of the contract's; `malformed`: not even written as its place wants it; `read-only`: what only
 * answers have; `too-large`: more bytes than the vendor takes; `security`: credentials that are absent or were refused; `unknown-path` and `unknown-method`: the
 * request matches no operation.
 */
export type ViolationRule =
  | 'required'
  | 'schema'
  | 'repeated'
  | 'unknown'
  | 'malformed'
  | 'media-type'
  | 'read-only'
  | 'too-large'
  | 'security'
  | 'unknown-path'
  | 'unknown-method';

/** A breach of the contract by the client. */
export interface Violation {
  /**
   * Where: `query.raw`, `header.x-account-id`, `path.id`, `cookie.session`, `header.accept`, `body/user/email`; `path` or
   * `method` where the request matches no operation.
   */
  readonly location: string;
  /** What kind of breach, for an API that refuses some of them in other words. */
  readonly rule: ViolationRule;
  /** What was expected and what came, for a person. */
  readonly message: string;
  readonly severity: Severity;
  /** Who says that it is one. */
  readonly provenance: Provenance;
  /** Caused on purpose: it is reported separately and fails nothing. */
  readonly isExpected?: true;
  /** The method and path of a request that matches no operation: `GET /api/nope`. Absent where it matches one. */
  readonly request?: string;
}

/** A value as a message quotes it: as JSON, cut after 80 characters. The cut leaves no half of a character. */
export function quote(value: unknown): string {
  const text = value === undefined ? 'undefined' : toJson(value);
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}… (${text.length} characters)` : text;
}
