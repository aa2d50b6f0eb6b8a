import { execFile } from 'node:child_process';
import { cp, mkdtempDisposable, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';
import { npmInstall } from './install.ts';

const execute = promisify(execFile);

const { tarball } = inject('packed');
const examples = join(root, 'examples');
const names = (await readdir(examples, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const COMPILER = [
  '--noEmit',
  '--strict',
  '--module',
  'nodenext',
  '--types',
  'node',
  '--allowImportingTsExtensions',
  '--skipLibCheck',
];

test('the examples are those that their README lists', async () => {
  const readme = await readFile(join(examples, 'README.md'), 'utf8');
  const listed = Array.from(readme.matchAll(/^\| \[([\w-]+)\]/gm), ([, name = '']) => name);
  expect(new Set(listed)).toEqual(new Set(names));
});

// The example of Vite has no tests of its own. test/vite tests it.
test.for(names.filter((name) => name !== 'vite'))(
  'the example %s compiles, and its tests pass with the package',
  { timeout: 300_000 },
  async (name) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), `lms-mock-${name}-`));
    await cp(join(examples, name), folder.path, { recursive: true });
    const manifest = join(folder.path, 'package.json');
    const text = await readFile(manifest, 'utf8');
    const packed = text.replace('"file:../.."', JSON.stringify(`file:${tarball}`));
    expect(packed).not.toBe(text);
    await writeFile(manifest, packed);
    await npmInstall(folder.path);

    const sources = (await readdir(folder.path)).filter((file) => file.endsWith('.ts'));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const run = (program: string, words: readonly string[]) =>
      execute(program, words, { cwd: folder.path }).catch(Object);
    expect(await run(process.execPath, [compiler, ...COMPILER, ...sources])).toMatchObject({ stdout: '', stderr: '' });
    const { code = 0, stdout, stderr } = await run('npm', ['test']);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
  },
);
