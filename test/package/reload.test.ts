import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, inject, test, vi } from 'vitest';

const { installed } = inject('packed');

test('with --watch the built-in fixtures of the package are loaded again as well', async ({ onTestFinished }) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-watch-'));
  await cp(installed, folder.path, { recursive: true });
  const home = join(folder.path, 'node_modules/lms-mock');
  const args = [join(home, 'dist/cli/main.js'), '--watch', '--port=0'];
  const server = spawn(process.execPath, args, { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void server.kill());
  const [first] = await once(createInterface({ input: server.stdout }), 'line');
  const url = String(first).replace('lms-mock listens on ', '');
  const statusOf = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return (await fetch(`${url}/moocit/api/so2/v1/completion`, { headers })).status;
  };
  expect([await statusOf('moocit-admin-token'), await statusOf('another-token')]).toEqual([200, 401]);
  const personas = join(home, 'fixtures/personas.yaml');
  await writeFile(personas, (await readFile(personas, 'utf8')).replace('moocit-admin-token', 'another-token'));
  await vi.waitFor(async () => expect(await statusOf('another-token')).toBe(200), { timeout: 10_000 });
  expect(await statusOf('moocit-admin-token')).toBe(401);
  server.kill();
  await once(server, 'close');
});

test('createMock checks a contract of the package that was changed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-changed-'));
  await cp(installed, folder.path, { recursive: true });
  const spec = join(folder.path, 'node_modules/lms-mock/specs/moocit.yaml');
  await writeFile(spec, (await readFile(spec, 'utf8')).replace('operationId: listGrades', 'operationId: listMarks'));
  const program =
    "import { createMock } from 'lms-mock'; try { createMock(); } catch ({ message }) { console.log(message); }";
  const words = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder.path });
  expect(stdout).toMatch(
    /moocit\.yaml:\d+: The contract moocit can't be served: the operation listMarks has no handler/,
  );
});
