import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { root } from '../support/processes/server-process.ts';
import { npmInstall } from './install.ts';

const execute = promisify(execFile);

/** The oldest version that package.json allows, and the newest of each line that is supported. */
const SUPPORTED = ['22.13.0', '22', '24', '26'];
const OLD = ['18', '20'];

const { installed } = inject('packed');
const command = join(installed, 'node_modules/lms-mock/dist/cli/main.js');

/** Uses bundled and installed packages: answers, a preference, a body that Prism generates, and XML. */
const program = `
import { createMock } from 'lms-mock';
const mock = createMock({ port: 0, learners: 3, specs: { library: 'library.yaml' } });
const { url } = await mock.listen();
const { personas } = mock.apis.moocit;
const path = url + '/api/so2/v1/completion?username=johndoe';
const plain = await fetch(path, { headers: personas.admin.headers });
const preferred = await fetch(path, { headers: { prefer: 'code=403' } });
const mounted = await fetch(url + '/sessions/a/library/shelves', { headers: { prefer: 'dynamic=true' } });
const unlet = await fetch(url + '/library/books');
const xml = await fetch(url + '/content/123/final_statuses', { headers: mock.apis.ispring.personas.owner.headers });
console.log(plain.status, (await plain.json()).length, preferred.status, (await preferred.json()).detail);
console.log(mounted.status, (await mounted.json())[0].room, unlet.status, await unlet.text());
console.log(xml.status, (await xml.text()).startsWith('<?xml'));
await mock.close();
`;

let nodes = '';
beforeAll(async () => {
  await writeFile(join(installed, 'program.js'), program);
  await writeFile(join(installed, 'program.cjs'), `console.log(typeof require('lms-mock').createMock);`);
  for (const name of ['library.yaml', 'library-shelves.yaml'])
    await copyFile(join(root, 'test/fixtures/mounted', name), join(installed, name));
  nodes = await mkdtemp(join(tmpdir(), 'lms-mock-nodes-'));
  const names = [...SUPPORTED, ...OLD].map((version) => [`node-${version}`, `npm:${binaryPackage()}@${version}`]);
  await writeFile(join(nodes, 'package.json'), JSON.stringify({ dependencies: Object.fromEntries(names) }));
  await npmInstall(nodes);
}, 300_000);
afterAll(() => rm(nodes, { recursive: true, force: true }));

test('package.json allows the tested versions', async () => {
  const { engines } = Object(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  expect(engines).toEqual({ node: `>=${SUPPORTED[0]?.replace('.0', '')}` });
});

test.for(SUPPORTED)('on Node %s the library and the command work', async (version) => {
  const ran = await execute(nodeOf(version), ['program.js'], { cwd: installed });
  expect(ran).toEqual({
    stdout: '200 2 403 You do not have permission to perform this action.\n200 B2 401 {"error":"no token"}\n200 true\n',
    stderr: '',
  });
  const required = await execute(nodeOf(version), ['program.cjs'], { cwd: installed });
  expect(required).toEqual({ stdout: 'function\n', stderr: '' });
  const asked = await execute(nodeOf(version), [command, '--version'], { cwd: installed });
  expect(asked.stdout).toBe('0.1.0\n');
});

test.for(OLD)('on Node %s the command prints one line, and the library throws it', async (version) => {
  const failure = await execute(nodeOf(version), [command, '--port', '0']).catch((error: unknown) => Object(error));
  expect(failure).toMatchObject({ code: 2, stdout: '' });
  expect(failure.stderr).toMatch(
    new RegExp(`^lms-mock needs Node 22 or later, but this is Node ${version}\\.[\\d.]+\\.\\n$`),
  );
  const imported = await execute(nodeOf(version), ['program.js'], { cwd: installed }).catch((error) => Object(error));
  expect(imported.stderr).toMatch(/\nError: lms-mock needs Node 22 or later, but this is Node /);
});

/** The package of npm that holds the program of a version, for this machine. */
function binaryPackage(): string {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function nodeOf(version: string): string {
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return join(nodes, 'node_modules', `node-${version}`, file);
}
