import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { blockTexts } from '../documentation/pages.ts';
import { executablePath, hasNoBrowser } from '../support/processes/browser.ts';
import { main, root } from '../support/processes/server-process.ts';

const GUIDE = 'docs/integration-tests.md';

/** The quick start of a runner, as the documentation prints it. */
function quickStart(heading: string): string {
  const [program = ''] = blockTexts(GUIDE, 'ts', heading);
  return program;
}

/** A quick start whose client sends no credentials. */
function broken(program: string): string {
  return program
    .replace('personas.admin.headers', '{}')
    .replace("{ authorization: 'Bearer moocit-admin-token' }", '{}')
    .replace('toBe(200)', 'toBe(401)')
    .replace('response.status, 200', 'response.status, 401')
    .replace(/session\.on.*/, '')
    .replace("'403'", "'401'");
}

interface Run {
  readonly exitCode: number | string | null | undefined;
  readonly output: string;
}

/** Runs Node in its own folder, in which `lms-mock/…` is the package of the checkout. */
async function runIn(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Run> {
  await using folder = await mkdtempDisposable(join(root, 'test/runner-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  // The variables of this test runner would change the runner that is started.
  const { PATH, HOME } = process.env;
  const options = { cwd: folder.path, env: { PATH, HOME, NO_COLOR: '1' } };
  return await new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : error.code, output: `${stdout}${stderr}` }),
    );
  });
}

const BROWSER = JSON.stringify({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const CONFIG = `export default { reporter: 'line', use: { launchOptions: ${BROWSER} } };`;

/** A page that reads the API of its query. */
const FRONT_END = `<!doctype html><script type="module">
const api = new URLSearchParams(location.search).get('api');
const headers = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };
const { status } = await fetch(api + '/api/so2/v1/completion', { headers });
if (status === 429) document.body.innerHTML = '<p role="alert">The API is busy.</p>';
</script><body></body>`;

const RUNNERS = [
  {
    heading: 'Vitest',
    args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', '.', '--testTimeout=60000'],
    isSkipped: false,
  },
  { heading: 'node:test', args: ['--test', 'a.test.ts'], isSkipped: false },
  {
    heading: 'Playwright',
    args: [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'browser.config.ts',
      '--timeout=90000',
      // Its default is the root of the package.
      '--output=results',
    ],
    isSkipped: hasNoBrowser,
  },
];

// Not concurrent, because each test uses several processes.
describe('the quick start', { concurrent: false, timeout: 120_000 }, () => {
  for (const { heading, args, isSkipped } of RUNNERS) {
    const program = quickStart(heading);

    test.skipIf(isSkipped)(`of ${heading} passes`, async () => {
      const { exitCode, output } = await runIn({ 'a.test.ts': program, 'browser.config.ts': CONFIG }, args);
      expect(exitCode, output).toBe(0);
    });

    test.skipIf(isSkipped)(`of ${heading} fails if the client breaks a contract, and shows its request`, async () => {
      const { exitCode, output } = await runIn({ 'a.test.ts': broken(program), 'browser.config.ts': CONFIG }, args);
      expect(exitCode, output).toBe(1);
      expect(output).toContain('moocit listCompletions: error: header.authorization: Bearer is required, but absent');
      expect(output).toMatch(/curl -sS -g --path-as-is .*\/moocit\/api\/so2\/v1\/completion/);
    });
  }

  test.skipIf(hasNoBrowser)('of Playwright with its own front end passes', async () => {
    const program = blockTexts('docs/front-end.md', 'ts').find((text) => text.includes("'@playwright/test'")) ?? '';
    const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(FRONT_END));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const files = { 'a.test.ts': program.replace('http://localhost:5173', origin), 'browser.config.ts': CONFIG };
    const { exitCode, output } = await runIn(files, RUNNERS.at(-1)?.args ?? []);
    server.close();
    expect(exitCode, output).toBe(0);
    expect(output).toContain('1 passed');
  });

  test('of MSW passes', async () => {
    const { exitCode, output } = await runIn({ 'a.ts': quickStart('MSW') }, ['a.ts']);
    expect(exitCode, output).toBe(0);
  });

  test('of webServer in Playwright waits for the first line of the server', async () => {
    const config = blockTexts(GUIDE, 'ts').find((text) => text.includes('webServer')) ?? '';
    const files = {
      'server.config.ts': config.replace('npx lms-mock', `${process.execPath} ${main}`),
      'a.test.ts': `
      import { expect, test } from '@playwright/test';
      test('answers', async () => {
        expect((await fetch(process.env.LMS_MOCK_URL + '/__mock/health')).status).toBe(200);
      });`,
    };
    const args = [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'server.config.ts',
      '--output=results',
    ];
    const { exitCode, output } = await runIn(files, args);
    expect(exitCode, output).toBe(0);
  });
});
