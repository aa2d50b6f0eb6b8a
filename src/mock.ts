import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Express, RequestHandler } from 'express';

import type { AssembledMock, Mock, MockHooks, MockOptions } from './mock-types.ts';
import { takeAll } from './walk.ts';
import type { VariantChoicesByApi } from './apis/index.ts';
import { writtenCampus } from './apis/written-campus.ts';
import { readMountedDocument } from './config/mounted-document.ts';
import { DEFAULT_OPTIONS, readOptions } from './config/options.ts';
import type { ServerOptions } from './config/options.ts';
import { createCampusView } from './inspect/explore/campus-view.ts';
import type { ReadableCampusView } from './inspect/explore/campus-view.ts';
import { parseRule } from './engine/rules/parse-rule.ts';
import { createMountedService } from './mounted/service.ts';
import { createSessions } from './engine/session/sessions.ts';
import type { SessionCallbacks, SessionDefaults } from './engine/session/sessions.ts';
import type { Session } from './engine/session/session.ts';
import { sessionIdOf } from './session-handle/session-id.ts';
import { createApp, createHandlers } from './server/app.ts';
import { createSendCallback } from './server/callbacks/send-callback.ts';
import type { Handlers } from './server/app.ts';
import { originOf } from './control/call.ts';
import { createControl } from './control/control.ts';
import type { OpenStreams } from './control/journal.ts';
import { createReloads } from './control/reloads.ts';
import { createPage } from './page/page.ts';
import { createContentStore } from './reload/content-store.ts';
import { createLiveRedact } from './reload/live-redact.ts';
import { createReload } from './reload/reload-mock.ts';
import { createApiHandles, createSpecHandles } from './session-handle/api-handles.ts';
import { createSessionHandle } from './session-handle/session-handle.ts';
import type { MockSession } from './session-handle/session-handle.ts';
import { isLoopback } from './server/guard.ts';
import { permissionsOf } from './inspect/explore/permissions.ts';
import { createOthers } from './spool/others.ts';
import { readSpool } from './spool/read-spool.ts';
import { SPOOL_VARIABLE } from './spool/spool-line.ts';
import { openSpool } from './spool/spool-writer.ts';
import { readSpooledAllowances } from './spool/spool-allowances.ts';
import type { Expectation } from './engine/session/expectations.ts';
import { reportOfAll, unmetExpectationsOfAll, unusedRulesOfAll } from './session-handle/mock-report.ts';
import type { ReportingParts } from './session-handle/mock-report.ts';
import { createInProcessClient } from './server/in-process/fetch.ts';
import { createHttpServer, createListener } from './server/listener.ts';
import { inTurns } from './server/turn.ts';

/**
 * Creates a mock. It does not listen until `listen()` is called. A defect of lms-mock is printed to standard error, unless
 * there is `onDefect`.
 *
 * @throws {OptionError} if an option is invalid; {FileError}, {FixtureError} if a fixture or a contract is invalid. The
 * message contains the correction.
 * @example
 * const mock = createMock({ seed: 7 });
 * await request(mock.app).get('/api/so2/v1/grades').set('Authorization', 'Bearer moocit-admin-token');
 */
export function createMock({ onExchange, onDefect = console.error, middleware, ...given }: MockOptions = {}): Mock {
  const options = { ...DEFAULT_OPTIONS, port: 0, ...readOptions({ ...given }, { nameOf: (option) => option }) };
  const spoolFolder = process.env[SPOOL_VARIABLE];
  const hooks = { onDefect, spoolFolder, ...(onExchange === undefined ? {} : { onExchange }) };
  return assembleMock(options, hooks, middleware);
}

