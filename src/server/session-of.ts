import type { IncomingMessage } from 'node:http';

import { isForbiddenHeader } from '../contract/request/forbidden-header.ts';
import type { ContractOutline } from '../contract/outline.ts';
import type { ReceivedBody } from '../contract/request/request-body.ts';
import { headerOf } from '../engine/request.ts';
import { readCredential } from '../engine/caller/credential.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';
import { isSessionId } from '../engine/session/sessions.ts';
import type { Session } from '../engine/session/session.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import type { Mount } from './mounts.ts';

/** The header that names a session. */
export const SESSION_HEADER = 'x-lms-mock-session';

/**
 * The session of a request: its address says which, else its header, else its credential; else it is the default one.
 * The body is given where the API takes a credential there.
 * A refusal of ours where the id is none, a page of another origin would create it without a preflight, or there is no
 * room for another session.
 */
export function sessionOf(
  sessions: Sessions,
  { service, sessionId }: Mount,
  request: IncomingMessage,
  body?: ReceivedBody,
): Session | Reply {
  const { headers } = request;
  const credential = service.api.credentialOf(headers) ?? credentialIn(service, body);
  const id =
    sessionId ??
    headerOf(headers, SESSION_HEADER) ??
    (credential === undefined ? undefined : readCredential(credential).sessionId);
  if (id === undefined) return sessions.default;
  if (!isSessionId(id)) {
    const detail = `A session id must have 1 to 64 letters, digits, dots, dashes and underscores, got ${JSON.stringify(id.slice(0, 100))}.`;
    return problem(400, 'Invalid session id', detail);
  }
  if (sessions.find(id) === undefined && isUnaskedCrossOrigin(request, service.contract)) return refuseToCreate(id);
  return sessions.get(id) ?? refuseForRoom(sessions);
}

function credentialIn({ api }: Mount['service'], body: ReceivedBody | undefined): string | undefined {
  return body?.kind === 'whole' ? api.bodyCredential?.of(new TextDecoder().decode(body.bytes)) : undefined;
}

/** Headers that a page of another origin sends only after a preflight, whatever the contract. */
const PREFLIGHTED = [SESSION_HEADER, 'authorization', 'prefer'];
/** Headers that it may send without one, though a contract may name them. */
const SAFE: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'range']);

/** Whether a page of another origin sends it without a preflight: as an image, a link or a form can. */
function isUnaskedCrossOrigin({ method = '', headers }: IncomingMessage, { requestHeaders }: ContractOutline): boolean {
  const { origin, host = '', 'sec-fetch-site': site = 'none', 'content-type': contentType = '' } = headers;
  const isCrossOrigin =
    site === 'cross-site' || site === 'same-site' || (origin ?? `http://${host}`) !== `http://${host}`;
  if (!isCrossOrigin) return false;
  const isForced =
    !['GET', 'HEAD', 'POST'].includes(method) ||
    /^application\/json\b/i.test(contentType) ||
    [...PREFLIGHTED, ...requestHeaders].some((name) => !SAFE.has(name) && !isForbiddenHeader(name) && name in headers);
  return !isForced;
}

function refuseToCreate(id: string): Reply {
  return problem(
    404,
    'No such session',
    `There is no session ${JSON.stringify(id)}, and a cross-origin request without a preflight can't create one. Send the header ${SESSION_HEADER}: ${id}, or create the session from a program with POST /__mock/sessions/${id}/reset.`,
  );
}

/** There is no room for another session. */
export function refuseForRoom({ limit, idleMs }: Sessions): Reply {
  const seconds = Math.ceil(idleMs / 1000);
  const detail = `${limit} sessions are live, and each was used within the last ${seconds} seconds. Remove some with DELETE /__mock/sessions/<id>, or wait ${seconds} seconds.`;
  const reply = problem(429, 'Too many sessions', detail);
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(seconds) } };
}
