import type { Express, RequestHandler } from 'express';

import type { ServerOptions } from './config/options.ts';
import type { Expectation } from './engine/session/expectations.ts';
import type { Service } from './engine/service.ts';
import type { CampusView } from './inspect/explore/campus-view.ts';
import type { Permission } from './inspect/explore/permissions.ts';
import type { SummarizedReport } from './inspect/report/summary.ts';
import type { ReloadableMock } from './reload/reload-mock.ts';
import type { AppHooks } from './server/app.ts';
import type { Listener } from './server/listener.ts';
import type { ApiHandles, SpecHandles } from './session-handle/api-handles.ts';
import type { MockSession } from './session-handle/session-handle.ts';

/** The options of a mock: those of a server, and functions that it calls. */
export interface MockOptions extends Partial<Omit<ServerOptions, 'now'>>, Partial<AppHooks> {
  /** Current time on the campus, as an ISO 8601 text or a Date. It does not pass by itself. Default 2026-09-01T09:00:00Z. */
  readonly now?: string | Date;
  /**
   * Express middleware that runs before lms-mock, in `app` and behind `listen()`, for every request. Default none.
   *
   * @example createMock({ middleware: [(request, _response, next) => { console.log(request.url); next(); }] })
   */
  readonly middleware?: readonly RequestHandler[];
}

/** A mock server: the APIs of one campus, and the mounted documents. */
export interface Mock extends Listener, AsyncDisposable {
  /** The Express app, for example for supertest. It works without listen(). */
  readonly app: Express;
  /**
   * Answers a request of the Fetch API from the same app, without a socket. Takes what `fetch` takes; a path alone is enough:
   * `await mock.fetch('/moocit/api/so2/v1/grades', { headers })`. A fault that ends the connection rejects the call, or the
   * reading of the body. Redirects are not followed.
   */
  readonly fetch: typeof globalThis.fetch;
  /** The campus at the first time of the mock, with its first variants. */
  readonly campus: CampusView;
  readonly services: readonly Service[];
  /** The mounted documents. */
  readonly mounted: readonly Service[];
  /** Token of the control API. Undefined on loopback without the option `token`. */
  readonly token: string | undefined;
  /**
   * Value of the header `x-lms-mock-page-token`, which browser requests to the control API need: a secret of this process,
   * for pages of lms-mock. Other programs don't need it.
   */
  readonly pageToken: string;
  /** Address and personas of each API, by name. */
  readonly apis: ApiHandles;
  /** Address of each mounted document, by name. */
  readonly specs: SpecHandles;
  /**
   * The session with this name, which is created if it does not exist. Without a name, a new session. Any string is a name,
   * such as the name of a test. Its `id` is the name if that is a valid id (1 to 64 letters, digits, dots, dashes and
   * underscores), otherwise an id made of the name, the same each time.
   *
   * @throws {OptionError} if the name is not a string; {Error} if there are too many sessions.
   */
  session(name?: string): MockSession;
  /**
   * The violations and the coverage of all sessions, deleted ones included. `summary` has the verdict with the
   * default thresholds; `verdict` takes others, and `formatReport` writes the report in any of its formats. Synchronous:
   * with 10,000 sessions it takes up to a second.
   */
  report(): SummarizedReport;
  /** Calls each operation as each persona, and returns the results. */
  permissions(): Promise<readonly Permission[]>;
}

/**
 * A mock of the command line. When its content is loaded again, `services`, `campus`, `apis` and the like stay those of the first
 * content.
 */
export interface AssembledMock extends Mock, ReloadableMock {
  /** Adds what the mocks of other processes wrote to a folder to the report. Returns what could not be added. */
  addSpool(folder: string): readonly string[];
  /** The violations that every session expects. */
  readonly allowed: readonly Expectation[];
}

/** Where a mock reports, and to which functions. */
export interface MockHooks extends AppHooks {
  /** The folder in which `check` collects the exchanges of the mocks of its command. Default: it reports to none. */
  readonly spoolFolder?: string | undefined;
}
