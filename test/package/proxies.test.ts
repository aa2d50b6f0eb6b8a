import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { freePort } from '../support/processes/free-port.ts';
import { PASSED_ON, askThrough, proxyConfiguration, startProxy } from '../support/processes/proxy.ts';
import { npmInstall } from './install.ts';

const ANGULAR = {
  version: 1,
  cli: { analytics: false },
  projects: {
    app: {
      projectType: 'application',
      root: '',
      architect: {
        build: {
          builder: '@angular/build:application',
          options: { browser: 'src/main.ts', tsConfig: 'tsconfig.json', index: 'src/index.html' },
        },
        serve: { builder: '@angular/build:dev-server', options: { buildTarget: 'app:build' } },
      },
    },
  },
};

const PROXIES = [
  {
    title: 'webpack-dev-server',
    packages: ['webpack@5', 'webpack-cli@7', 'webpack-dev-server@6'],
    config: 'webpack.config.js',
    files: { 'src/index.js': '' },
    args: (port: number) => ['node_modules/webpack/bin/webpack.js', 'serve', '--mode=development', `--port=${port}`],
  },
  {
    title: 'Next.js',
    packages: ['next@16', 'react@19', 'react-dom@19'],
    config: 'next.config.js',
    files: { 'pages/index.js': 'export default () => null;' },
    args: (port: number) => ['node_modules/next/dist/bin/next', 'dev', '-p', String(port)],
  },
  {
    title: 'Angular',
    packages: [
      ...['build', 'cli', 'common', 'compiler', 'compiler-cli', 'core', 'platform-browser'].map(
        (name) => `@angular/${name}@22`,
      ),
      'rxjs@7',
      'tslib@2',
      'typescript@6',
    ],
    config: 'proxy.conf.json',
    files: {
      'angular.json': JSON.stringify(ANGULAR),
      'src/index.html': '<!doctype html><html><body></body></html>',
      'src/main.ts': 'export {};',
      'tsconfig.json': JSON.stringify({
        compilerOptions: { target: 'ES2022', module: 'ES2022', moduleResolution: 'bundler' },
        files: ['src/main.ts'],
      }),
    },
    args: (port: number) => [
      'node_modules/@angular/cli/bin/ng.js',
      'serve',
      '--host=127.0.0.1',
      `--port=${port}`,
      '--proxy-config=proxy.conf.json',
    ],
  },
];

// test/documentation/proxies.slow.test.ts has those that need no installation.
describe('the proxies of docs/front-end.md', { concurrent: false }, () => {
  test.for(PROXIES)('$title passes requests and streams on', { timeout: 300_000 }, async (proxy) => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-proxy-'));
    const files = {
      ...proxy.files,
      [proxy.config]: proxyConfiguration(`// ${proxy.config}`, url),
      'package.json': '{ "private": true }',
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder.path, name)), { recursive: true });
      writeFileSync(join(folder.path, name), text);
    }
    await npmInstall(folder.path, ...proxy.packages);
    const port = await freePort();
    await using _proxy = startProxy(process.execPath, proxy.args(port), folder.path);
    expect(await askThrough(`http://127.0.0.1:${port}/lms`)).toEqual(PASSED_ON);
  });
});
