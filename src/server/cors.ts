import type { IncomingMessage, ServerResponse } from 'node:http';

import { NO_API } from '../contract/match/unmatched.ts';
import { isMounted } from '../contract/outline.ts';
import { entryOf } from '../contract/schema/entry-of.ts';
import type { Service } from '../engine/service.ts';
import { loadPackage } from '../late-packages.ts';
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

/** Headers that scripts may send to every API. */
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

/** The pages that may call mounted documents and register callbacks, besides those of loopback. */
export type CorsOptions = Pick<GuardOptions, 'host' | 'allowedHosts'> & {
  /** Origins. `*` is any. */
  readonly allowedOrigins: readonly string[];
};

/**
 * Allows pages of any origin to read the APIs, without cookies, because the data is fictitious and front-end development
 * needs it. The data of a mounted document may be real, and the server calls a registered callback, so only pages of
 * loopback and of allowed origins may call such a document or register a callback. A preflight is answered with the headers
 * of the contract. A request without an Origin doesn't come from a page.
 */
export function createCors(findMount: FindMount, options: CorsOptions): Allow {
  const handlers = new Map<Service, Allow>();
  return (request, response, next) => {
    if (request.headers.origin === undefined) return next();
    const { service, path } = findMount(pathOf(request.url ?? ''));
    if (service.api.takesCallbacks?.(path) === true && !isAllowedOrigin(request, options))
      return refuseOrigin(request, response, 'to use webhooks');
    // OPTIONS is a preflight only if it has this header. Otherwise it is a request like any other.
    const isRequest = request.method === 'OPTIONS' && request.headers['access-control-request-method'] === undefined;
    if (isRequest) return next();
    entryOf(handlers, service, () => createHandler(service, options))(request, response, next);
  };
}

function createHandler({ name, contract }: Service, options: CorsOptions): Allow {
  const share = createSharing(contract);
  const allow: Allow = (request, response, next) => {
    // A preflight is answered here.
    if (name === NO_API) setOwnHeaders(response);
    // Chrome sends this header before a page of the internet may call this machine. `cors` does not support it.
    if (request.method === 'OPTIONS' && request.headers['access-control-request-private-network'] === 'true')
      response.setHeader('Access-Control-Allow-Private-Network', 'true');
    share(request, response, next);
  };
  if (!isMounted(contract)) return allow;
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin');
    if (isAllowedOrigin(request, options)) return allow(request, response, next);
    refuseOrigin(request, response, 'to call mounted documents');
  };
}

function refuseOrigin({ headers: { origin } }: IncomingMessage, response: ServerResponse, purpose: string): void {
  setOwnHeaders(response);
  const detail = `The origin ${JSON.stringify(origin)} must be allowed with --allowed-origins ${purpose}.`;
  void writeReply(response, problem(403, 'Origin not allowed', detail));
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
  return loadPackage('cors')({
    origin: '*',
    // A page may send any method to a path that belongs to no API, and read the 404.
    methods: methods.length === 0 ? METHODS_OF_PAGES : [...new Set([...methods, 'HEAD'])],
    allowedHeaders: [...new Set([...ALWAYS_ALLOWED, ...contract.requestHeaders])],
    exposedHeaders: EXPOSED,
    maxAge: 600,
  });
}
