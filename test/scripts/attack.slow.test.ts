import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';

const run = promisify(execFile);

test('a short attack over raw sockets and from a browser finds no 5xx, no missing answer and no accepted intruder', async () => {
  const args = ['--seconds', '4', '--seed', '1', '--connections', '28'];
  const { stdout } = await run(process.execPath, [join(root, 'scripts/attack.ts'), ...args]);
  expect(stdout).toContain('It held.');
  expect(stdout).toMatch(/^\| lms-mock \| \d{2,} \| 0 \| 0 \| 0 \| \d+ ms \| .* \| yes \|$/m);
  expect(stdout).toMatch(/^control API, rebinding +\d+ sent, 0 5xx, 0 unanswered$/m);
}, 180_000);
