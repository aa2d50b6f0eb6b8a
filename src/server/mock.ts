import type { Express } from 'express';

import { apis } from '../apis/index.ts';
import { createCampus } from '../campus/campus.ts';
import type { Campus } from '../campus/campus.ts';
import { readContract } from '../config/contracts.ts';
import { readFixtures } from '../config/fixtures.ts';
import { DEFAULT_OPTIONS, readOptions } from '../config/options.ts';
import type { ServerOptions } from '../config/options.ts';
import type { Service } from '../engine/handle.ts';
import { createApp } from './app.ts';
import type { AppHooks } from './app.ts';
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
  const { seed, learners, courses, now, strict } = options;
  const { facts, personas } = readFixtures(options.fixtures);
  const campus = createCampus({ seed, learners, courses, now, awkward: true, pinned: facts });
  const services = options.apis.map((name) =>
    readContract(name, (contract) => apis[name](contract, campus, personas, { strict })),
  );
  const app = createApp(services, hooks);
  const listener = createListener(app, options);
  return { app, campus, services, ...listener, [Symbol.asyncDispose]: () => listener.close() };
}
