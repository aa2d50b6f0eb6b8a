import type { ServerResponse } from 'node:http';

/** No page may frame an answer, and no page of another site may embed it. */
export const FRAME_POLICY = "frame-ancestors 'none'";

/**
 * Sets the headers of every answer that is lms-mock's own: of the control API, the index, unknown paths and refusals
 * before an API is asked. They keep pages of other origins from framing, embedding, opening or sniffing it, and keep
 * it out of caches. Answers of the APIs carry what the vendor's contract says.
 */
export function setOwnHeaders(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', FRAME_POLICY);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}
