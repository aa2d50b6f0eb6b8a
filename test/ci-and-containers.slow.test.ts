import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { blocks } from './documentation/pages.ts';
import { root } from './support/processes/server-process.ts';

const run = promisify(execFile);
const { runs }: { readonly runs: { readonly steps: readonly { readonly name: string; readonly run: string }[] } } =
  parse(await readFile(join(root, 'action.yml'), 'utf8'));

/** Runs the script of a step in action.yml, like a runner of GitHub. The package is already built. */
function startStep(name: string, folder: string, inputs: NodeJS.ProcessEnv): ReturnType<typeof spawn> {
  const script = runs.steps.find((step) => step.name === name)?.run ?? 'exit 99';
  return spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ACTION_PATH: root,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...inputs,
    },
  });
}

test('the action checks a command, and writes the report and the job summary', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-action-'));
  const read = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8');
  const step = startStep('Check', folder.path, {
    COMMAND: 'curl -s -H "Authorization: Bearer $MOOCIT_TOKEN" "$MOOCIT_BASE_URL/api/so2/v1/grades?usernmae=x" && true',
    OPTIONS: '--fail-on warning --apis moocit',
  });
  expect(await once(step, 'exit')).toEqual([3, null]);
  expect(await read('output')).toBe(`report=${folder.path}/lms-mock.json\n`);
  expect(JSON.parse(await read('lms-mock.json'))).toMatchObject({ exchanges: 1, summary: { isPassed: false } });
  expect(await read('summary')).toMatch(/^## ❌ Failed: lms-mock/);
});

test('the action starts a server that runs beyond its step, and prints the log if the start fails', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-action-'));
  const step = startStep('Serve', folder.path, { OPTIONS: '--apis moocit' });
  try {
    expect(await once(step, 'exit')).toEqual([0, null]);
    const [, url = ''] = /^url=(.*)$/m.exec(await readFile(join(folder.path, 'output'), 'utf8')) ?? [];
    expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
  } finally {
    process.kill(-(step.pid ?? 0));
  }
  expect(await once(startStep('Serve', folder.path, { OPTIONS: '--apis nope' }), 'exit')).toEqual([1, null]);
});

test('the GitLab pipeline in docs/ci.md conforms to the schema of GitLab', async () => {
  const [pipeline, ...others] = blocks.filter(({ path, text }) => path === 'docs/ci.md' && text.includes('artifacts:'));
  expect(others).toEqual([]);
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-gitlab-'));
  await writeFile(join(folder.path, '.gitlab-ci.yml'), pipeline?.text ?? '');
  await run('git', ['init', '--quiet'], { cwd: folder.path });
  const { stdout } = await run(join(root, 'node_modules/.bin/gitlab-ci-local'), ['--list'], { cwd: folder.path });
  expect(stdout).toMatch(/^contracts +test +on_success/m);
});
