import type { Express } from 'express';

import { createContract } from '../../src/contract/contract.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { OpenApiDocument } from '../../src/contract/document.ts';
import type { Api, Persona } from '../../src/engine/api.ts';
import type { Exchange } from '../../src/engine/exchange.ts';
import type { Service } from '../../src/engine/service.ts';
import type { Outcome, Refusal } from '../../src/engine/outcome.ts';
import { createService } from '../../src/engine/service.ts';
import { createRedact } from '../../src/engine/redact/redact.ts';
import { createSessions } from '../../src/engine/session/sessions.ts';
import type { Sessions } from '../../src/engine/session/sessions.ts';
import { createApp, createHandlers } from '../../src/server/app.ts';
import type { AppHooks } from '../../src/server/app.ts';
import { createControl } from '../../src/control/control.ts';
import { createReloads } from '../../src/control/reloads.ts';
import { createApiHandles } from '../../src/session-handle/api-handles.ts';
import { reportOfAll } from '../../src/session-handle/mock-report.ts';
import { inTurns } from '../../src/server/turn.ts';
import { createSessionHandle } from '../../src/session-handle/session-handle.ts';

/** An API of one operation, `GET /things`, made for a test. */
export interface SmallApi {
  /** Defaults to `small`. */
  readonly name?: string;
  /** The schema of a successful body, for JSON and XML. */
  readonly schema: object;
  readonly mediaTypes?: readonly string[];
  readonly headers?: object;
  readonly components?: object;
  answer(): Outcome;
  readonly refusals?: Readonly<Record<string, Refusal>>;
  readonly validateReplies?: boolean;
  /** The contract of its control API. Defaults to that of the server. */
  readonly control?: () => Contract;
}

export interface SmallApp {
  readonly app: Express;
  readonly service: Service;
  readonly sessions: Sessions;
  /** The defects that it reported. */
  readonly defects: readonly unknown[];
  readonly exchanges: readonly Exchange[];
}

const REFUSED = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string' }, hint: { type: ['string', 'null'] } },
};

/** Serves an API that exists only in a test: a document and handlers. */
export function createSmallApp(api: SmallApi): SmallApp {
  const contract = createContract(api.name ?? 'small', documentOf(api));
  const refuse = (status: number, example: string): Refusal => ({ kind: 'refusal', status, example });
  const persona: Persona = { name: 'anyone', headers: {} };
  const small: Api<Persona> = {
    personas: [persona],
    environment: {},
    showcase: { path: '/things' },
    credentialOf: () => undefined,
    authenticate: () => persona,
    operations: { listThings: () => api.answer() },
    refusals: {
      unknownPath: refuse(404, 'unknown'),
      unknownMethod: refuse(405, 'unknown'),
      notAcceptable: refuse(406, 'unknown'),
      ...api.refusals,
    },
    refuseViolation: () => refuse(406, 'unknown'),
  };
  const { validateReplies = true } = api;
  const service = createService(() => small, contract, { strict: false, validateReplies, now: 0 });
  const sessions = createSessions({ now: 0, clock: () => performance.now() });
  const guard = { host: '127.0.0.1', allowedHosts: [], allowedOrigins: [] };
  const redact = createRedact([]);
  const control = createControl({
    services: [service],
    sessions,
    handleOf: (session) =>
      createSessionHandle(session, {
        services: [service],
        apiServices: [service],
        redact,
        apis: createApiHandles([service], '', () => ''),
        specs: {},
        campusOf: () => {
          throw new Error('there is no campus');
        },
        listeners: sessions.listeners,
        remove: () => void sessions.delete(session.id),
        origin: () => '',
      }),
    report: () => inTurns(reportOfAll(sessions, { services: [service], redact })),
    redact,
    reloads: createReloads(),
    guard: { ...guard, token: undefined, pageToken: 'page' },
    streams: new Set(),
    validateReplies,
    ...(api.control === undefined ? {} : { contract: api.control }),
  });
  const defects: unknown[] = [];
  const exchanges: Exchange[] = [];
  const hooks: AppHooks = {
    onDefect: (defect) => defects.push(defect),
    onExchange: ({ exchange }) => exchanges.push(...(exchange === undefined ? [] : [exchange])),
  };
  const handlers = createHandlers({ services: [service], sessions, control, redact, guard }, hooks);
  const app = createApp({ handlers: () => handlers }, hooks);
  return { app, service, sessions, defects, exchanges };
}

function documentOf({ schema, mediaTypes = ['application/json'], headers = {}, components = {} }: SmallApi) {
  const refused = (status: number): Readonly<Record<string, unknown>> => ({
    [status]: {
      description: 'no',
      'x-provenance': 'assumed',
      content: {
        'application/json': { schema: REFUSED, examples: { unknown: { value: { reason: 'no', hint: 'none' } } } },
      },
    },
  });
  const content = Object.fromEntries(mediaTypes.map((name) => [name, { schema }]));
  const document: OpenApiDocument = JSON.parse(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Small', version: '1' },
      'x-unmatched': { responses: { ...refused(404), ...refused(405) } },
      paths: {
        '/things': {
          get: {
            operationId: 'listThings',
            'x-provenance': 'assumed',
            responses: {
              200: { description: 'yes', 'x-provenance': 'assumed', 'x-streamed': true, headers, content },
              ...refused(406),
            },
          },
        },
      },
      components,
    }),
  );
  return document;
}
