import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';

/** Cases from bug reports of similar tools. They come from outside the project; each has a test of the project's own as well. */
const folder = join(root, '../shared/field');
const isThere = existsSync(folder);
const cases = isThere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.mjs') && name !== 'lib.mjs')
      .map((name) => name.replace('.mjs', ''))
  : [];

describe.skipIf(!isThere)(`the field cases (skipped where ${folder} is missing)`, () => {
  test.for(cases)('%s holds', { timeout: 30_000 }, async (name) => {
    expect(await run(name)).toEqual({ hold: true, failed: [] });
  });
});

/** Runs a case as its README says: from the root of the checkout. */
async function run(name: string): Promise<{ readonly hold: boolean; readonly failed: readonly string[] }> {
  const script = join(folder, `${name}.mjs`);
  const ended = promisify(execFile)(process.execPath, [script], { cwd: root });
  const stdout = await ended.then(
    (output) => output.stdout,
    (error: unknown) => String(Reflect.get(Object(error), 'stdout')),
  );
  const [, held, all] = /^(\d+) of (\d+) hold$/m.exec(stdout) ?? [];
  const failed = stdout.split('\n').filter((line) => line.startsWith('FAILS'));
  return { hold: held !== undefined && held === all, failed };
}
