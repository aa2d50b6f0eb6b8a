import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

import { library, root } from '../support/processes/server-process.ts';

/** Cases from bug reports of similar tools. They are not part of the project, which has its own test for each. */
const folder = join(root, '../shared/field');
const isThere = existsSync(folder);
const scripts = isThere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.mjs') && name !== 'lib.mjs')
      .map((name) => join(folder, name))
  : [];
const runner = fileURLToPath(new URL('../support/processes/run-field-cases.mjs', import.meta.url));

/** The output of each script. */
async function runAll(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { stdout } = await promisify(execFile)(process.execPath, [runner, library, ...scripts], { cwd: root });
  const results = stdout
    .trim()
    .split('\n')
    .map((line): { readonly name: string; readonly lines: readonly string[] } => JSON.parse(line));
  return new Map(results.map(({ name, lines }) => [name, lines]));
}

describe.skipIf(!isThere)(`the field cases (skipped where ${folder} is missing)`, () => {
  const all = isThere ? runAll() : undefined;

  test.for(scripts.map((script) => basename(script, '.mjs')))('%s holds', async (name) => {
    const lines = (await all)?.get(name) ?? [];
    const [, held, count] = /^(\d+) of (\d+) hold$/.exec(lines.at(-1) ?? '') ?? [];
    expect(lines.filter((line) => line.startsWith('FAILS'))).toEqual([]);
    expect(Number(held), lines.join('\n')).toBeGreaterThan(0);
    expect(held).toBe(count);
  });
});
