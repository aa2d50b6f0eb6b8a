import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many tests wait for processes that they start, so no core is left over for the runner.
    maxWorkers: '100%',
    sequence: { concurrent: true },
    // Default imports of CommonJS packages are what Node makes of them.
    deps: { interopDefault: false },
    testTimeout: 20_000,
    // The processes that tests start hold their replies against the contracts, as test/support/create-mock.ts does.
    env: { LMS_MOCK_VALIDATE_REPLIES: 'true' },
  },
});

export default config;
