import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';
import { expect, test, vi } from 'vitest';

import { main, serve } from '../support/processes/server-process.ts';

const document = (edition: number): string => `
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /books:
    get:
      operationId: listBooks
      responses: { '200': { description: ok, content: { application/json: { example: { edition: ${edition} } } } } }
`;

test('--watch loads the configuration again, and says what it refuses and what needs a restart', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'watch-'));
  const write = (file: string, text: string): void => writeFileSync(join(folder.path, file), text);
  write('one.yaml', document(1));
  write('two.yaml', document(2));
  write('lms-mock.config.yaml', 'specs: { shop: one.yaml }\nlearners: 10\n');
  await using server = await serve(['--watch'], { cwd: folder.path });
  const edition = async (): Promise<unknown> => (await fetch(`${server.url}/shop/books`)).json();
  expect(await edition()).toEqual({ edition: 1 });

  write('lms-mock.config.yaml', 'specs: { shop: two.yaml }\nlearners: 10\njournal: 5\nhost: 0.0.0.0\n');
  await server.printed('Restart lms-mock to change host, journal.\n');
  expect(server.output()).toContain('Reloaded lms-mock.config.yaml.\n');
  expect(await edition()).toEqual({ edition: 2 });

  write('lms-mock.config.yaml', 'specs: { shop: two.yaml }\nlearners: [\n');
  const reloaded = async (number: number): Promise<void> => {
    while ((await request(server.url).get('/__mock/health')).body.reload.number < number) await delay(20);
  };
  await reloaded(2);
  write('lms-mock.config.yaml', 'specs: { shop: two.yaml }\nlearners: few\n');
  await reloaded(3);
  expect(await edition()).toEqual({ edition: 2 });

  const { exitCode, stderr } = await server.stop('SIGTERM');
  expect(exitCode).toBe(0);
  expect(stderr.match(/^Could not reload lms-mock.config.yaml. The old content stays in use.$/gm)).toHaveLength(2);
  expect(stderr).toMatch(/^ {2}lms-mock.config.yaml:\d: /m);
  expect(stderr).toMatch(/^ {2}.*"learners".*lms-mock.config.yaml.* must be a whole number .* got "few"\.$/m);
});

test.for([
  { title: 'LMS_MOCK_WATCH', env: { LMS_MOCK_WATCH: 'true' }, more: '' },
  { title: 'the key "watch" of the configuration', env: {}, more: 'watch: true\n' },
])('$title turns watching on', async ({ env, more }) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'watch-'));
  const file = join(folder.path, 'lms-mock.config.yaml');
  writeFileSync(file, `learners: 10\n${more}`);
  await using server = await serve([], { cwd: folder.path, env: { ...process.env, ...env } });
  writeFileSync(file, `learners: 11\n${more}`);
  await vi.waitFor(() => expect(server.output()).toContain('Reloaded lms-mock.config.yaml.\n'), { timeout: 20_000 });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

test.skipIf(!hasScript).for([
  { title: 'a terminal turns watching on', reloads: true },
  { title: '--no-watch turns watching off', flags: '--no-watch' },
  { title: 'LMS_MOCK_WATCH=false turns watching off', env: { LMS_MOCK_WATCH: 'false' } },
  { title: '"watch: false" in the configuration turns watching off', more: 'watch: false\n' },
])('$title (skipped without the program "script")', async ({ flags = '', env = {}, more = '', reloads = false }) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'watch-'));
  const write = (learners: number): void =>
    writeFileSync(join(folder.path, 'lms-mock.config.yaml'), `learners: ${learners}\n${more}`);
  write(10);
  const child = spawn('script', ['-qfec', `${process.execPath} ${main} --port 0 ${flags}`, '/dev/null'], {
    cwd: folder.path,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  await vi.waitFor(() => expect(output).toContain('Press Ctrl+C to stop.'), { timeout: 20_000 });
  // The files are first read a little later.
  await delay(300);
  write(11);
  for (let waited = 0; !output.includes('Reloaded') && waited < (reloads ? 10_000 : 1000); waited += 50)
    await delay(50);
  child.kill('SIGINT');
  await once(child, 'close');
  expect(output.includes('Reloaded')).toBe(reloads);
});
