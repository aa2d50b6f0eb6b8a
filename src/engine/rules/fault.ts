import type { Latency } from './latency.ts';

/** What goes wrong with a reply, as a rule asks for it. */
export type FaultInput =
  /** The answer comes late. */
  | ({ readonly kind: 'latency' } & Latency)
  /** The connection is reset (TCP RST) instead of an answer. */
  | { readonly kind: 'reset' }
  /** Nothing comes, until the client leaves, the rule is removed or the server closes. */
  | { readonly kind: 'no-answer' }
  /** The body ends before it is whole, after so many bytes or whole rows, and the connection with it. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'cut'; readonly afterRows: number }
  /** JSON or XML that no parser takes; a text can't be invalid, and stays. */
  | { readonly kind: 'invalid-body' }
  /** The body is right, its Content-Type is not. Default text/html. */
  | { readonly kind: 'wrong-content-type'; readonly contentType?: string }
  /** So many bytes of the body at a time (default 16), each after a pause (default 100 ms). */
  | { readonly kind: 'slow-body'; readonly chunkBytes?: number; readonly everyMs?: number }
  /** A stream that ends in the vendor's error message after so many rows (default 1). */
  | { readonly kind: 'stream-error'; readonly afterRows?: number };

/** What goes wrong with one reply: all that was left to defaults or to chance is settled. */
export type Fault =
  | { readonly kind: 'latency'; readonly delayMs: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'cut'; readonly afterRows: number }
  | { readonly kind: 'invalid-body' }
  | { readonly kind: 'wrong-content-type'; readonly contentType: string }
  | { readonly kind: 'slow-body'; readonly chunkBytes: number; readonly everyMs: number }
  | { readonly kind: 'stream-error'; readonly afterRows: number };
