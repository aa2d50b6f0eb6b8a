import type { VariationName } from '../variation/variation.ts';

/** A reply to be sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, or pieces that are made while they are sent. Absent if there is no body. */
  readonly body?: string | Iterable<string>;
  /** The charset of the body's bytes. Default UTF-8. */
  readonly charset?: BufferEncoding | undefined;
  /** Sent without a length, even if it is short. */
  readonly isStreamed: boolean;
  /** Sent in chunks that end inside a multi-byte character. */
  readonly isCut?: boolean;
  /** The variations of the reply. Absent if none was requested. */
  readonly variations?: readonly VariationName[];
}

/** The header with the variations of a reply, or `none`. Sent only if a variation was requested. */
export const VARIATIONS_HEADER = 'x-lms-mock-variations';
