import { execFile } from 'node:child_process';
import { copyFile, mkdtempDisposable, readFile, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

import { withoutCode } from '../documentation/pages.ts';
import { root } from '../support/processes/server-process.ts';

const execute = promisify(execFile);

const { tarball, bytes, files, installed } = inject('packed');
const home = join(installed, 'node_modules/lms-mock');

test('it has only the files that it needs, in at most 1 MB', () => {
  expect(bytes).toBeLessThanOrEqual(1_000_000);
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'docs/getting-started.md',
      'specs/moocit.yaml',
      'fixtures/campus.yaml',
      'fixtures/campus.schema.json',
      'fixtures/personas.schema.json',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/page/page.js',
      'dist/page/page.css',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/cli/main.js',
      'dist/yaml/specs/moocit.yaml.json',
    ]),
  );
  expect(files.filter((path) => /^(?:src|test|bench|scripts|examples)\/(?!apis\/\w+\/NOTES\.md)/.test(path))).toEqual(
    [],
  );
});

test('it installs neither Prism with its analytics nor development tools', async () => {
  const names = await readdir(join(installed, 'node_modules'));
  for (const unwanted of ['@scarf', '@stoplight', '@faker-js', 'vitest', 'typescript', 'lodash'])
    expect(names).not.toContain(unwanted);
});

test('each link in its pages leads to a file in it', async () => {
  const broken: string[] = [];
  for (const page of files.filter((path) => path.endsWith('.md'))) {
    const text = withoutCode(await readFile(join(home, page), 'utf8'));
    for (const [, target = ''] of text.matchAll(/\]\((?!\w+:)([^)#\s]+)/g)) {
      // The screenshots are a third of the size of the package, so it has none.
      if (target.startsWith('images/')) continue;
      const file = join(home, dirname(page), target);
      if ((await stat(file).catch(() => undefined)) === undefined) broken.push(`${page}: ${target}`);
    }
  }
  expect(broken).toEqual([]);
});

test('it contains the license of each package that is bundled', async () => {
  const notices = await readFile(join(home, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const parts = notices.split(/^-{80}\n/m).slice(1);
  expect(parts.map((part) => part.split(' ')[0])).toEqual(
    expect.arrayContaining(['@faker-js/faker', '@stoplight/prism-http', 'ajv', 'commander', 'lodash', 'seedrandom']),
  );
  for (const part of parts)
    expect(part).toMatch(/Permission is hereby granted|Permission to use|Redistribution and use|Apache License/);
});

// Node 22 and later load the modules of the package with require(), so there is no copy for CommonJS.
test.for([
  ['publint', '--strict'],
  ['attw', '--profile', 'esm-only'],
])('%s finds nothing', async ([tool = '', ...words]) => {
  await expect(execute(join(root, 'node_modules/.bin', tool), [tarball, ...words])).resolves.toBeDefined();
});

test('packing a clone without its dependencies prints the command to run first', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-clone-'));
  await copyFile(join(root, 'package.json'), join(folder.path, 'package.json'));
  const { stderr } = await execute('npm', ['pack'], { cwd: folder.path }).catch(Object);
  expect(stderr).toMatch(/^Run npm ci first\.$/m);
});
