import { execFile } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { npmInstall } from './install.ts';

const execute = promisify(execFile);

const ENTRY = `
import { createMock } from 'lms-mock';
import { handlersOf } from 'lms-mock/msw';
import { setupWorker } from 'msw/browser';

const mock = createMock({ learners: 5 });
await setupWorker(...handlersOf(mock, { addresses: { ispring: 'https://api.example.org' } })).start({ quiet: true });
const { headers } = mock.apis.ispring.personas.owner;
const response = await fetch('https://api.example.org/departments', { headers });
document.title = response.status + ' ' + (await response.text()).slice(0, 30);
`;

// examples/msw is the same with Vite.
describe.skipIf(hasNoBrowser)('webpack', { concurrent: false }, () => {
  const browser = useBrowser();

  test('bundles the mock for a browser, where MSW answers from it', { timeout: 300_000 }, async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-webpack-'));
    const { path } = folder;
    writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(path, 'main.js'), ENTRY);
    await npmInstall(path, inject('packed').tarball, 'msw@3', 'webpack@5', 'webpack-cli@7');
    const webpack = [
      'node_modules/webpack/bin/webpack.js',
      '--mode=development',
      '--entry=./main.js',
      '--devtool=false',
      '--json',
    ];
    const { stdout } = await execute(process.execPath, webpack, { cwd: path, maxBuffer: 2 ** 28 });
    const { errors, warnings }: { readonly errors?: unknown; readonly warnings?: unknown } = JSON.parse(stdout);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });

    const page = await browser().newPage();
    await page.context().route('https://page.example/**', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/')
        return route.fulfill({ contentType: 'text/html', body: '<script defer src="/main.js"></script>' });
      const folderOf = pathname === '/mockServiceWorker.js' ? 'node_modules/msw/lib' : 'dist';
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(path, folderOf, pathname)) });
    });
    await page.goto('https://page.example/');
    await page.waitForFunction('document.title !== ""');
    expect(await page.title()).toBe('200 <?xml version="1.0" encoding="');
  });
});
