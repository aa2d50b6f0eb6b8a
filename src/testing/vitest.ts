import { expect, test as plainTest } from 'vitest';
import type { TestAPI } from 'vitest';

import type { OperationId } from '../apis/index.ts';
import type { JournalFilter } from '../inspect/journal/filter.ts';
import { createMock } from '../mock.ts';
import type { Mock, MockOptions } from '../mock-types.ts';
import type { MockSession } from '../session-handle/session-handle.ts';
import { BrokenContractError, expectKeptContract } from './kept-contract.ts';
import type { KeptContractOptions } from './kept-contract.ts';

/** The fixtures of {@link test}. */
export interface MockFixtures {
  /** Options of the mock. Default: those of `createMock`. */
  readonly mockOptions: MockOptions;
  /** The mock of the worker. It listens on a free port. */
  readonly mock: Mock;
  /** Lowest severity of violations that fails a test. Default `error`. */
  readonly failOn: NonNullable<KeptContractOptions['failOn']>;
  /** The session of the test. At the end of the test its contracts are checked, and it is deleted. */
  readonly session: MockSession;
}

/**
 * The `test` of Vitest with a mock for each worker and a session for each test that takes one. A test in which the client broke
 * a contract fails.
 *
 * @example
 * test('reads the grades', async ({ session }) => {
 *   const { baseUrl, personas } = session.apis.moocit;
 *   await readGrades(baseUrl, personas.admin.headers);
 *   expect(session).toHaveCalled('listGrades', { times: 1 });
 * });
 */
export const test: TestAPI<MockFixtures> = plainTest.extend<{
  $worker: Pick<MockFixtures, 'mockOptions' | 'mock'>;
  $test: Pick<MockFixtures, 'failOn' | 'session'>;
}>({
  // Vitest takes only a pattern.
  // oxlint-disable-next-line eslint/no-empty-pattern
  mockOptions: [async ({}, use) => use({}), { scope: 'worker' }],
  mock: [
    async ({ mockOptions }, use) => {
      const mock = createMock(mockOptions);
      await mock.listen();
      await use(mock);
      await mock.close();
    },
    { scope: 'worker' },
  ],
  failOn: 'error',
  session: async ({ mock, failOn, task }, use) => {
    // Tests of a table may share a name.
    const session = mock.session(`${task.fullTestName} ${task.id}`);
    await use(session);
    try {
      expectKeptContract(session, { failOn });
    } finally {
      session.delete();
    }
  },
});

/** The calls that {@link CustomMatchers.toHaveCalled} counts. */
export interface CallFilter extends Pick<JournalFilter, 'api' | 'persona' | 'status'> {
  /** The exact number of calls. Default: at least one. */
  readonly times?: number;
}

/** The matchers that this module adds to `expect`. */
export interface SessionMatchers<R> {
  /** The client of the session kept its contracts. The message shows each breach with the request as a curl line. */
  toHaveKeptContract(options?: KeptContractOptions): R;
  /** The client of the session called an operation: `toHaveCalled('listGrades', { times: 2, status: 200 })`. */
  toHaveCalled(operation: OperationId, filter?: CallFilter): R;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-unused-vars, typescript/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T> extends SessionMatchers<R> {}
}

expect.extend({
  toHaveKeptContract(session: MockSession, options?: KeptContractOptions) {
    try {
      expectKeptContract(session, options);
      return { pass: true, message: () => `The client of the session ${session.id} kept its contracts.` };
    } catch (error) {
      if (!(error instanceof BrokenContractError)) throw error;
      return { pass: false, message: () => error.message };
    }
  },
  toHaveCalled(session: MockSession, operation: OperationId, { times, ...filter }: CallFilter = {}) {
    const { length } = session.journal.exchanges({ ...filter, operation });
    return {
      pass: times === undefined ? length > 0 : length === times,
      message: () => {
        const calls = Array.from(session.journal, ({ operationId, request }) => operationId ?? request.method);
        const wanted = times === undefined ? 'a call' : `${times} calls`;
        const conditions = Object.entries(filter).map(([name, value]) => `, ${name} ${value}`);
        return `Expected ${this.isNot ? 'not ' : ''}${wanted} of ${operation}${conditions.join('')}; got ${length}. Calls of the session: ${calls.join(', ') || 'none'}.`;
      },
    };
  },
});
