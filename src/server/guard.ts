import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

import { problem } from '../engine/reply/problem.ts';
import type { Reply } from '../engine/reply/reply.ts';

/** Which requests to the control API are allowed. */
export interface GuardOptions {
  /** The host listened on. */
  readonly host: string;
  /** Host names that are allowed besides loopback names and `host`. */
  readonly allowedHosts: readonly string[];
  /** The token that each request must have. Undefined when only this machine can reach the server. */
  readonly token: string | undefined;
  /** A secret of this process, which only pages of lms-mock receive. Scripts of the server's own origin must send it. */
  readonly pageToken: string;
}

/** The header in which a page of lms-mock sends its token. */
const PAGE_TOKEN_HEADER = 'x-lms-mock-page-token';

/**
 * Protects the control API. A web page of another site can reach a server on loopback through the browser of its visitor:
 * directly (a form, a fetch), or through a host name that resolves to 127.0.0.1. So the Host must be a loopback name, the
 * one listened on or an allowed one, an Origin must be the origin of the server, and a write must be JSON, which a form
 * can't send. A browser request from the origin of the server needs the page token, because a reply of an API may be HTML
 * with a script. Beyond loopback each request also needs the token.
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
    return forbidden(`Cross-origin requests are not allowed on the control API, got Origin ${JSON.stringify(origin)}.`);
  if (site !== 'none' && site !== 'same-origin')
    return forbidden('Cross-origin requests are not allowed on the control API.');
  const isOfOwnOrigin = origin !== undefined || site === 'same-origin';
  if (isOfOwnOrigin && !isSame(String(sentPageToken), pageToken))
    return forbidden(
      `A browser request must have the header ${PAGE_TOKEN_HEADER} with the token of the pages of lms-mock.`,
    );
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (isWrite && !/^application\/json\b/i.test(contentType)) return forbidden('Content-Type must be application/json.');
  if (token === undefined || isSame(authorization, `Bearer ${token}`)) return undefined;
  const reply = problem(
    401,
    'Token required',
    'Send the header Authorization: Bearer with the token that was printed at start or set with --token. Other machines can reach this server, so the control API requires it.',
  );
  return { ...reply, headers: { ...reply.headers, 'WWW-Authenticate': 'Bearer' } };
}

/** Refuses a request whose Host is not a loopback name, the one listened on, an allowed one or, beyond loopback, an address. */
export function refuseForeignHost(
  { headers, headersDistinct }: IncomingMessage,
  { host, allowedHosts }: Pick<GuardOptions, 'host' | 'allowedHosts'>,
): Reply | undefined {
  const { host: sent = '' } = headers;
  const isTwice = (headersDistinct['host']?.length ?? 0) > 1;
  const name = isTwice ? undefined : hostnameOf(`http://${sent}`);
  const isAllowed = (one: string): boolean => isLoopback(one) || one === host || allowedHosts.includes(one);
  // A page of another site can make its name resolve to this server, but then the Host is that name, not an address.
  const isAddressed = name !== undefined && !isLoopback(host) && isIP(name) > 0;
  if (name !== undefined && (isAllowed(name) || isAddressed)) return undefined;
  return forbidden(
    `The Host ${JSON.stringify(sent)} is not allowed. Use http://127.0.0.1 or http://localhost, or allow the name with --allowed-hosts.`,
  );
}

function forbidden(reason: string): Reply {
  return problem(403, 'Not allowed', reason);
}

/** Compares in constant time, so that the time doesn't show where two strings differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}

/** Whether only this machine can reach a host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);
}
