import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import type { DisposableTempDir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { main } from '../support/processes/server-process.ts';
import { blocks } from './pages.ts';

const run = promisify(execFile);

/** The files of docs/languages.md: blocks whose first line is a comment with a name. */
const files = new Map(
  blocks
    .filter(({ path }) => path === 'docs/languages.md')
    .flatMap(({ text }) => {
      const name = /^(?:#|\/\/|<\?php \/\/) (\w+\.\w+)$/m.exec(text.split('\n')[0] ?? '')?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
);

/** A folder with these files of the page, and the package as npm installs it. */
async function projectWith(...names: readonly string[]): Promise<DisposableTempDir> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-languages-'));
  const bin = join(folder.path, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'lms-mock'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  await chmod(join(bin, 'lms-mock'), 0o755);
  for (const name of names) await writeFile(join(folder.path, name), files.get(name) ?? '');
  return folder;
}

async function has(program: string, ...args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}

test('the page has a file for each language', () => {
  expect([...files.keys()]).toEqual(['conftest.py', 'test_grades.py', 'grades.sh', 'grades.php', 'Grades.java']);
});

test.skipIf(!(await has('python3', '-c', 'import pytest, requests')))(
  'Python: the test passes, and fails if the client breaks a contract',
  async () => {
    await using folder = await projectWith('conftest.py', 'test_grades.py');
    const pytest = (): Promise<{ readonly stdout: string }> =>
      run('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], { cwd: folder.path });
    expect((await pytest()).stdout).toMatch(/^1 passed in /m);
    const file = join(folder.path, 'test_grades.py');
    await writeFile(file, (await readFile(file, 'utf8')).replace('v1/grades', 'v1/gradez').replace('200', '404'));
    await expect(pytest()).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/1 error against the contracts[^]*^1 passed, 1 error in /m),
    });
  },
);

test.skipIf(!(await has('jq', '--version')))('shell: the script prints a name and the report, and ends', async () => {
  await using folder = await projectWith('grades.sh');
  const { stdout } = await run('bash', ['grades.sh'], { cwd: folder.path });
  expect(stdout).toMatch(/^".+"\n[^]*^PASSED {2}session all: 1 exchange, /m);
});

test.skipIf(!(await has('php', '--version')))('PHP: the program runs under check', async () => {
  await using folder = await projectWith('grades.php');
  const { stdout } = await run(process.execPath, [main, 'check', '--quiet', '--', 'php', 'grades.php'], {
    cwd: folder.path,
  });
  expect(stdout).toMatch(/^PASSED {2}session all: 1 exchange, /);
});

test.skipIf(!(await has('javac', '-version')))('Java: the program runs under check', async () => {
  await using folder = await projectWith('Grades.java');
  const { stdout } = await run(process.execPath, [main, 'check', '--quiet', '--', 'java', 'Grades.java'], {
    cwd: folder.path,
  });
  expect(stdout).toMatch(/^PASSED {2}session all: 1 exchange, /);
});
