import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';

import { NO_API } from '../contract/match/unmatched.ts';
import { isMounted } from '../contract/outline.ts';
import type { Service } from '../engine/service.ts';
import { problem } from '../engine/reply/problem.ts';
import { VARIATIONS_HEADER } from '../engine/reply/reply.ts';
import { isLoopback } from './guard.ts';
import type { GuardOptions } from './guard.ts';
import { pathOf } from './mounts.ts';
import type { FindMount } from './mounts.ts';
import { setOwnHeaders } from './own-headers.ts';
import { SESSION_HEADER } from './session-of.ts';
import { NOTE_HEADER, VIOLATIONS_HEADER } from './violations-header.ts';
import { writeReply } from './write/write-reply.ts';

type Allow = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Headers that a script may send whatever the API: the media type it wants, a wish, and its session. */
const ALWAYS_ALLOWED = ['accept', 'accept-language', 'content-type', 'prefer', SESSION_HEADER];
const METHODS_OF_PAGES = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'];
const EXPOSED = [
  VIOLATIONS_HEADER,
  NOTE_HEADER,
  VARIATIONS_HEADER,
  'Preference-Applied',
  'Retry-After',
  'Allow',
  'WWW-Authenticate',
];

/** Which pages may call mounted documents, besides those of loopback. */
export type CorsOptions = Pick<GuardOptions, 'host' | 'allowedHosts'> & {
  /** Origins; `*` is any. */
  readonly allowedOrigins: readonly string[];
};

/**
 * Lets a page of any origin read the APIs, without cookies: the data is made up, and front-end development needs
 * it. A mounted document may hold what is not made up: pages of loopback may call it, others where they are allowed. A
 * preflight is answered for the headers that the contract has. A request without an Origin is not a page's.
 */
export function createCors(services: readonly Service[], findMount: FindMount, options: CorsOptions): Allow {
  const handlers = new Map(services.map((service) => [service, createHandler(service, options)]));
  return (request, response, next) => {
    if (request.headers.origin === undefined) return next();
    const handler = handlers.get(findMount(pathOf(request.url ?? '')).service);
    if (handler === undefined) return next();
    // OPTIONS is a preflight where it asks for a method; else it is a request like any other.
    const isRequest = request.method === 'OPTIONS' && request.headers['access-control-request-method'] === undefined;
    return isRequest ? next() : handler(request, response, next);
  };
}

function createHandler({ api, contract }: Service, options: CorsOptions): Allow {
  const share = createSharing(contract);
  const allow: Allow = (request, response, next) => {
    // A preflight is answered here.
    if (api.name === NO_API) setOwnHeaders(response);
    // Chrome asks so before a page of the internet may call this machine, and `cors` does not know the header.
    if (request.method === 'OPTIONS' && request.headers['access-control-request-private-network'] === 'true')
      response.setHeader('Access-Control-Allow-Private-Network', 'true');
    share(request, response, next);
  };
  if (!isMounted(contract)) return allow;
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin');
    if (isAllowedOrigin(request, options)) return allow(request, response, next);
    setOwnHeaders(response);
    const detail = `The origin ${JSON.stringify(request.headers.origin)} may not call mounted documents. Allow it with --allowed-origins.`;
    void writeReply(response, problem(403, 'Origin not allowed', detail));
  };
}

function isAllowedOrigin({ headers: { origin = '', host = '' } }: IncomingMessage, options: CorsOptions): boolean {
  const { allowedOrigins, allowedHosts, host: own } = options;
  if (allowedOrigins.includes('*') || allowedOrigins.includes(origin)) return true;
  const name = URL.parse(origin)?.hostname.replace(/^\[(.*)\]$/, '$1');
  if (name === undefined) return false;
  return isLoopback(name) || (origin === `http://${host}` && (name === own || allowedHosts.includes(name)));
}

function createSharing(contract: Service['contract']): Allow {
  const methods = Array.from(contract.operations.values(), ({ method }) => method);
  return cors({
    origin: '*',
    // A page may send any method to a path of no API, and then reads the 404.
    methods: methods.length === 0 ? METHODS_OF_PAGES : [...new Set([...methods, 'HEAD'])],
    allowedHeaders: [...new Set([...ALWAYS_ALLOWED, ...contract.requestHeaders])],
    exposedHeaders: EXPOSED,
    maxAge: 600,
  });
}
