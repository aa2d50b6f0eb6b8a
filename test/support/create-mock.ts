import { createMock as createPlainMock } from '../../src/index.ts';
import type { Mock, MockOptions } from '../../src/index.ts';

/**
 * A mock as the tests use it: every reply is held against its contract before it is encoded, whatever the test is about.
 * A server process is told the same by its environment (vitest.config.ts).
 */
export function createMock(options: MockOptions = {}): Mock {
  return createPlainMock({ validateReplies: true, ...options });
}
