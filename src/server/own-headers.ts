import type { ServerResponse } from 'node:http';

/** No page may frame an answer, and no page of another site may embed it. */
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
 * Sets the headers of every answer that is lms-mock's own: of the control API, the index, unknown paths and refusals
 * before an API is asked. They keep pages of other origins from framing, embedding, opening or sniffing it, and keep
 * it out of caches. Answers of the APIs carry what the vendor's contract says.
 */
export function setOwnHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(OWN_HEADERS)) response.setHeader(name, value);
}
