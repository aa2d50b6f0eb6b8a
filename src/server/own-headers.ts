import type { ServerResponse } from 'node:http';

/** Pages must not frame an answer. */
export const FRAME_POLICY = "frame-ancestors 'none'";

/** The headers of {@link setOwnHeaders}. */
export const OWN_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': FRAME_POLICY,
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/**
 * Sets the headers of lms-mock's own answers: of the control API, the index, unknown paths and refusals before an API is
 * called. They prevent framing, embedding, opening and sniffing by pages of other origins, and caching. Answers of the APIs
 * have the headers of the vendor's contract.
 */
export function setOwnHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(OWN_HEADERS)) response.setHeader(name, value);
}
