import type { Block } from './pages.ts';

/** How a block is tested. */
export type Kind = 'program' | 'fragment' | 'request' | 'command' | 'elsewhere';

/**
 * Blocks that other tests check, by the beginning of their text. A block that can't be run here has its reason.
 */
const ELSEWHERE: readonly (readonly [page: string, begin: string, where: string])[] = [
  ['README.md', 'GET /api/v0', 'test/readme.test.ts'],
  ['README.md', 'npm ci', 'test/readme.test.ts'],
  ['docs/architecture.md', 'specs/ ', 'test/architecture.test.ts'],
  ['docs/architecture.md', 'The reply 200', 'test/documentation/outputs.test.ts'],
  ['docs/campus.md', '# yaml-language-server', 'test/config/fixtures.test.ts'],
  ['docs/campus.md', 'declare module', 'test/types.test.ts'],
  ['docs/ci.md', '- ', 'test/ci-and-containers.test.ts'],
  ['docs/ci.md', 'contracts:', 'test/ci-and-containers.slow.test.ts'],
  ['docs/ci.md', 'reading ', 'test/cli/check.slow.test.ts'],
  ['docs/configuration.md', '# lms-mock.config.yaml', 'test/documentation/outputs.test.ts'],
  ['docs/configuration.md', 'Reloaded', 'test/cli/watch.slow.test.ts'],
  ['docs/containers.md', 'docker build', 'not run: there is no Docker'],
  ['docs/containers.md', 'services:', 'test/ci-and-containers.test.ts'],
  ['docs/front-end.md', '// vite.config.js', 'test/documentation/proxies.slow.test.ts'],
  ['docs/front-end.md', 'npx msw init', 'test/package/storybook.test.ts'],
  ['docs/front-end.md', '// src/mock.js', 'test/package/storybook.test.ts'],
  ['docs/front-end.md', '// .storybook/preview.js', 'test/package/storybook.test.ts'],
  ['docs/front-end.md', '// src/grades.stories.js', 'test/package/storybook.test.ts'],
  ['docs/front-end.md', "import { test, expect } from '@playwright/test'", 'test/testing/runners.slow.test.ts'],
  ['docs/front-end.md', '// webpack.config.js', 'test/package/proxies.test.ts'],
  ['docs/front-end.md', '// next.config.js', 'test/package/proxies.test.ts'],
  ['docs/front-end.md', '// proxy.conf.json', 'test/package/proxies.test.ts'],
  ['docs/front-end.md', 'location /lms/', 'test/documentation/proxies.slow.test.ts'],
  ['docs/front-end.md', 'await page.routeFromHAR', 'test/inspect/journal'],
  ['docs/getting-started.md', 'npm ci', 'test/readme.test.ts'],
  ['docs/integration-tests.md', 'BrokenContractError', 'test/testing/vitest.test.ts'],
  ['docs/integration-tests.md', "import { expect } from 'vitest'", 'test/testing/runners.slow.test.ts'],
  [
    'docs/integration-tests.md',
    "import assert from 'node:assert/strict';\nimport { test }",
    'test/testing/runners.slow.test.ts',
  ],
  ['docs/integration-tests.md', "import { expect } from '@playwright/test'", 'test/testing/runners.slow.test.ts'],
  ['docs/integration-tests.md', "import { defineConfig } from '@playwright/test'", 'test/testing/runners.slow.test.ts'],
  ['docs/integration-tests.md', 'import { afterEach', 'test/package/jest.test.ts'],
  ['docs/integration-tests.md', 'NODE_OPTIONS=--experimental-vm-modules', 'test/package/jest.test.ts'],
  ['docs/languages.md', '{', 'test/cli/serve/ready-file.test.ts'],
  ['docs/languages.md', '@Container', 'not run: Testcontainers needs Docker'],
  ['docs/languages.md', '# ', 'test/documentation/languages.slow.test.ts'],
  ['docs/languages.md', 'import requests', 'test/documentation/languages.slow.test.ts'],
  ['docs/languages.md', '<?php', 'test/documentation/languages.slow.test.ts'],
  ['docs/languages.md', '// Grades.java', 'test/documentation/languages.slow.test.ts'],
  ['docs/library.md', '', 'test/documentation.slow.test.ts'],
  ['docs/reports.md', '{', 'test/documentation/outputs.test.ts'],
  ['docs/rules-and-faults.md', '{', 'test/engine/rules/rules.test.ts'],
];

/** The test of a block that is run neither as a program nor as a command. */
export function placeOf({ path, text }: Block): string | undefined {
  return ELSEWHERE.find(([page, begin]) => page === path && text.startsWith(begin))?.[2];
}

/** How a block is tested. Undefined if it is not. */
export function kindOf(block: Block): Kind | undefined {
  const { language, text } = block;
  if (placeOf(block) !== undefined) return 'elsewhere';
  if (language === 'ts') return text.includes("from 'lms-mock'") ? 'program' : 'fragment';
  if (language !== 'sh') return undefined;
  return text.startsWith('curl ') ? 'request' : 'command';
}
