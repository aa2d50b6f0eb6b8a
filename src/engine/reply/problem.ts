import type { Reply } from './reply.ts';

/** A refusal by lms-mock, not by a vendor: a problem document (RFC 9457). */
export function problem(
  status: number,
  title: string,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ title, status, detail, ...members }),
    isStreamed: false,
  };
}
