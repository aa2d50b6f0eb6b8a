import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { blockTexts } from './documentation/pages.ts';
import { root } from './support/processes/server-process.ts';

const readme = await readFile(join(root, 'README.md'), 'utf8');

test('the commands are those of the continuous integration, and the server answers', async () => {
  expect(blockTexts('README.md', 'sh')).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(await readFile(join(root, '.ci/run'), 'utf8')).toMatch(/^npm ci\nnpm test$/m);

  const server = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of server.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C')) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  const { status } = await fetch(url);
  process.kill(-(server.pid ?? 0), 'SIGTERM');
  expect(status).toBe(200);
  await once(server, 'close');
});

test('the log in the README is the printed log', async () => {
  const [shown = ''] = /^GET .* ms\n {2}warning: .*$/m.exec(readme) ?? [];
  const { createMock } = await import('../src/index.ts');
  const { formatPretty } = await import('../src/cli/serve/log.ts');
  const printed: string[] = [];
  await using mock = createMock({ port: 0, learners: 0, onExchange: (summary) => printed.push(formatPretty(summary)) });
  const { url } = await mock.listen();
  const path = /^GET (\S+)/.exec(shown)?.[1] ?? '';
  await fetch(url + path, { headers: { authorization: 'Basic documentationOnlyExampleSecretKey-12345' } }).then(
    (answer) => answer.text(),
  );
  const withoutTime = (text: string): string => text.replace(/[\d.]+ ms/, 'ms');
  for (let tries = 0; tries < 1000 && printed.length === 0; tries += 1) await delay(20);
  expect(printed.map(withoutTime)).toEqual([withoutTime(shown)]);
});
