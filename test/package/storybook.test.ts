import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';

import { blockTexts } from '../documentation/pages.ts';
import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { npmInstall } from './install.ts';

const execute = promisify(execFile);

const [command = ''] = blockTexts('docs/front-end.md', 'sh', 'MSW and Storybook');

/** The files of the guide, whose first line has their path, and those that it leaves to the reader. */
const FILES: readonly string[] = [
  ...blockTexts('docs/front-end.md', 'js', 'MSW and Storybook'),
  `// .storybook/main.js
export default { framework: '@storybook/html-vite', stories: ['../src/*.stories.js'], staticDirs: ['../public'] };`,
  `// src/grades.js
export function grades({ headers }) {
  const element = document.createElement('output');
  const url = 'https://courses.example.org/api/so2/v1/grades?username=johndoe';
  fetch(url, { headers }).then(async (response) => {
    element.textContent = response.ok ? (await response.json()).length + ' rows' : 'status ' + response.status;
  });
  return element;
}`,
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

describe.skipIf(hasNoBrowser)('the recipe for Storybook', { concurrent: false }, () => {
  const browser = useBrowser();

  test('shows each story with the answers of the mock', { timeout: 400_000 }, async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-storybook-'));
    const { path } = folder;
    for (const name of ['.storybook', 'src', 'public']) mkdirSync(join(path, name));
    writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
    for (const text of FILES) writeFileSync(join(path, /^\/\/ (\S+)/.exec(text)?.[1] ?? ''), text);
    const packages = ['storybook@10', '@storybook/html-vite@10', 'vite@8', 'msw@3'];
    await npmInstall(path, inject('packed').tarball, ...packages);
    const env = { ...process.env, CI: '1', STORYBOOK_DISABLE_TELEMETRY: '1' };
    await execute('bash', ['-c', command], { cwd: path, env });
    await execute('npx', ['storybook', 'build', '--quiet'], { cwd: path, env });

    const context = await browser().newContext();
    const unmocked: string[] = [];
    await context.route('**', (route) => {
      const { origin, pathname } = new URL(route.request().url());
      if (origin !== 'https://stories.example') unmocked.push(pathname);
      const file = join(path, 'storybook-static', pathname);
      return route.fulfill({ contentType: TYPES[extname(pathname)] ?? 'text/plain', body: readFileSync(file) });
    });
    const page = await context.newPage();
    const shown: (string | null)[] = [];
    for (const story of ['rows', 'busy', 'rows']) {
      await page.goto(`https://stories.example/iframe.html?id=grades--${story}&viewMode=story`);
      shown.push(await page.locator('output:not(:empty)').textContent());
    }
    expect(shown).toEqual(['2 rows', 'status 429', '2 rows']);
    expect(unmocked).toEqual([]);
  });
});
