import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

import { blockTexts } from '../documentation/pages.ts';
import { npmInstall } from './install.ts';

const { tarball } = inject('packed');
const GUIDE = 'docs/integration-tests.md';
const [command = ''] = blockTexts(GUIDE, 'sh', 'Jest');
const [program = ''] = blockTexts(GUIDE, 'js', 'Jest');

/** jsdom has the condition `browser`, but runs in Node. */
const WITH_JSDOM = `
import { expect, test } from '@jest/globals';
import { createMock } from 'lms-mock';

test('listens beside a document', async () => {
  const mock = createMock({ learners: 5 });
  const { url } = await mock.listen();
  expect([url, typeof document]).toEqual([expect.stringContaining('http://127.0.0.1:'), 'object']);
  await mock.close();
});
`;

interface Outcome {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

test(
  'the recipe for Jest passes with the package, and fails if the client breaks a contract',
  { timeout: 300_000 },
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-jest-'));
    await writeFile(join(folder.path, 'package.json'), '{ "private": true }');
    await npmInstall(folder.path, 'jest@30', 'jest-environment-jsdom@30', `file:${tarball}`);
    const run = async (text: string, words = ''): Promise<Outcome> => {
      await writeFile(join(folder.path, 'a.test.mjs'), text);
      const options = { cwd: folder.path, env: { ...process.env, NO_COLOR: '1' } };
      return promisify(execFile)('bash', ['-c', `${command} ${words}`], options).catch(Object);
    };
    const passed = await run(program);
    expect(passed.code ?? 0, passed.stderr).toBe(0);
    expect(passed.stderr).toContain('✓ reads the completions');

    const broken = await run(program.replace('personas.admin.headers', '{}').replace('toBe(200)', 'toBe(401)'));
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('Bearer is required, but absent');

    const withJsdom = await run(WITH_JSDOM, '--env=jsdom');
    expect(withJsdom.stderr).toContain('✓ listens beside a document');
  },
);
