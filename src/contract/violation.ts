import type { Provenance, Severity } from './document.ts';

/** A breach of the contract by the client. */
export interface Violation {
  /** Where: `query.raw`, `header.x-account-id`, `path.id`, `header.accept`. */
  readonly location: string;
  /** What kind of breach, for an API that refuses some of them in other words. */
  readonly rule: 'required' | 'schema' | 'repeated' | 'unknown' | 'malformed' | 'media-type';
  /** What was expected and what came, for a person. */
  readonly message: string;
  readonly severity: Severity;
  /** Who says that it is one. */
  readonly provenance: Provenance;
}

/** A value as a message quotes it: as JSON, cut after 80 characters. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}… (${text.length} characters)` : text;
}
