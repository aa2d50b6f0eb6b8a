import { toJson } from './body/to-json.ts';
import type { Provenance, Severity } from './document.ts';

/**
 * `unknown`: the contract doesn't have it; `malformed`: without the required syntax; `read-only`: only answers have it;
 * `too-large`: larger than the vendor's limit; `security`: credentials that are absent or were refused; `unknown-path` and
 * `unknown-method`: the request matches no operation.
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
   * The place in the request: `query.raw`, `header.x-account-id`, `path.id`, `cookie.session`, `header.accept`,
   * `body/user/email`; `path` or `method` if the request matches no operation.
   */
  readonly location: string;
  /** The kind of breach. An API may have different refusals for different kinds. */
  readonly rule: ViolationRule;
  /** The expected and the received value, for people. */
  readonly message: string;
  readonly severity: Severity;
  /** The provenance of the broken part of the contract. */
  readonly provenance: Provenance;
  /** The test caused it on purpose, so it is reported separately and fails nothing. */
  readonly isExpected?: true;
  /** The method and path of a request that matches no operation: `GET /api/nope`. Absent if it matches one. */
  readonly request?: string;
}

/** A value as JSON for a message, cut after 80 characters. The cut doesn't split a character. */
export function quote(value: unknown): string {
  const text = value === undefined ? 'undefined' : toJson(value);
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}… (${text.length} characters)` : text;
}
