import { mkdtempDisposable, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { run, serve } from '../../support/processes/server-process.ts';

test('the ready file has the address, the credentials and the token, and exists while the server runs', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  const path = join(folder.path, 'new', 'ready.json');
  await using server = await serve(['--host', '0.0.0.0', '--token', 'open-sesame', '--ready-file', path]);
  const ready: unknown = JSON.parse(await readFile(path, 'utf8'));
  expect(ready).toMatchObject({
    url: server.url,
    token: 'open-sesame',
    apis: {
      moocit: {
        baseUrl: `${server.url}/moocit`,
        personas: { admin: { headers: { authorization: 'Bearer moocit-admin-token' } } },
      },
    },
    specs: {},
  });
  expect(Object.keys(Object(ready).apis)).toEqual(['moocit', 'stackone', 'ispring', 'helsinki']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await server.stop('SIGTERM');
  expect(await readdir(join(folder.path, 'new'))).toEqual([]);
});

test('the ready file of an earlier server is removed, even if the server does not start', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  const path = join(folder.path, 'ready.json');
  await writeFile(path, '{}');
  const { exitCode, stderr } = await run(['--host', 'no.such.host.invalid', '--ready-file', path]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("Can't listen")]);
  expect(await readdir(folder.path)).toEqual([]);
});

test.for([
  ['/dev/null', '--ready-file must be the path of a regular file, got "/dev/null".\n'],
  ['/proc/nowhere/ready.json', expect.stringMatching(/^--ready-file must be a path that can be written \(E[A-Z]+\)/)],
])('the ready file %s is refused in one line', async ([path, stderr]) => {
  expect(await run(['--port', '0', '--ready-file', path])).toEqual({ exitCode: 2, stdout: '', stderr });
});
