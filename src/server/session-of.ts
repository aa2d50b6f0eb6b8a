import { headerOf } from '../engine/api.ts';
import type { RequestHeaders } from '../engine/api.ts';
import { readCredential } from '../engine/credential.ts';
import { problem } from '../engine/problem.ts';
import type { Reply } from '../engine/reply.ts';
import { isSessionId } from '../engine/session.ts';
import type { Session, Sessions } from '../engine/session.ts';
import type { Mount } from './mounts.ts';

/** The header that names a session. */
export const SESSION_HEADER = 'x-lms-mock-session';

/**
 * The session of a request: its address says which, else its header, else its credential; else it is the default one.
 * A refusal of ours where the id is none, or there is no room for another session.
 */
export function sessionOf(sessions: Sessions, { service, sessionId }: Mount, headers: RequestHeaders): Session | Reply {
  const credential = service.api.credentialOf(headers);
  const id =
    sessionId ??
    headerOf(headers, SESSION_HEADER) ??
    (credential === undefined ? undefined : readCredential(credential).sessionId);
  if (id === undefined) return sessions.default;
  if (!isSessionId(id)) {
    const detail = `A session's id has 1 to 64 letters, digits, dots, dashes and underscores; ${JSON.stringify(id.slice(0, 100))} is none.`;
    return problem(400, 'Not a session', detail);
  }
  return sessions.get(id) ?? refuseForRoom(sessions);
}

/** There is no room for another session. */
export function refuseForRoom({ limit }: Sessions): Reply {
  return problem(
    429,
    'Too many sessions',
    `${limit} sessions are live, and none of them idle. Let some be idle for an hour, or start another server.`,
  );
}
