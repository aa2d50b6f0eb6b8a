import { spawnSync } from 'node:child_process';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { freePort } from '../support/processes/free-port.ts';
import { copyViteExample, serveViteExample } from '../support/processes/vite-example.ts';
import { PASSED_ON, askThrough, configurationOf, proxyConfiguration, startProxy } from '../support/processes/proxy.ts';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;

const NGINX = (port: number, location: string): string => `
daemon off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    ${location}
  }
}`;

describe('the proxies of docs/front-end.md', () => {
  test.skipIf(!hasNginx)('nginx passes requests and streams on (skipped where it is not installed)', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-nginx-'));
    const port = await freePort();
    writeFileSync(join(folder.path, 'nginx.conf'), NGINX(port, proxyConfiguration('location /lms/', url)));
    await using _nginx = startProxy('nginx', ['-p', folder.path, '-c', 'nginx.conf'], folder.path);
    expect(await askThrough(`http://127.0.0.1:${port}/lms`)).toEqual(PASSED_ON);
  });

  test('Vite passes requests and streams on', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-vite-'));
    const configuration = proxyConfiguration('// vite.config.js\nexport default {\n  server: { proxy', url);
    writeFileSync(join(folder.path, 'vite.config.mjs'), configuration);
    const vite = await createServer({ root: folder.path, server: { port: 0 }, logLevel: 'silent' });
    await vite.listen();
    expect(await askThrough(`${vite.resolvedUrls?.local[0] ?? ''}lms`)).toEqual(PASSED_ON);
    await vite.close();
  });

  test('the Vite plugin replaces a proxy', async () => {
    using example = await copyViteExample();
    writeFileSync(join(example.folder, 'vite.config.js'), configurationOf('// vite.config.js\nimport { lmsMock }'));
    await using vite = await serveViteExample(example.config);
    expect(await askThrough(`${vite.url}/lms`)).toEqual(PASSED_ON);
  });
});
