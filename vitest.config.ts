import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many tests wait for processes that they start, so no core is left over for the runner.
    maxWorkers: '100%',
    isolate: false,
    sequence: { concurrent: true },
    // Default imports of CommonJS packages are what Node makes of them.
    deps: { interopDefault: false },
    // Several times what the slowest take where all are run at once, for machines that are slower and busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      // The processes that tests start hold their replies against the contracts, as test/support/create-mock.ts does.
      LMS_MOCK_VALIDATE_REPLIES: 'true',
      // They are many, and share what Node makes of the source.
      NODE_COMPILE_CACHE: join(tmpdir(), 'lms-mock-compile-cache'),
    },
  },
});

export default config;
