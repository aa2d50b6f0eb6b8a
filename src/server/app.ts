import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';

import type { ReceivedBody } from '../contract/request/request-body.ts';
import type { Exchange } from '../engine/exchange.ts';
import type { Service } from '../engine/service.ts';
import { NO_API } from '../contract/match/unmatched.ts';
import { createNoApi } from '../engine/no-api.ts';
import { problem } from '../engine/reply/problem.ts';
import type { Redact } from '../engine/redact/redact.ts';
import { ReplyBreachError } from '../engine/reply/validate-reply.ts';
import { loadPackage } from '../late-packages.ts';
import { createCors } from './cors.ts';
import type { CorsOptions } from './cors.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import type { Tally } from '../engine/session/tally.ts';
import { refuseForeignHost } from './guard.ts';
import { jsonReply } from './json-reply.ts';
import { createMounts, isForServer, outerPathOf, pathOf } from './mounts.ts';
import type { FindMount } from './mounts.ts';
import { keepExchange } from './keep-exchange.ts';
import { setOwnHeaders } from './own-headers.ts';
import { sandboxed } from './sandbox.ts';
import { boundBody, receiveBody } from './receive-body.ts';
import { sessionOf } from './session-of.ts';
import { NOTE_HEADER, VIOLATIONS_HEADER, formatViolations } from './violations-header.ts';
import { writeExchange } from './write/write-exchange.ts';
import { writeReply } from './write/write-reply.ts';

/** The summary of an exchange for a log. */
export interface ExchangeSummary {
  readonly method: string;
  /** As sent by the client, with its query, but without credentials. */
  readonly url: string;
  /** `none` if the path belongs to no API. */
  readonly api?: string;
  readonly session?: string;
  readonly exchange?: Exchange;
  readonly status: number;
  readonly durationMs: number;
}

/** Functions that an app calls. */
export interface AppHooks {
  /** Called when a reply has been sent or its client has disconnected. */
  onExchange?(summary: ExchangeSummary): void;
  /** Called with a defect of lms-mock. The client gets a 500 without details. */
  onDefect(error: unknown): void;
}

/** The parts of the handlers of an app. */
export interface HandlerParts {
  readonly services: readonly Service[];
  readonly sessions: Sessions;
  readonly redact: Redact;
  /** Reports each exchange to another process. Absent if there is none. */
  readonly spool?: Pick<Tally, 'count'> | undefined;
  /** Answers below `/__mock`. */
  readonly control: RequestHandler;
  /** Answers browsers with the web page. Default: there is none. */
  readonly page?: RequestHandler;
  /** The allowed hosts of the index, and the allowed origins of mounted documents. */
  readonly guard: CorsOptions;
}

/** Answers a request, or calls `next`. */
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The handlers of an app for its current content. */
export interface Handlers {
  readonly front: Middleware;
  readonly page: RequestHandler;
  readonly control: RequestHandler;
  readonly index: RequestHandler;
}

/** Finds the API of a request, calls it, and sends the reply. */
export function createHandlers(parts: HandlerParts, hooks: AppHooks): Handlers {
  const { services, control, page = leaveToNext, guard } = parts;
  const noApi = createNoApi(services);
  const findMount = createMounts(services, noApi);
  const allowOrigins = createCors(findMount, guard);
  const answer = answerFrom(findMount, parts, hooks);
  const hide = hideDefect(hooks);
  // The APIs come first, because most requests are for them.
  const front: Middleware = (request, response, next) => {
    boundBody(request, response);
    if (isForServer(request.method ?? '', pathOf(request.url ?? ''))) return next();
    allowOrigins(request, response, () => {
      answer(request, response).catch((error: unknown) => hide(error, response));
    });
  };
  return { front, page, control, index: showIndex(services, guard) };
}

/** How an app is put together. */
export interface AppParts {
  /** Asked with each request, which then stays with these handlers to its end. */
  readonly handlers: () => Handlers;
  /** Runs before everything else, for every request. Default none. */
  readonly middleware?: readonly RequestHandler[];
}

/** Makes the Express app. */
export function createApp({ handlers, middleware = [] }: AppParts, hooks: AppHooks): Express {
  const hide = hideDefect(hooks);
  const app = loadPackage('express')();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  for (const one of middleware) app.use(one);
  app.use((request, response, next) => handlers().front(request, response, next));
  app.use((_request, response, next) => {
    setOwnHeaders(response);
    next();
  });
  app.use((request, response, next) => handlers().page(request, response, next));
  app.use('/__mock', (request, response, next) => handlers().control(request, response, next));
  app.get('/', (request, response, next) => handlers().index(request, response, next));
  app.use(refuseUnknown);
  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => hide(error, response);
  app.use(onError);
  return app;
}

