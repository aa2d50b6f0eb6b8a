import { Router } from 'express';
import type { ErrorRequestHandler, Request, Response } from 'express';

import { formatInstant } from '../campus/instant.ts';
import { OptionError } from '../config/option-readers.ts';
import { ExplainError } from '../engine/explain.ts';
import type { CampusView } from '../explore/campus-view.ts';
import type { ApiService, Service } from '../engine/handle.ts';
import { problem } from '../engine/problem.ts';
import type { Reply } from '../engine/reply.ts';
import { RuleError } from '../engine/rule.ts';
import { ClockError, isSessionId } from '../engine/session.ts';
import type { Session, Sessions } from '../engine/session.ts';
import { showCampus } from './control-campus.ts';
import type { Ledger } from '../report/report.ts';
import { controlDocument } from './control-document.ts';
import { createJournalControl } from './control-journal.ts';
import { createReportControl } from './control-report.ts';
import { createRuleControl } from './control-rules.ts';
import { listVariants, setVariants, variantsOf } from './control-variants.ts';
import { createMockLedger } from './mock-ledger.ts';
import type { ReportingParts } from './mock-report.ts';
import { createGuard } from './guard.ts';
import type { GuardOptions } from './guard.ts';
import { explainRoutes } from './control-explain.ts';
import { permissionsOf } from './permissions.ts';
import { readJsonBody } from './json-body.ts';
import { parseVariation } from './control-variation.ts';
import { queryOf } from './query-of.ts';
import { parseSpan } from './span.ts';
import { writeReply } from './write-reply.ts';

/** What the control API reaches. */
export interface ControlParts {
  readonly services: readonly Service[];
  /** Those of them that are vendors' APIs. */
  readonly apis: readonly ApiService[];
  readonly sessions: Sessions;
  /** The campus at a moment, in microseconds since 1970. */
  readonly campusAt: (moment: number) => CampusView;
  readonly guard: GuardOptions;
  readonly reporting: ReportingParts;
  /** Answers that go on until the server closes. */
  readonly streams: Set<Response>;
}

/** The control API, below `/__mock`: what there is, and the sessions. Only this machine's own programs may call it. */
export function createControl(parts: ControlParts): Router {
  const { services, apis, sessions, campusAt, guard, reporting, streams } = parts;
  const router = Router();
  const get = (path: string, answer: (request: Request) => unknown): void => {
    router.get(path, (request, response) => answerWith(response, answer(request)));
  };
  const post = (path: string, change: (session: Session, body: unknown) => void): void => {
    router.post(path, (request, response) => writeReply(response, changed(sessions, request, change)));
  };

  router.use(createGuard(guard), readJsonBody);
  const gapsOf = (session: Session): Ledger | undefined =>
    session.ledger === undefined ? undefined : createMockLedger(session.ledger, () => campusAt(session.now)).gaps();
  router.use('/sessions/:id/rules', createRuleControl({ services, sessions }));
  router.use(createJournalControl({ ...reporting, sessions, streams }));
  router.use(createReportControl({ ...reporting, sessions, gapsOf }));
  get('/health', () => ({ status: 'ok' }));
  get('/openapi.json', controlDocument);
  get('/apis', () =>
    services.map(({ api, contract }) => ({
      name: api.name,
      title: contract.title,
      operations: [...contract.operations.keys()],
    })),
  );
  for (const [path, answer] of Object.entries(explainRoutes(services))) get(path, answer);
  get('/sessions', () => Array.from(sessions, describe));
  const sessionOf = ({ params }: Request): Session | undefined => [...sessions].find(({ id }) => id === params['id']);
  get('/sessions/:id', (request) => {
    const session = sessionOf(request);
    return session === undefined ? undefined : describe(session);
  });
  for (const path of ['/campus', '/sessions/:id/campus']) {
    get(`${path}{/:list}`, (request) => {
      const { id, list } = request.params;
      const session = id === undefined ? sessions.default : sessionOf(request);
      const query = queryOf(request);
      return session === undefined ? undefined : showCampus(campusAt(session.now), list?.toString(), query);
    });
  }
  for (const path of ['/permissions', '/sessions/:id/permissions']) {
    get(path, (request) => {
      const session = request.params['id'] === undefined ? sessions.default : sessionOf(request);
      return session === undefined ? undefined : permissionsOf(apis, campusAt(session.now), session);
    });
  }
  post('/sessions/:id/advance', (session, body) => session.advance(parseSpan(body)));
  post('/sessions/:id/variation', (session, body) => session.vary(parseVariation(body)));
  get('/variants', () => listVariants(services));
  get('/sessions/:id/variants', (request) => {
    const session = sessionOf(request);
    return session === undefined ? undefined : variantsOf(services, session);
  });
  post('/sessions/:id/variants', (session, body) => setVariants(services, session, body));
  post('/sessions/:id/ledger', (session) => session.openLedger());
  post('/sessions/:id/reset', (session) => session.reset());
  router.use((request, response) =>
    writeReply(response, problem(404, 'Unknown path', `The control API has no ${request.method} ${request.path}.`)),
  );
  router.use(explainBadRequest);
  return router;
}

function describe({ id, now, variation }: Session): Readonly<Record<string, unknown>> {
  return { id, now: formatInstant(now), ...(variation === undefined ? {} : { variation }) };
}

async function answerWith(response: Response, value: unknown): Promise<void> {
  await writeReply(response, found(await value));
}

function found(value: unknown): Reply {
  return value === undefined ? problem(404, 'Not found', 'There is no such thing.') : toReply(value);
}

function changed(
  sessions: Sessions,
  { params, body }: Request,
  change: (session: Session, body: unknown) => void,
): Reply {
  const id = String(params['id']);
  const session = isSessionId(id) ? sessions.get(id) : undefined;
  if (session === undefined)
    return problem(400, 'Not a session', `${JSON.stringify(id)} is no session, and none can be made of it.`);
  change(session, body);
  return toReply(describe(session));
}

function toReply(value: unknown): Reply {
  const body = `${JSON.stringify(value, null, 2)}\n`;
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body, isStreamed: false };
}

/** A request that can't be understood gets a reason; a defect of ours goes on to who hides it. */
const explainBadRequest: ErrorRequestHandler = async (error: unknown, _request, response, next) => {
  const isOurs = error instanceof OptionError || error instanceof ClockError || error instanceof RuleError;
  const status = isOurs ? 400 : error instanceof ExplainError ? 404 : statusOf(error);
  if (status === undefined || !(error instanceof Error)) return next(error);
  await writeReply(response, problem(status, 'Not understood', error.message));
};

/** The status that the reader of a body gave to what it could not read. */
function statusOf(error: unknown): number | undefined {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
