import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtempDisposable, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';

import { blocks } from '../documentation/pages.ts';
import { main, root, run } from '../support/processes/server-process.ts';

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const client = join(root, 'examples/client');
const ask =
  'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades", { headers: { authorization: "Bearer " + process.env.MOOCIT_TOKEN } })';

function check(...args: readonly string[]) {
  return run(['check', ...args]);
}

/** Runs `check` with a program for Node. */
function checkNode(program: string, ...flags: readonly string[]) {
  return check(...flags, '--', process.execPath, '-e', program);
}

// Each test starts several processes, and other tests run at the same time.
describe('lms-mock check', { timeout: 180_000 }, () => {
  test('the client in the examples passes, and its reports are written', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-check-'));
    const reports = ['json', 'junit', 'ctrf', 'markdown', 'html', 'text'].flatMap((kind) => [
      '--report',
      `${kind}=${folder.path}/new/${kind}`,
    ]);
    const { exitCode, stdout, stderr } = await check(
      '--documented-only',
      '--min-coverage',
      '20',
      ...reports,
      '--',
      process.execPath,
      vitest,
      'run',
      '--root',
      client,
    );
    expect(stdout, stderr).toContain('5 passed');
    expect(stdout).toMatch(/\n\nPASSED {2}session all: 9 exchanges, 0 errors, 0 warnings\n$/);
    expect(exitCode).toBe(0);
    expect(await readdir(join(folder.path, 'new'))).toHaveLength(6);
    expect(JSON.parse(await readFile(join(folder.path, 'new/json'), 'utf8'))).toMatchObject({
      exchanges: 9,
      summary: { isPassed: true },
    });
  });

  test('a client that violates a contract without an error of its own gets the exit code 3', async () => {
    await using folder = await mkdtempDisposable(join(client, '../broken-'));
    await cp(client, folder.path, { recursive: true });
    const file = join(folder.path, 'completions.ts');
    await writeFile(file, (await readFile(file, 'utf8')).replace('v1/grades`', 'v1/grades?usernmae=x`'));
    const warned = await check('--fail-on', 'warning', '--', process.execPath, vitest, 'run', '--root', folder.path);
    expect(warned.stdout).toContain('5 passed');
    expect(warned.stdout).toContain('did you mean "username"?');
    expect(warned.exitCode).toBe(3);
    const broken = `${ask.replace('v1/grades"', 'v1/grades?usernmae=x"')}.then(({ ok }) => process.exit(ok ? 0 : 1))`;
    expect((await checkNode(broken)).exitCode).toBe(0);
    expect((await checkNode(broken, '--strict')).exitCode).toBe(1);
  });

  test('the exit code of the command takes precedence', async () => {
    const refused = 'fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades")';
    expect((await checkNode(refused)).exitCode).toBe(3);
    expect((await checkNode(refused, '--fail-on', 'never')).exitCode).toBe(0);
    expect((await checkNode(refused, '--allow-refusals')).exitCode).toBe(0);
    expect((await checkNode(refused, '--allow', 'moocit:listGrades:header.authorization')).exitCode).toBe(0);
    expect((await checkNode(refused, '--allow', 'moocit:listCompletions:header.authorization')).exitCode).toBe(3);
    expect((await checkNode(`${refused}.then(() => process.exit(7))`)).exitCode).toBe(7);
    expect((await checkNode(ask)).exitCode).toBe(0);
    expect((await checkNode(ask, '--min-coverage', '99')).exitCode).toBe(3);
    expect((await checkNode('process.kill(process.pid, "SIGKILL")')).exitCode).toBe(137);
  });

  test('the environment of the command has the server, and the address and credentials of each API', async () => {
    const { stdout } = await checkNode('console.log(JSON.stringify(process.env))');
    const environment: Readonly<Record<string, string>> = JSON.parse(/^\{.*\}$/m.exec(stdout)?.[0] ?? '{}');
    const url = environment['LMS_MOCK_URL'] ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment).toMatchObject({
      MOOCIT_BASE_URL: `${url}/moocit`,
      MOOCIT_TOKEN: 'moocit-admin-token',
      STACKONE_BASE_URL: `${url}/stackone`,
      STACKONE_API_KEY: 'stackone-api-key',
      STACKONE_ACCOUNT_ID: 'stackone-account',
      ISPRING_BASE_URL: `${url}/ispring`,
      ISPRING_ACCOUNT_URL: 'http://myaccount.ispringlearn.com',
      ISPRING_EMAIL: 'email@email.com',
      ISPRING_PASSWORD: 'password',
      HELSINKI_BASE_URL: `${url}/helsinki`,
      HELSINKI_KEY: 'documentationOnlyExampleSecretKey-12345',
    });
    const token = await checkNode(
      'console.log(process.env.ISPRING_TOKEN, process.env.ISPRING_PASSWORD)',
      '--variant',
      'ispring.credentials=token',
    );
    expect(token.stdout).toMatch(/^ispring-owner-token undefined$/m);
  });

  test('a mounted document counts only with its called operations', async () => {
    const spec = `city-library=${join(root, 'test/fixtures/mounted/library.yaml')}`;
    const shelves = 'fetch(process.env.CITY_LIBRARY_BASE_URL + "/shelves").then(({ status }) => console.log(status))';
    const { exitCode, stdout } = await checkNode(shelves, '--spec', spec);
    expect(stdout, stdout).toMatch(/^200$/m);
    expect(stdout).not.toMatch(/city-library (listBooks|addBook)/);
    expect(exitCode).toBe(0);
    const bad = await checkNode('fetch(process.env.CITY_LIBRARY_BASE_URL + "/books?limit=0")', '--spec', spec);
    expect(bad.stdout).toMatch(/query\.limit/);
    expect(bad.stdout).toMatch(/city-library listBooks: parameters/);
    expect(bad.exitCode).toBe(3);
  });

  test.for([
    [[], /must be given after two dashes/],
    [['--', 'no-such-command'], /must be a program that exists, got "no-such-command"/],
    [['--', root], /must be a program that can be started \(EACCES\)/],
    [['--report', 'pdf=x', '--', 'true'], /kind=path, where kind is one of text, json/],
    [['--report', 'sarif=x', '--', 'true'], /markdown, html \(sarif was removed\), got "sarif=x"/],
    [['--report', `json=${main}/x`, '--', 'true'], /a path that can be written/],
    [['--report', 'json=/proc/no/such/report.json', '--', 'true'], /a path that can be written \(E[A-Z]+\)/],
    [['--fail-on', 'x', '--', 'true'], /--fail-on must be error, warning or never/],
    [['--min-coverage', '101', '--', 'true'], /--min-coverage must be a percentage/],
    [['--variants', 'moocit.nope', '--', 'true'], /--variants must be all, the name of an API/],
    [['--variants', 'matrix', '--', 'true'], /\(matrix was removed\)/],
    [['--seed', 'x', '--', 'true'], /--seed must be a whole number/],
  ] as const)('%j is refused in one line', async ([args, message]) => {
    const { exitCode, stdout, stderr } = await check(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a command runs once for each choice of a variant, and a table shows which runs pass', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-readings-'));
    const wantsEmpty = `fetch(process.env.MOOCIT_BASE_URL + "/api/so2/v1/grades?username=nobody", { headers: { authorization: "Bearer " + process.env.MOOCIT_TOKEN } }).then(({ status }) => process.exit(status === 200 ? 0 : 1))`;
    const flags = ['--variants', 'moocit.no-match', '--report', `json=${folder.path}/report.json`];
    const { exitCode, stdout } = await checkNode(wantsEmpty, ...flags);
    // The table of docs/ci.md.
    const table = blocks.find(({ path, text }) => path === 'docs/ci.md' && text.startsWith('reading '));
    expect(stdout.trimEnd().endsWith(`\n  ${table?.text ?? 'none'}`)).toBe(true);
    expect(exitCode).toBe(3);
    expect((await readdir(folder.path)).sort()).toEqual(['report.json', 'report.moocit.no-match=not-found.json']);
  });

  test('--variants all runs the command with each choice that is not a default', async () => {
    const { exitCode, stdout } = await check('--variants', 'all', '--allow-no-exchanges', '--', 'true');
    const [, survived, all] = /^PASSED {2}(\d+) of (\d+) readings$/m.exec(stdout) ?? [];
    expect([exitCode, survived]).toEqual([0, all]);
    expect(Number(all)).toBeGreaterThan(25);
  });

  /** Zombies count as ended. */
  async function isAlive(id: number): Promise<boolean> {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => 'State: Z');
    return !/^State:\s+Z/m.test(status);
  }

  test.for([
    { signal: 'SIGINT', want: 130 },
    { signal: 'SIGTERM', want: 143 },
    { signal: 'SIGHUP', want: 129 },
  ] as const)('$signal ends the command and the processes that it started', async ({ signal, want }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-signals-'));
    const grandchild = `setInterval(() => {}, 1000); process.on("SIGTERM", () => {}); require("fs").writeFileSync("${folder.path}/grandchild", String(process.pid))`;
    const program = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, [main, 'check', '--', process.execPath, '-e', program], { stdio: 'ignore' });
    const file = join(folder.path, 'grandchild');
    const begun = async (): Promise<number> => Number(await readFile(file, 'utf8').catch(() => '0'));
    await vi.waitFor(async () => expect(await begun()).toBeGreaterThan(0), { timeout: 60_000 });
    const grandchildId = await begun();
    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect(code).toBe(want);
    expect(await isAlive(grandchildId)).toBe(false);
  });

  test('a command that ignores the first signal is killed at the second', async () => {
    const deaf = 'process.on("SIGTERM", () => console.log("heard")); console.log("ready"); setInterval(() => {}, 1000)';
    const child = spawn(process.execPath, [main, 'check', '--', process.execPath, '-e', deaf], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    child.stdout.resume();
    expect((await exited)[0]).toBe(137);
  });

  test('processes that the command has left are ended after it', async () => {
    const program =
      'console.log("left", require("child_process").spawn("sleep", ["300"], { stdio: "ignore" }).pid); process.exit()';
    const { stdout, exitCode } = await checkNode(program, '--allow-no-exchanges');
    const left = Number(/^left (\d+)$/m.exec(stdout)?.[1]);
    expect([exitCode, left > 0]).toEqual([0, true]);
    expect(await isAlive(left)).toBe(false);
  });
});
