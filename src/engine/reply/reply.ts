import type { VariationName } from '../variation/variation.ts';

/** What goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in pieces that are made while they are sent; absent where there is no body. */
  readonly body?: string | Iterable<string>;
  /** The charset of the body's bytes. Default UTF-8. */
  readonly charset?: BufferEncoding | undefined;
  /** Sent without a length, however short it is. */
  readonly isStreamed: boolean;
  /** Sent in pieces that are cut within a character of several bytes. */
  readonly isCut?: boolean;
  /** The variations that it carries; absent where none was asked for. */
  readonly variations?: readonly VariationName[];
}

/** The header that says which variations a reply carries, or `none`; only where one was asked for. */
export const VARIATIONS_HEADER = 'x-lms-mock-variations';
