import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { library, root, run } from '../support/processes/server-process.ts';

const books = join(root, 'test/fixtures/mounted/library.yaml');
const imports = `import { createMock } from ${JSON.stringify(library)};
import request from ${JSON.stringify(join(root, 'node_modules/supertest/index.js'))};`;
/** A program that calls a mock in its process, without listen() and close(). */
const ask = (path: string): string =>
  `await request(createMock({ learners: 5 }).app).get('${path}').set('authorization', 'Bearer moocit-admin-token');`;
/** The same program without credentials. */
const breach = `await request(createMock({ learners: 5 }).app).get('/api/so2/v1/grades');`;

interface JsonReport {
  readonly exchanges: number;
  readonly violations: readonly {
    readonly api: string;
    readonly operationId?: string;
    readonly location: string;
    readonly severity: string;
    readonly count: number;
  }[];
  readonly coverage: readonly { readonly api: string; readonly name: string; readonly count: number }[];
  readonly unusedRules: readonly unknown[];
  readonly expected?: JsonReport['violations'];
  readonly unmetExpectations?: readonly string[];
}

function errorsOf({ violations }: JsonReport): JsonReport['violations'] {
  return violations.filter(({ severity }) => severity === 'error');
}

/** Runs `check` with a command in a folder with the given files. Also returns the JSON report. */
async function check({
  files,
  command,
  flags = [],
}: {
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly flags?: readonly string[];
}) {
  // The folder is below this one, so that the test runners are found.
  await using folder = await mkdtempDisposable(join(root, 'test/in-process-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const file = join(folder.path, 'report.json');
  const ended = await run(['check', ...flags, '--report', `json=${file}`, '--', ...command], {
    cwd: folder.path,
    env: { LMS_MOCK_VALIDATE_REPLIES: '' },
  });
  const report: JsonReport = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  return { ...ended, report };
}

describe('mocks in the processes of the command', { timeout: 180_000 }, () => {
  test('count without close(), when the process exits right after the answer', async () => {
    const program = `${imports}\n${ask('/api/so2/v1/grades')}\nprocess.exit();`;
    const { exitCode, stdout, report } = await check({
      files: { 'client.mjs': program },
      command: [process.execPath, 'client.mjs'],
    });
    expect([exitCode, report.exchanges]).toEqual([0, 1]);
    expect(stdout).toMatch(/^PASSED/m);
    const called = report.coverage.filter(({ name, count }) => name === 'listGrades' && count === 1);
    expect(called).toHaveLength(1);
  });

  test('count when the process is killed while it waits, and break the gate', async () => {
    const program = `${imports}\n${breach}\nprocess.kill(process.pid, 'SIGKILL');`;
    const runner = `require('child_process').spawnSync(process.execPath, ['client.mjs'])`;
    const { exitCode, report } = await check({
      files: { 'client.mjs': program },
      command: [process.execPath, '-e', runner],
    });
    expect([exitCode, report.exchanges]).toEqual([3, 1]);
    expect(errorsOf(report)).toMatchObject([{ api: 'moocit', location: 'header.authorization', count: 1 }]);
  });

  test.for([
    ['threads', ['--pool', 'threads']],
    ['forks', ['--pool', 'forks']],
  ] as const)('of the workers of vitest count together (%s)', async ([, pool]) => {
    const one = `import { test } from 'vitest';\n${imports}\ntest('asks', async () => { ${breach} });`;
    const { exitCode, stdout, report } = await check({
      files: { 'a.test.mjs': one, 'b.test.mjs': one, 'c.test.mjs': one, 'vitest.config.mjs': 'export default {};' },
      command: [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', '.', ...pool],
    });
    expect(stdout).toContain('3 passed');
    expect([exitCode, report.exchanges]).toEqual([3, 3]);
    expect(errorsOf(report)).toMatchObject([{ api: 'moocit', location: 'header.authorization', count: 3 }]);
  });

  test('of node:test, of a mounted document and of the server over HTTP count together', async () => {
    const mounted = `import { test } from 'node:test';\n${imports}
test('asks a document', async () => {
  const mock = createMock({ specs: { books: ${JSON.stringify(books)} } });
  await request(mock.app).get('/books/books?limit=0');
  mock.session().rules.add({ match: { operation: 'listGrades' }, answer: { status: 403 } });
});`;
    const over = `import { test } from 'node:test';
test('asks over HTTP', async () => { await fetch(process.env.SHELF_BASE_URL + '/books?limit=0'); });`;
    const { exitCode, stdout, report } = await check({
      files: { 'a.test.mjs': mounted, 'b.test.mjs': over },
      command: [process.execPath, '--test'],
      flags: ['--spec', `shelf=${books}`],
    });
    expect(stdout, stdout).toMatch(/pass 2/);
    expect([exitCode, report.exchanges]).toEqual([3, 2]);
    // One document under two names.
    const errors = report.violations.filter(({ location }) => location === 'query.limit');
    expect(errors).toMatchObject([{ api: 'shelf', count: 2 }]);
  });

  test('are listed with the coverage of documents that check does not have', async () => {
    const program = `${imports}\nawait request(createMock({ specs: { books: ${JSON.stringify(books)} } }).app).get('/books/books?limit=0');`;
    const { report } = await check({ files: { 'client.mjs': program }, command: [process.execPath, 'client.mjs'] });
    expect(report.violations).toContainEqual(expect.objectContaining({ api: 'books', location: 'query.limit' }));
    expect(report.coverage.some(({ api, name, count }) => api === 'books' && name === 'listBooks' && count === 1)).toBe(
      true,
    );
  });

  test('report the rules that never matched', async () => {
    const program = `${imports}\n${ask('/api/so2/v1/grades')}
createMock().session().rules.add({ match: { operation: 'listGrades' }, answer: { status: 403 } });`;
    const { exitCode, stdout, stderr, report } = await check({
      files: { 'client.mjs': program },
      command: [process.execPath, 'client.mjs'],
    });
    expect(exitCode, stdout + stderr).toBe(0);
    expect(report.unusedRules).toHaveLength(1);
  });

  test('write no secret', async () => {
    const program = `${imports}\nimport { readFileSync, readdirSync } from 'node:fs';
await request(createMock().app).get('/api/so2/v1/grades?access_token=canary-1&username=a&username=b').set('authorization', 'Bearer canary-2');
const folder = process.env.LMS_MOCK_CHECK_SPOOL;
for (const name of readdirSync(folder)) console.log('spooled', readFileSync(folder + '/' + name, 'utf8'));`;
    const { stdout } = await check({ files: { 'client.mjs': program }, command: [process.execPath, 'client.mjs'] });
    expect(stdout).toContain('spooled {');
    expect(stdout).not.toContain('canary');
  });

  test('print once that they cannot report, and continue', async () => {
    await using folder = await mkdtempDisposable(join(root, 'test/in-process-'));
    const program = `${imports}\n${ask('/api/so2/v1/grades')}\n${ask('/api/so2/v1/grades')}\nconsole.log('went on');`;
    await writeFile(join(folder.path, 'client.mjs'), program);
    const command = `require('child_process').spawnSync(process.execPath, ['client.mjs'], { stdio: 'inherit', env: { ...process.env, LMS_MOCK_CHECK_SPOOL: '/no/such/folder' } })`;
    const ended = await run(['check', '--', process.execPath, '-e', command], { cwd: folder.path });
    expect(ended.stdout).toContain('went on');
    expect(ended.stderr.match(/lms-mock can't report to the check command/g)).toHaveLength(1);
    expect(ended.exitCode).toBe(3);
  });

  test('use the expectations of the run, and add their own', async () => {
    const program = `${imports}
const mock = createMock({ port: 0, learners: 5 });
const { url } = await mock.listen();
mock.session('own').expectViolation({ operation: 'GET /nope' });
mock.session('own').expectViolation({ operation: 'listGrades', location: 'query' });
await fetch(url + '/sessions/own/moocit/nope');
await fetch(url + '/moocit/api/so2/v1/grades');
await mock.close();`;
    const { report } = await check({
      files: { 'client.mjs': program },
      flags: ['--allow', 'moocit:listGrades:header.authorization'],
      command: [process.execPath, 'client.mjs'],
    });
    const places = (list: JsonReport['violations'] = []): readonly string[] =>
      list.filter(({ severity }) => severity === 'error').map(({ location }) => location);
    expect(places(report.violations)).toEqual([]);
    expect(places(report.expected)).toEqual(['path', 'header.authorization']);
    expect(report.unmetExpectations).toEqual(['listGrades query']);
  });

  test('limit the size of the file of a mock, and count everything', async () => {
    const program = `${imports}\nimport { readdirSync, statSync } from 'node:fs';
const { app } = createMock({ learners: 5, validateReplies: false });
const server = app.listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
for (let index = 0; index < 4000; index += 1)
  await (await fetch('http://127.0.0.1:' + server.address().port + '/api/so2/v1/grades?' + 'x'.repeat(300) + (index % 7))).arrayBuffer();
const folder = process.env.LMS_MOCK_CHECK_SPOOL;
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
console.log('files', files.length, 'bytes', statSync(folder + '/' + files[0]).size);
process.exit();`;
    const { stdout, report } = await check({
      files: { 'client.mjs': program },
      command: [process.execPath, 'client.mjs'],
    });
    expect(report.exchanges).toBe(4000);
    const [, files, bytes] = /^files (\d+) bytes (\d+)$/m.exec(stdout) ?? [];
    expect(Number(files)).toBe(1);
    expect(Number(bytes)).toBeLessThan(2_000_000);
  });
});

const unknown = ['/api/so2/v1/gradez', '/stackone/unified/lms/nope', '/nowhere'] as const;

test.for([
  {
    title: 'in the process',
    program: `${imports}\nfor (const path of ${JSON.stringify(unknown)}) await request(createMock().app).get(path);`,
  },
  {
    title: 'over HTTP',
    program: `for (const path of ${JSON.stringify(unknown)}) await fetch(process.env.LMS_MOCK_URL + path);`,
  },
])('a suite of three calls to unknown paths fails the gate: $title', { timeout: 180_000 }, async ({ program }) => {
  const { exitCode, stdout, report } = await check({
    files: { 'client.mjs': program },
    command: [process.execPath, 'client.mjs'],
  });
  expect(stdout).toMatch(/^FAILED/m);
  expect([exitCode, report.exchanges]).toEqual([3, 3]);
  expect(errorsOf(report).reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(3);
});

test('a run without an exchange fails, unless that is allowed', { timeout: 180_000 }, async () => {
  const silent = await run(['check', '--', 'true']);
  expect([silent.exitCode, silent.stderr]).toEqual([3, expect.stringContaining('sent no request to a mock')]);
  expect(silent.stdout).toMatch(/^FAILED/m);
  expect(silent.stdout).toContain('There were no exchanges');
  const allowed = await run(['check', '--allow-no-exchanges', '--', 'true']);
  expect([allowed.exitCode, allowed.stdout]).toEqual([0, expect.stringMatching(/^PASSED/m)]);
});
