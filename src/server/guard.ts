import type { Request, RequestHandler } from 'express';

import { problem } from '../engine/problem.ts';
import { writeReply } from './write-reply.ts';

/**
 * Keeps web pages away from what controls the server. A page of another site reaches a server on loopback through
 * its visitor's browser: straight (a form, a fetch) or by a name that it points at 127.0.0.1. So the Host must be
 * loopback's or the one listened on, an Origin must be the server's own, and a write must be JSON, which no form can send.
 */
export function createGuard(host: string): RequestHandler {
  return async (request, response, next) => {
    const reason = refusalOf(request, host);
    if (reason === undefined) return next();
    await writeReply(response, problem(403, 'Not for this caller', reason));
  };
}

function refusalOf(request: Request, host: string): string | undefined {
  const {
    origin,
    host: sent = '',
    'sec-fetch-site': site = 'none',
    'content-type': contentType = '',
  } = request.headers;
  const name = hostnameOf(`http://${sent}`);
  if (name === undefined || (!isLoopback(name) && name !== host)) {
    return `The Host ${JSON.stringify(sent)} is not this machine's own. Call http://127.0.0.1 or http://localhost.`;
  }
  if (!isLoopback(host) && !isLoopback(request.socket.remoteAddress ?? ''))
    return 'The control API answers only to this machine.';
  if (origin !== undefined && origin !== `http://${sent}`)
    return `A page of ${JSON.stringify(origin)} has no say here.`;
  if (site !== 'none' && site !== 'same-origin') return 'A page of another site has no say here.';
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (isWrite && !/^application\/json\b/i.test(contentType))
    return 'What changes something is sent as application/json.';
  return undefined;
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);
}