function answerFrom(
  findMount: FindMount,
  { sessions, redact, spool }: HandlerParts,
  { onExchange }: AppHooks,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const { method = '', url = '', headers } = request;
    const path = pathOf(url);
    const mount = findMount(path);
    const startedAt = performance.now();
    const { service } = mount;
    let received: Promise<ReceivedBody> | undefined;
    const receive = (maxBytes?: number): Promise<ReceivedBody> =>
      (received ??= receiveBody(request, response, maxBytes));
    const inBody = service.api.bodyCredential?.isTakenBy(method, mount.path) === true ? await receive() : undefined;
    const session = sessionOf(sessions, mount, request, inBody);
    if ('status' in session) {
      setOwnHeaders(response);
      return writeReply(response, session);
    }
    if (service.name === NO_API) setOwnHeaders(response);
    const kept = keepExchange(session, service.name, request, response);
    const query = url.slice(path.length + 1);
    const readBody = async (maxBytes?: number): Promise<ReceivedBody> => kept.received(await receive(maxBytes));
    let exchange: Exchange;
    try {
      // Stay synchronous when possible: awaiting costs a turn of the event loop.
      const handled = service.handle({ method, path: mount.path, query, headers, readBody }, session);
      const answered = sandboxed(handled instanceof Promise ? await handled : handled, service);
      exchange = withoutSecrets(session.expectations.mark(service.name, answered), redact);
      kept.answered(exchange);
      if (exchange.violations.length > 0) response.setHeader(VIOLATIONS_HEADER, formatViolations(exchange.violations));
      if (exchange.note !== undefined) response.setHeader(NOTE_HEADER, exchange.note);
      session.tally.count(service, session, { method, url }, exchange);
      if (spool !== undefined) {
        const shownUrl = redact.url(url, { api: service.name, operationId: exchange.operationId });
        spool.count(service, session, { method, url: shownUrl }, exchange);
      }
      const sent = writeExchange(response, exchange, kept.made);
      if (sent !== undefined) await sent;
    } finally {
      kept.close();
    }
    const durationMs = performance.now() - startedAt;
    const { status } = exchange.reply;
    onExchange?.({
      method,
      url: redact.url(url, { api: service.name, operationId: exchange.operationId }),
      api: service.name,
      session: session.id,
      exchange,
      status,
      durationMs,
    });
  };
}

/** Redacts violations, which quote the request in the header, the log, the journal and the report. */
function withoutSecrets(exchange: Exchange, redact: Redact): Exchange {
  const { violations } = exchange;
  return violations.length === 0 ? exchange : { ...exchange, violations: redact.violations(violations) };
}

function showIndex(services: readonly Service[], guard: HandlerParts['guard']): RequestHandler {
  return async (request, response) => {
    const refusal = refuseForeignHost(request, guard);
    if (refusal !== undefined) {
      await writeReply(response, refusal);
      return;
    }
    const base = `${request.protocol}://${request.host ?? 'localhost'}${outerPathOf(request)}`;
    const apis = services.map(({ name, contract }) => ({
      name,
      title: contract.title,
      baseUrl: `${base}/${name}`,
      operations: Array.from(contract.operations.values(), ({ method, path, summary }) => ({ method, path, summary })),
    }));
    await writeReply(response, jsonReply({ name: 'lms-mock', apis }));
  };
}

const leaveToNext: RequestHandler = (_request, _response, next) => next();

/** Refuses files that browsers request by themselves. */
const refuseUnknown: RequestHandler = (_request, response) =>
  writeReply(response, problem(404, 'Unknown path', 'The server has no such file.'));

/** Reports a defect of lms-mock. The client gets no details. */
function hideDefect({ onDefect }: AppHooks): (error: unknown, response: ServerResponse) => Promise<void> {
  return async (error, response) => {
    onDefect(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const detail =
      error instanceof ReplyBreachError
        ? error.message
        : 'lms-mock has a defect, which its log describes. Please report it.';
    setOwnHeaders(response);
    await writeReply(response, problem(500, 'Defect of lms-mock', detail));
  };
}
