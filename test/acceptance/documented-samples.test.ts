import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root, serve } from '../support/processes/server-process.ts';

const script = join(root, '../shared/acceptance/documented-samples.mjs');

/** These checks are not part of the project. test/apis has its own tests for the same samples. */
test.skipIf(!existsSync(script))(`answers the documented samples (skipped where ${script} is missing)`, async () => {
  await using server = await serve(['--quiet', '--log', 'json'].slice(1));
  const { stdout } = await promisify(execFile)(process.execPath, [script, server.url]);
  expect(stdout).toMatch(/^\d+ passed, 0 failed$/m);
});
