import { createMock as createPlainMock } from '../../src/index.ts';
import type { Mock, MockOptions } from '../../src/index.ts';

/**
 * A mock whose replies are validated before they are encoded. The project `as served` runs some tests without this,
 * because users run without it (vitest.config.ts). Server processes read the same environment variable.
 */
export function createMock(options: MockOptions = {}): Mock {
  return createPlainMock({ validateReplies: process.env['LMS_MOCK_VALIDATE_REPLIES'] !== 'false', ...options });
}
