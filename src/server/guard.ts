import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';

/** Who may call what controls the server. */
export interface GuardOptions {
  /** The host listened on. */
  readonly host: string;
  /** Names of this machine, besides loopback's and the one listened on, that a Host may have. */
  readonly allowedHosts: readonly string[];
  /** What every caller must know; undefined where the server is reached from this machine alone. */
  readonly token: string | undefined;
  /** A secret of this process, which only pages of lms-mock receive. Scripts of the server's own origin must send it. */
  readonly pageToken: string;
}

/** The header in which a page of lms-mock sends its token. */
const PAGE_TOKEN_HEADER = 'x-lms-mock-page-token';

/**
 * Keeps web pages and strangers away from what controls the server. A page of another site reaches a server on
 * loopback through its visitor's browser: straight (a form, a fetch) or by a name that it points at 127.0.0.1. So the
 * Host must be loopback's, the one listened on or an allowed one, an Origin must be the server's own, and a write must
 * be JSON, which no form can send. A browser's request from the server's own origin needs the page token, because a
 * reply of an API may be HTML with a script. Beyond loopback every caller needs the token, too.
 */
export function refuseStranger(request: IncomingMessage, guard: GuardOptions): Reply | undefined {
  const { token, pageToken } = guard;
  const {
    origin,
    host: sent = '',
    'sec-fetch-site': site = 'none',
    'content-type': contentType = '',
    authorization = '',
    [PAGE_TOKEN_HEADER]: sentPageToken = '',
  } = request.headers;
  const foreignHost = refuseForeignHost(request, guard);
  if (foreignHost !== undefined) return foreignHost;
  if (origin !== undefined && origin !== `http://${sent}`)
    return forbidden(`A page of ${JSON.stringify(origin)} has no say here.`);
  if (site !== 'none' && site !== 'same-origin') return forbidden('A page of another site has no say here.');
  const isOfOwnOrigin = origin !== undefined || site === 'same-origin';
  if (isOfOwnOrigin && !isSame(String(sentPageToken), pageToken))
    return forbidden(
      `A script of this origin must send the header ${PAGE_TOKEN_HEADER} with the token that only pages of lms-mock receive.`,
    );
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (isWrite && !/^application\/json\b/i.test(contentType))
    return forbidden('What changes something is sent as application/json.');
  if (token === undefined || isSame(authorization, `Bearer ${token}`)) return undefined;
  const reply = problem(
    401,
    'Token wanted',
    'The server is reached from other machines, so this takes the header Authorization: Bearer and the token that was printed at start, or given with --token.',
  );
  return { ...reply, headers: { ...reply.headers, 'WWW-Authenticate': 'Bearer' } };
}

/** Refuses a request whose Host is neither loopback's, nor the one listened on, nor an allowed one. */
export function refuseForeignHost(
  { headers, headersDistinct }: IncomingMessage,
  { host, allowedHosts }: Pick<GuardOptions, 'host' | 'allowedHosts'>,
): Reply | undefined {
  const { host: sent = '' } = headers;
  const isTwice = (headersDistinct['host']?.length ?? 0) > 1;
  const name = isTwice ? undefined : hostnameOf(`http://${sent}`);
  if (name !== undefined && (isLoopback(name) || name === host || allowedHosts.includes(name))) return undefined;
  return forbidden(
    `The Host ${JSON.stringify(sent)} is not this machine's own. Call http://127.0.0.1 or http://localhost, or allow the name with --allowed-hosts.`,
  );
}

function forbidden(reason: string): Reply {
  return problem(403, 'Not for this caller', reason);
}

/** Compares in a time that says nothing of where two texts differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}

/** Whether only this machine reaches a host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);
}
