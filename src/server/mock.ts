import type { Express } from 'express';

import { apis } from '../apis/index.ts';
import { createCampus } from '../campus/campus.ts';
import type { Campus } from '../campus/campus.ts';
import { readContract } from '../config/contracts.ts';
import { readFixtures } from '../config/fixtures.ts';
import { OptionError } from '../config/option-readers.ts';
import { DEFAULT_OPTIONS, readOptions } from '../config/options.ts';
import type { ServerOptions } from '../config/options.ts';
import type { Service } from '../engine/handle.ts';
import { createSessions, isSessionId } from '../engine/session.ts';
import { createApp } from './app.ts';
import type { AppHooks } from './app.ts';
import { createControl } from './control.ts';
import { createApiHandles, createSessionHandle } from './handles.ts';
import type { ApiHandles, MockSession } from './handles.ts';
import { createListener } from './listener.ts';
import type { Listener } from './listener.ts';

/** How a mock is set up: any of the server's options, and whom it tells what. */
export interface MockOptions extends Partial<Omit<ServerOptions, 'now'>>, Partial<AppHooks> {
  /** The campus's moment: an ISO instant or a Date; time stands still there. Default 2026-09-01T09:00:00Z. */
  readonly now?: string | Date;
}

/** One mock server: the APIs over one campus. */
export interface Mock extends Listener, AsyncDisposable {
  /** The Express app, which supertest takes as it is; it needs no listen(). */
  readonly app: Express;
  readonly campus: Campus;
  readonly services: readonly Service[];
  /** How to reach each API that is served, by its name. */
  readonly apis: ApiHandles;
  /**
   * A session of one's own, made where there is none of that id; without an id, a new one.
   *
   * @throws {OptionError} where the id is none; {Error} where there are too many sessions.
   */
  session(id?: string): MockSession;
}

/**
 * Makes a mock. It listens only when told to. A defect of lms-mock itself is written to standard error, unless
 * `onDefect` takes it.
 *
 * @throws {OptionError} where an option is not what it should be; {FileError}, {FixtureError} where a fixture or a
 * contract can't be used. The message says what to do.
 * @example
 * const mock = createMock({ seed: 7 });
 * await request(mock.app).get('/api/so2/v1/grades').set('Authorization', 'Bearer moocit-admin-token');
 */
export function createMock({ onExchange, onDefect = console.error, ...given }: MockOptions = {}): Mock {
  const options = { ...DEFAULT_OPTIONS, ...readOptions({ ...given }, (option) => option) };
  return assembleMock(options, { onDefect, ...(onExchange === undefined ? {} : { onExchange }) });
}

/** Makes a mock of options that have been read. */
export function assembleMock(options: ServerOptions, hooks: AppHooks): Mock {
  const { seed, learners, courses, now, awkward, strict } = options;
  const { facts, personas } = readFixtures(options);
  const campus = createCampus({ seed, learners, courses, now, awkward, pinned: facts });
  const services = options.apis.map((name) =>
    readContract(name, (contract) =>
      apis[name](contract, campus, personas, { strict, choices: options.variants[name] ?? {} }),
    ),
  );
  const sessions = createSessions({ now, clock: () => performance.now() });
  const control = createControl({ services, sessions, host: options.host });
  const app = createApp({ services, sessions, control }, hooks);
  const listener = createListener(app, options);
  const origin = (): string => {
    const address = listener.address();
    if (address === undefined)
      throw new Error('The mock has no base URL before it listens. Await mock.listen() first.');
    return address.url;
  };

  let made = 0;
  function session(id = `session-${(made += 1)}`): MockSession {
    if (!isSessionId(id)) throw new OptionError('session', '1 to 64 letters, digits, dots, dashes and underscores', id);
    const found = sessions.get(id);
    if (found === undefined)
      throw new Error(`${sessions.limit} sessions are live, the most there may be. Make another mock.`);
    return createSessionHandle(found, campus, services, createApiHandles(services, `/sessions/${id}`, origin, found));
  }

  return {
    app,
    campus,
    services,
    apis: createApiHandles(services, '', origin),
    session,
    ...listener,
    [Symbol.asyncDispose]: () => listener.close(),
  };
}
