import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';

import type { Service } from '../engine/exchange.ts';
import { VARIATIONS_HEADER } from '../engine/reply.ts';
import { pathOf } from './mounts.ts';
import type { FindMount } from './mounts.ts';
import { SESSION_HEADER } from './session-of.ts';
import { NOTE_HEADER, VIOLATIONS_HEADER } from './violations-header.ts';

type Allow = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Headers that a script may send whatever the API: the media type it wants, a wish, and its session. */
const ALWAYS_ALLOWED = ['accept', 'accept-language', 'content-type', 'prefer', SESSION_HEADER];
const EXPOSED = [
  VIOLATIONS_HEADER,
  NOTE_HEADER,
  VARIATIONS_HEADER,
  'Preference-Applied',
  'Retry-After',
  'Allow',
  'WWW-Authenticate',
];

/**
 * Lets a page of any origin read the APIs, without cookies: the data is made up, and front-end development needs
 * it. A preflight is answered for the headers that the contract has. A request without an Origin is not a page's.
 */
export function createCors(services: readonly Service[], findMount: FindMount): Allow {
  const handlers = new Map(services.map((service) => [service, createHandler(service)]));
  return (request, response, next) => {
    if (request.headers.origin === undefined) return next();
    const service = findMount(pathOf(request.url ?? ''))?.service;
    const handler = service === undefined ? undefined : handlers.get(service);
    if (handler === undefined) return next();
    // OPTIONS is a preflight where it asks for a method; else it is a request like any other.
    const isRequest = request.method === 'OPTIONS' && request.headers['access-control-request-method'] === undefined;
    return isRequest ? next() : handler(request, response, next);
  };
}

function createHandler({ contract }: Service): Allow {
  const methods = new Set(Array.from(contract.operations.values(), ({ method }) => method));
  return cors({
    origin: '*',
    methods: [...methods, 'HEAD'],
    allowedHeaders: [...new Set([...ALWAYS_ALLOWED, ...contract.requestHeaders])],
    exposedHeaders: EXPOSED,
    maxAge: 600,
  });
}
