import type { ReceivedBody } from '../contract/request/request-body.ts';

export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request to an API, without the path prefix of the session and the API. */
export interface EngineRequest {
  readonly method: string;
  /** Begins with a slash. Not decoded. */
  readonly path: string;
  /** Without its question mark. Not decoded. */
  readonly query: string;
  readonly headers: RequestHeaders;
  /**
   * Reads the decompressed body. Called at most once, and only if there may be one.
   *
   * @param maxBytes Maximum size, compressed or not. Defaults to the server's own limit.
   */
  readBody(maxBytes?: number): Promise<ReceivedBody>;
}

/** The value of a header, or the last one of several. Undefined if it is absent. */
export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'object' ? value.at(-1) : value;
}
