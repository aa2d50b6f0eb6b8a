import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

// The many processes that tests start share compiled code.
const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'lms-mock-compile-cache') };

const config: ViteUserConfig = defineConfig({
  test: {
    // Many tests wait for processes that they start, so no core is left over for the runner.
    maxWorkers: '100%',
    isolate: false,
    // A worker runs many files and makes much garbage: collecting it seldom takes a tenth less processor time.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { concurrent: true },
    // Default imports of CommonJS packages are what Node makes of them.
    deps: { interopDefault: false },
    // Several times what the slowest take where all are run at once, for machines that are slower and busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/processes/build.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'validated',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts', 'test/package/**'],
          env: { ...env, LMS_MOCK_VALIDATE_REPLIES: 'true' },
        },
      },
      {
        // What takes long: bounds are filled, a browser draws, many processes start, properties run five times as often.
        extends: true,
        test: {
          name: 'slow',
          include: ['test/**/*.slow.test.ts', 'test/{generated,story,engine/variation}/**/*.test.ts'],
          env: { ...env, LMS_MOCK_VALIDATE_REPLIES: 'true', TEST_RUNS: 'thorough' },
        },
      },
      {
        // Installs the package, other versions of Node, and what the examples need. npm run test:package
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/install.ts'],
          env,
        },
      },
      {
        // Users run without validation of replies, so the whole-API tests also run without it.
        extends: true,
        test: {
          name: 'as served',
          include: ['test/{conformance,story}/**/*.test.ts'],
          env: { ...env, LMS_MOCK_VALIDATE_REPLIES: 'false', TEST_RUNS: 'thorough' },
        },
      },
    ],
  },
});

export default config;
