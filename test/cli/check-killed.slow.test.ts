import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtempDisposable, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';

import { main, run } from '../support/processes/server-process.ts';

const ask =
  'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades", { headers: { authorization: "Bearer " + process.env.MOOCIT_TOKEN } })';

async function isAlive(id: number): Promise<boolean> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => 'State: Z');
  return !/^State:\s+Z/m.test(status);
}

describe('the end of lms-mock check', { timeout: 120_000 }, () => {
  test('leaves no process and no folder after SIGKILL', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-killed-'));
    const note = `require("fs").writeFileSync(process.env.NOTES + "/" + process.pid, process.env.LMS_MOCK_CHECK_SPOOL)`;
    const grandchild = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); ${note}`;
    const program = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]); setInterval(() => {}, 1000); ${note}`;
    const child = spawn(process.execPath, [main, 'check', '--', process.execPath, '-e', program], {
      stdio: 'ignore',
      env: { ...process.env, NOTES: folder.path },
    });
    const begun = async (): Promise<readonly string[]> => readdir(folder.path);
    await vi.waitFor(async () => expect(await begun()).toHaveLength(2), { timeout: 60_000 });
    const ids = (await begun()).map(Number);
    const spool = await readFile(join(folder.path, String(ids[0])), 'utf8');
    expect(existsSync(spool)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const alive = async (): Promise<readonly boolean[]> => Promise.all(ids.map(isAlive));
    // expect.poll() does not work beside tests that run concurrently.
    await vi.waitFor(async () => expect(await alive()).toEqual([false, false]), { timeout: 30_000 });
    await vi.waitFor(() => expect(existsSync(spool)).toBe(false), { timeout: 30_000 });
  });

  test('a report on a full disk is one line and its own exit code, and no file is cut', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-full-'));
    const full = await run(['check', '--report', 'json=/dev/full', '--', process.execPath, '-e', ask]);
    expect(full.exitCode).toBe(74);
    expect(full.stderr.trim()).toBe('lms-mock check: The report /dev/full was not written: the disk is full (ENOSPC).');
    expect(full.stdout).toMatch(/^PASSED/m);

    const file = join(folder.path, 'report.json');
    await writeFile(file, 'of an earlier run');
    // The shell limits the size of written files to 8 blocks of 512 bytes, which is less than a report.
    const bounded = `trap '' XFSZ; ulimit -f 8; exec "$@"`;
    const args = ['-c', bounded, 'sh', process.execPath, main, 'check', '--report', `json=${file}`, '--'];
    const failed = await promisify(execFile)('/bin/sh', [...args, process.execPath, '-e', ask], {
      env: { ...process.env, NODE_COMPILE_CACHE: '', NODE_DISABLE_COMPILE_CACHE: '1' },
    }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 74, stderr: expect.stringContaining('was not written: EFBIG') });
    expect(await readFile(file, 'utf8')).toBe('of an earlier run');
    expect(await readdir(folder.path)).toEqual(['report.json']);
  });

  test('the exit code of a broken contract takes precedence over that of an unwritten report', async () => {
    const refused = 'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades?username=a&username=b")';
    const { exitCode } = await run(['check', '--report', 'json=/dev/full', '--', process.execPath, '-e', refused]);
    expect(exitCode).toBe(3);
  });

  test('a report replaces the target of a symbolic link, and keeps its mode', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-link-'));
    const [file, link] = [join(folder.path, 'report.json'), join(folder.path, 'latest.json')];
    await writeFile(file, 'of an earlier run', { mode: 0o640 });
    await symlink(file, link);
    const { exitCode } = await run(['check', '--report', `json=${link}`, '--', process.execPath, '-e', ask]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ summary: { isPassed: true } });
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect((await readdir(folder.path)).sort()).toEqual(['latest.json', 'report.json']);
  });

  test('a full disk for standard output is one line and the same exit code', async () => {
    const args = ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, main, 'check', '--'];
    const failed = await promisify(execFile)('/bin/sh', [...args, process.execPath, '-e', ask]).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({
      code: 74,
      stderr: expect.stringMatching(/^[^\n]*standard output[^\n]*ENOSPC[^\n]*\n$/),
    });
  });
});
