import { test as plainTest } from '@playwright/test';
import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from '@playwright/test';

import { createMock } from '../mock.ts';
import type { Mock, MockOptions } from '../mock-types.ts';
import type { MockSession } from '../session-handle/session-handle.ts';
import { expectKeptContract } from './kept-contract.ts';
import type { KeptContractOptions } from './kept-contract.ts';

/** The fixtures of a test. */
export interface MockTestFixtures {
  /** The address at which the front end calls lms-mock. An option. Default `http://127.0.0.1:4010`. */
  readonly mockUrl: string;
  /** Lowest severity of violations that fails a test. An option. Default `error`. */
  readonly failOn: NonNullable<KeptContractOptions['failOn']>;
  /**
   * The session of the test. Requests of its pages to `mockUrl` go to this session. At the end of the test its contracts are
   * checked, and it is deleted.
   */
  readonly session: MockSession;
}

/** The fixtures of a worker. */
export interface MockWorkerFixtures {
  /** Options of the mock. An option. Default: those of `createMock`. */
  readonly mockOptions: MockOptions;
  /** The mock of the worker. It listens on a free port. */
  readonly mock: Mock;
}

/**
 * The `test` of Playwright with a mock for each worker and a session for each test. Requests of the front end to `mockUrl` are
 * answered in the session of the test; nothing needs to listen there. A test in which the front end broke a contract fails.
 *
 * @example
 * test('shows the grades', async ({ page, session }) => {
 *   session.on('listGrades', { times: 1 }).reply({ status: 403 });
 *   await page.goto('/grades');
 *   await expect(page.getByRole('alert')).toHaveText('You may not see the grades.');
 * });
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & MockTestFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & MockWorkerFixtures
> = plainTest.extend<MockTestFixtures, MockWorkerFixtures>({
  mockOptions: [{}, { scope: 'worker', option: true }],
  mock: [
    async ({ mockOptions }, use) => {
      const mock = createMock(mockOptions);
      await mock.listen();
      await use(mock);
      await mock.close();
    },
    { scope: 'worker' },
  ],
  mockUrl: ['http://127.0.0.1:4010', { option: true }],
  failOn: ['error', { option: true }],
  session: [
    async ({ context, mock, mockUrl, failOn }, use, { titlePath, testId }) => {
      const session = mock.session([...titlePath, testId].join(' '));
      const { url } = await mock.listen();
      const from = `${mockUrl.replace(/\/$/, '')}/`;
      await context.route(
        ({ href }) => href.startsWith(from),
        (route, request) =>
          route.continue({ url: `${url}/sessions/${session.id}/${request.url().slice(from.length)}` }),
      );
      await use(session);
      try {
        expectKeptContract(session, { failOn });
      } finally {
        session.delete();
      }
    },
    { auto: true },
  ],
});
