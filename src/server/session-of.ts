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

/** The header with a session id. */
export const SESSION_HEADER = 'x-lms-mock-session';

/**
 * The session of a request, by its path, its header or its credential. Defaults to the session `default`. `body` is present
 * if the API has a credential there. Returns a refusal if the id is invalid, if a cross-origin request without a preflight
 * would create the session, or if there are too many sessions.
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
  if (sessions.find(id) === undefined && isCrossOriginWithoutPreflight(request, service.contract))
    return refuseToCreate(id);
  return sessions.get(id) ?? refuseTooManySessions(sessions);
}

function credentialIn({ api }: Mount['service'], body: ReceivedBody | undefined): string | undefined {
  return body?.kind === 'whole' ? api.bodyCredential?.of(new TextDecoder().decode(body.bytes)) : undefined;
}

/** Headers that always require a preflight in cross-origin requests. */
const PREFLIGHTED = [SESSION_HEADER, 'authorization', 'prefer'];
/** Headers of contracts that require no preflight. */
const SAFE: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'range']);

/** Whether a page of another origin can send a request without a preflight, with an image, a link or a form. */
function isCrossOriginWithoutPreflight(
  { method = '', headers }: IncomingMessage,
  { requestHeaders }: ContractOutline,
): boolean {
  const { origin, host = '', 'sec-fetch-site': site = 'none', 'content-type': contentType = '' } = headers;
  const isCrossOrigin =
    site === 'cross-site' || site === 'same-site' || (origin ?? `http://${host}`) !== `http://${host}`;
  if (!isCrossOrigin) return false;
  const needsPreflight =
    !['GET', 'HEAD', 'POST'].includes(method) ||
    /^application\/json\b/i.test(contentType) ||
    [...PREFLIGHTED, ...requestHeaders].some((name) => !SAFE.has(name) && !isForbiddenHeader(name) && name in headers);
  return !needsPreflight;
}

function refuseToCreate(id: string): Reply {
  return problem(
    404,
    'No such session',
    `There is no session ${JSON.stringify(id)}, and a cross-origin request without a preflight can't create one. Send the header ${SESSION_HEADER}: ${id}, or create the session from a program with POST /__mock/sessions/${id}/reset.`,
  );
}

/** Refuses to create a session if there are too many. */
export function refuseTooManySessions({ limit, idleMs }: Sessions): Reply {
  const seconds = Math.ceil(idleMs / 1000);
  const detail = `${limit} sessions are live, and each was used within the last ${seconds} seconds. Remove some with DELETE /__mock/sessions/<id>, or wait ${seconds} seconds.`;
  const reply = problem(429, 'Too many sessions', detail);
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(seconds) } };
}
