import type { ReceivedBody } from '../contract/request/request-body.ts';

export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as an API sees it: the server has taken away what leads to the API. */
export interface EngineRequest {
  readonly method: string;
  /** Begins with a slash; not yet decoded. */
  readonly path: string;
  /** Without its question mark; not yet decoded. */
  readonly query: string;
  readonly headers: RequestHeaders;
  /**
   * Reads the body, its encoding undone. Called once at most, and only where one may have come.
   *
   * @param maxBytes Maximum size, compressed or not. Defaults to the server's own limit.
   */
  readBody(maxBytes?: number): Promise<ReceivedBody>;
}

/** The value of a header, the last one where it came more than once; undefined where it didn't come. */
export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'object' ? value.at(-1) : value;
}
