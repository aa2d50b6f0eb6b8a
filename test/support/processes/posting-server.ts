import { createRedact } from '../../../src/engine/redact/redact.ts';
import type { Express } from 'express';

import { createContract } from '../../../src/contract/contract.ts';
import type { OpenApiDocument } from '../../../src/contract/document.ts';
import type { Api, Persona } from '../../../src/engine/api.ts';
import { createService } from '../../../src/engine/service.ts';
import { createSessions } from '../../../src/engine/session/sessions.ts';
import type { Report } from '../../../src/inspect/report/report.ts';
import { createApp, createHandlers } from '../../../src/server/app.ts';
import { createHttpServer, createListener } from '../../../src/server/listener.ts';
import type { Listener } from '../../../src/server/listener.ts';
import { createReport } from '../../../src/session-handle/session-report.ts';

/** An API whose operation has a body. It answers with the body that was read. */
export interface PostingServer extends AsyncDisposable {
  readonly app: Express;
  readonly listener: Listener;
  readonly defects: readonly unknown[];
  /** The report of the session `default`. */
  report(): Report;
}

/** The contract of the body. Defaults to a JSON object with a name. */
export interface PostingOptions {
  readonly strict?: boolean;
  readonly parameters?: readonly object[];
  /** The content of the request body, by media type. */
  readonly content?: Readonly<Record<string, object>>;
  readonly required?: boolean;
  readonly severity?: 'error' | 'warning';
  readonly schemas?: Readonly<Record<string, object>>;
}

const persona: Persona = { name: 'caller', headers: { authorization: 'Bearer token' } };
const refuse = (status: number): { readonly kind: 'refusal'; readonly status: number; readonly example: string } => ({
  kind: 'refusal',
  status,
  example: 'refused',
});

const api: Api<Persona> = {
  personas: [persona],
  environment: {},
  showcase: { path: '/things' },
  credentialOf: () => undefined,
  authenticate: ({ authorization }) => (authorization === 'Bearer token' ? persona : refuse(401)),
  operations: {
    postThing: ({ values }) => ({ kind: 'value', status: 200, value: { body: values.body ?? null } }),
    getThing: () => ({ kind: 'value', status: 200, value: { body: null } }),
  },
  refusals: { unknownPath: refuse(404), unknownMethod: refuse(405), notAcceptable: refuse(406) },
  refuseViolation: () => refuse(400),
};

const NAMED = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

function documentOf({
  parameters = [],
  content = { 'application/json': { schema: NAMED } },
  required = true,
  severity = 'error',
  schemas = {},
}: PostingOptions): OpenApiDocument {
  const described = { 'x-provenance': 'documented' };
  const answer = (example: unknown): object => ({
    description: 'an answer',
    ...described,
    content: { 'application/json': { examples: { refused: { value: example } } } },
  });
  const refused = (...statuses: readonly number[]): object =>
    Object.fromEntries(statuses.map((status) => [status, answer({ refused: status })]));
  const responses = { 200: answer({}), ...refused(400, 401, 406) };
  const requestBody = { required, ...described, 'x-severity': severity, content };
  return JSON.parse(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Posting', version: '1' },
      'x-unmatched': { responses: refused(404, 405) },
      security: [{ token: [] }],
      paths: {
        '/things': {
          get: { operationId: 'getThing', ...described, responses },
          post: { operationId: 'postThing', ...described, parameters, requestBody, responses },
        },
      },
      components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer', ...described } } },
    }),
  );
}

export function createPostingServer({ strict = false, ...options }: PostingOptions = {}): PostingServer {
  const defects: unknown[] = [];
  const now = 0;
  const service = createService(() => api, createContract('posting', documentOf(options)), { now, strict });
  const sessions = createSessions({ now, clock: () => 0 });
  const hooks = { onDefect: (defect: unknown) => defects.push(defect) };
  const handlers = createHandlers(
    {
      services: [service],
      sessions,
      redact: createRedact([]),
      control: (_request, _response, next) => next(),
      guard: { host: '127.0.0.1', allowedHosts: [], allowedOrigins: [] },
    },
    hooks,
  );
  const app = createApp({ handlers: () => handlers }, hooks);
  const listener = createListener(() => createHttpServer(app), { port: 0, host: '127.0.0.1' });
  const report = (): Report => {
    const { tally } = sessions.default;
    return createReport({ session: 'default', services: [service], tally, unusedRules: [], redact: createRedact([]) });
  };
  return { app, listener, defects, report, [Symbol.asyncDispose]: () => listener.close() };
}
