import { execFile } from 'node:child_process';
import { copyFile, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';

const execute = promisify(execFile);

/** Uses what is installed: the mock answers without a wish, and with one and for a mounted document, which is Prism's part. */
const program = `
import { createMock } from 'lms-mock';
await using mock = createMock({ port: 0, learners: 3, specs: { library: 'library.yaml' } });
const { url } = await mock.listen();
const path = url + '/api/so2/v1/completion?username=johndoe';
const mounted = await fetch(url + '/sessions/a/library/shelves');
const unlet = await fetch(url + '/library/books');
const plain = await fetch(path, { headers: { authorization: 'Bearer moocit-admin-token' } });
const wished = await fetch(path, { headers: { prefer: 'code=403' } });
console.log(plain.status, (await plain.json()).length, wished.status, (await wished.json()).detail);
console.log(mounted.status, (await mounted.json())[0].room, unlet.status, await unlet.text());
`;

test(
  'the package installs into an empty folder and runs there, without Prism, its analytics or our tools',
  { timeout: 240_000 },
  async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-package-'));
    const folder = temporary.path;
    const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
    });
    const packed: unknown = JSON.parse(stdout.slice(stdout.indexOf('[')));
    const [{ filename, files }] = Object(packed);
    const paths = files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.md',
        'specs/moocit.yaml',
        'fixtures/campus.yaml',
        'fixtures/campus.schema.json',
        'fixtures/personas.schema.json',
        'dist/index.js',
        'dist/yaml.json',
        'dist/index.d.ts',
        'dist/cli/main.js',
      ]),
    );
    expect(paths.filter((path: string) => /^(src|test|bench|scripts)\//.test(path))).toEqual([]);

    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'program.js'), program);
    for (const name of ['library.yaml', 'library-shelves.yaml'])
      await copyFile(join(root, 'test/fixtures/mounted', name), join(folder, name));
    await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, filename)], {
      cwd: folder,
    });
    const installed = await readdir(join(folder, 'node_modules'));
    for (const unwanted of ['@scarf', '@stoplight', 'vitest', 'typescript', 'lodash'])
      expect(installed).not.toContain(unwanted);

    const ran = await execute(process.execPath, ['program.js'], { cwd: folder });
    expect(ran.stdout).toBe(
      '200 2 403 You do not have permission to perform this action.\n200 B2 401 {"error":"no token"}\n',
    );
    const version = await execute(process.execPath, [join(folder, 'node_modules/.bin/lms-mock'), '--version'], {
      cwd: folder,
    });
    expect(version.stdout).toBe('0.1.0\n');
  },
);
