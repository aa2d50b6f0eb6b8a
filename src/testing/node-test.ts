import type { TestContext } from 'node:test';

import { createMock } from '../mock.ts';
import type { MockOptions } from '../mock-types.ts';
import type { MockSession } from '../session-handle/session-handle.ts';
import { expectKeptContract } from './kept-contract.ts';
import type { KeptContractOptions } from './kept-contract.ts';

/**
 * A session for a test of `node:test`, in a mock of its own that listens on a free port. At the end of the test the mock is
 * closed, and a test in which the client broke a contract fails.
 *
 * @example
 * test('reads the grades', async (t) => {
 *   const session = await useSession(t, { learners: 50 });
 *   await readGrades(session.apis.moocit.baseUrl);
 * });
 */
export async function useSession(
  t: Pick<TestContext, 'after' | 'fullName'>,
  { failOn = 'error', ...options }: MockOptions & KeptContractOptions = {},
): Promise<MockSession> {
  const mock = createMock(options);
  const session = mock.session(t.fullName);
  t.after(async () => {
    await mock.close();
    expectKeptContract(session, { failOn });
  });
  await mock.listen();
  return session;
}