/** Makes a mock of options that have been read. */
export function assembleMock(
  given: ServerOptions,
  hooks: MockHooks,
  middleware?: readonly RequestHandler[],
): AssembledMock {
  const store = createContentStore(given);
  const token = isLoopback(given.host) ? given.token : (given.token ?? newToken());
  const pageToken = newToken();
  const spooled = readSpooledAllowances(hooks.spoolFolder);
  const allowed = (): readonly Expectation[] => [...store.content.allowed, ...spooled];
  const clock = (): number => performance.now();
  const callbacks: SessionCallbacks = {
    send: createSendCallback(() => store.options.allowCallbacks),
    onDefect: hooks.onDefect,
    clockMoved(moved, from) {
      if (moved.outbox === undefined) return;
      for (const service of store.content.apiServices) service.apiFor(moved).clockMoved?.(moved, from);
    },
  };
  const sessions = createSessions({
    ...defaultsOf(store.options, allowed()),
    journal: given.journal,
    clock,
    callbacks,
  });
  const { redact, learn } = createLiveRedact(given.redact, store.content.services);
  const reporting = (): ReportingParts => ({ services: store.content.services, redact });
  const streams: OpenStreams = new Set();
  const reloads = createReloads();
  // A session knows the variants of the APIs that it has chosen for; the others are read as the server does.
  const campusOf = (seen: Session): ReadableCampusView => {
    const { campus, personas } = store.content.people.value;
    const seenCampus = writtenCampus(campus.at(seen.now), seen.written);
    return createCampusView(seenCampus, personas, { ...store.options.variants, ...choicesOf(seen) });
  };
  const handleOf = (seen: Session, of: { readonly origin: () => string; readonly isEnded?: () => boolean }) =>
    createSessionHandle(seen, {
      ...reporting(),
      ...of,
      apiServices: store.content.apiServices,
      campusOf,
      apis: createApiHandles(store.content.services, `/sessions/${seen.id}`, origin, seen),
      specs: createSpecHandles(store.options.specs, `/sessions/${seen.id}`, origin),
      listeners: sessions.listeners,
      remove: () => void sessions.delete(seen.id),
    });
  const spool = openSpool(hooks.spoolFolder, given, () => ({
    unusedRules: takeAll(unusedRulesOfAll(sessions, redact)),
    unmetExpectations: unmetExpectationsOfAll(sessions),
  }));
  const others = createOthers({
    services: store.content.services,
    specs: given.specs,
    mount: (name, file, allowedFolders) =>
      createMountedService(readMountedDocument(name, file, { allowedFolders }), given.seed),
  });

  function present(): Handlers {
    const { services } = store.content;
    const { allowedHosts, allowedOrigins, validateReplies } = store.options;
    const guard = { host: given.host, allowedHosts, allowedOrigins, token, pageToken };
    const control = createControl({
      services,
      sessions,
      redact,
      reloads,
      guard,
      streams,
      validateReplies,
      handleOf: (seen, call) => handleOf(seen, { origin: () => originOf(call), isEnded: () => call.response.closed }),
      report: () => inTurns(reportOfAll(sessions, reporting())),
    });
    return createHandlers({ services, sessions, control, page: createPage(guard), redact, guard, spool }, hooks);
  }

  let handlers = present();
  let app: Express | undefined;
  const appOf = (): Express =>
    (app ??= createApp({ handlers: () => handlers, ...(middleware === undefined ? {} : { middleware }) }, hooks));
  // So that invalid middleware is an error of createMock: Express refuses it.
  if (middleware !== undefined) appOf();
  const createServer = (): Server => createHttpServer(appOf());
  const listener = createListener(createServer, given);
  const inProcess = createInProcessClient(createServer);
  const origin = (): string => {
    const address = listener.address();
    if (address === undefined)
      throw new Error('The mock has no base URL before it listens. Await mock.listen() first.');
    return address.url;
  };

  // An exported address may be used later, when the server listens.
  const exportOrigin = (): string => listener.address()?.url ?? `http://127.0.0.1:${given.port || 4010}`;

  let made = 0;
  function newId(): string {
    const id = `session-${(made += 1)}`;
    return sessions.find(id) === undefined ? id : newId();
  }

  function session(name = newId()): MockSession {
    const found = sessions.get(sessionIdOf(name));
    if (found === undefined)
      throw new Error(
        `${sessions.limit} sessions are live, and each was used within the last minute. Delete some, or make another mock.`,
      );
    return handleOf(found, { origin: exportOrigin });
  }

  const reload = createReload({
    reloads,
    hooks,
    replace(options, changed) {
      const replaced = store.replace(options, changed);
      const { services } = store.content;
      learn(options.redact, services);
      sessions.setDefaults(defaultsOf(options, allowed()));
      sessions.forget(replaced);
      handlers = present();
      return [...sessions].flatMap(({ id, rules }) =>
        (rules?.recheck((rule) => parseRule(rule, services)) ?? []).map((problem) => `Session ${id}, ${problem}`),
      );
    },
  });

  async function close(): Promise<void> {
    spool?.end();
    // Requests that rules hold back are answered, or ended, before the connections are closed.
    for (const { rules, outbox } of sessions) {
      rules?.release();
      outbox?.close();
    }
    for (const stream of streams) stream.end();
    await Promise.all([listener.close(), inProcess.close()]);
  }

  const { apiServices, mounted, services, people } = store.content;
  let campus: ReadableCampusView | undefined;
  return {
    get app() {
      return appOf();
    },
    fetch: inProcess.fetch,
    get campus() {
      return (campus ??= createCampusView(people.value.campus, people.value.personas, given.variants));
    },
    services: apiServices,
    mounted,
    token,
    pageToken,
    apis: createApiHandles(services, '', origin),
    specs: createSpecHandles(given.specs, '', origin),
    session,
    report: () => takeAll(reportOfAll(sessions, reporting(), others)),
    allowed: allowed(),
    addSpool: (folder) => [...readSpool(folder)].flatMap((mock) => others.add(mock)),
    permissions: () =>
      permissionsOf(store.content.apiServices, { campus: campusOf(sessions.default), like: sessions.default, inTurns }),
    files: () => store.files,
    reload,
    ...listener,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The settings of each session. */
function defaultsOf({ now, seed, variation }: ServerOptions, allowed: readonly Expectation[]): SessionDefaults {
  return { now, seed, allowed, variation: variation === undefined ? undefined : { seed: variation } };
}

/** How a session reads each API for which it has made choices. */
function choicesOf({ variants }: Session): VariantChoicesByApi {
  return Object.fromEntries(Array.from(variants, ([api, { choices }]) => [api, choices]));
}

/** A secret of this run. Nothing that is served depends on it. */
function newToken(): string {
  return randomBytes(18).toString('base64url');
}
