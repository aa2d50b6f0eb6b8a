import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import type { DisposableTempDir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { run, serve } from '../support/processes/server-process.ts';

async function folderWith(name: string, text: string): Promise<DisposableTempDir> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-'));
  await writeFile(join(folder.path, name), text);
  return folder;
}

test('the banner shows a working curl line for each API', async () => {
  await using server = await serve();
  await server.printed('Press Ctrl+C to stop.');
  const lines = server.output().match(/^ *curl .*$/gm) ?? [];
  expect(lines).toHaveLength(4);
  const answers = await Promise.all(
    lines.map((line) =>
      promisify(execFile)('sh', ['-c', `${line.trim()} -s -w '\n%{http_code} %header{x-lms-mock-violations}'`]),
    ),
  );
  expect(answers.map(({ stdout }) => stdout.split('\n').at(-1))).toEqual(['200 ', '200 ', '200 ', '200 ']);
  for (const credential of [
    'moocit-admin-token',
    'stackone-account',
    'email@email.com',
    'documentationOnlyExampleSecretKey-12345',
  ]) {
    expect(server.output()).toContain(credential);
  }
});

test.for(['SIGTERM', 'SIGINT'] as const)('%s ends it within a second, with exit code 0', async (signal) => {
  await using server = await serve();
  const held = await fetch(`${server.url}/`);
  expect(held.status).toBe(200);
  const { exitCode, stderr, tookMs } = await server.stop(signal);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  // A second on an idle machine. This one runs all the tests at once; a server that waits for the idle connection takes five.
  expect(tookMs).toBeLessThan(4000);
});

test('a request in flight is answered completely before the end', async () => {
  await using server = await serve(['--learners', '3000']);
  const headers = { authorization: 'Bearer moocit-admin-token' };
  const response = await fetch(`${server.url}/api/so2/v1/completion`, { headers });
  const [text, { exitCode }] = await Promise.all([response.text(), server.stop('SIGTERM')]);
  expect(JSON.parse(text).length).toBeGreaterThan(3000);
  expect(exitCode).toBe(0);
});

test('a port in use', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await run(['--port', String(port)])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `Can't listen on 127.0.0.1:${port}: the port is in use. Stop the other program, or choose another port with --port (0 takes any free one).\n`,
  });
  holder.close();
});

test.for([
  { args: ['--prot', '1'], stderr: "unknown option '--prot'" },
  { args: ['--port'], stderr: "option '--port <number>' argument missing" },
  { args: ['--port', 'x'], stderr: '--port must be a whole number from 0 to 65535, got "x".' },
  { args: ['--seed', '-1'], stderr: '--seed must be a whole number from 0 to 4294967295, got "-1".' },
  { args: ['--learners', '10000001'], stderr: '--learners must be a whole number from 0 to 10000000, got "10000001".' },
  { args: ['--now', 'yesterday'], stderr: '--now must be an ISO 8601 date and time with a zone' },
  { args: ['--now', '2026-13-01T00:00:00Z'], stderr: '--now must be an ISO 8601 date and time with a zone' },
  { args: ['--now', '1600-01-01T00:00:00Z'], stderr: 'between 1684-07-28 and 2255-06-05, got "1600-01-01T00:00:00Z"' },
  {
    args: ['--apis', 'moocit,blackboard'],
    stderr: '--apis must be a comma-separated list of moocit, stackone, ispring, helsinki',
  },
  { args: ['--log', 'loud'], stderr: '--log must be one of json, pretty, got "loud".' },
  {
    args: ['--host', 'no.such.host.invalid'],
    stderr: "Can't listen on no.such.host.invalid:4010: this machine has no such address.",
  },
  {
    args: ['--fixtures', '/nowhere'],
    stderr: 'The fixtures folder /nowhere does not exist.',
  },
  {
    args: ['sevre'],
    stderr:
      'The command must be one of serve, check, wait, campus, permissions, explain, variants, help (did you mean "serve"?), got "sevre".',
  },
  { args: ['help', 'nope'], stderr: 'The command must be one of serve, check,' },
])('refuses $args in one line, with exit code 2', async ({ args, stderr }) => {
  const ended = await run(args);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(stderr);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('an environment variable and a configuration file are read, and errors have their names', async () => {
  expect(await run([], { env: { LMS_MOCK_SEED: 'x' } })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('LMS_MOCK_SEED must be a whole number'),
  });
  await using wrong = await folderWith('lms-mock.config.yaml', 'sede: 1\n');
  const { exitCode, stderr } = await run([], { cwd: wrong.path });
  expect([exitCode, stderr.split('sede').length - 1]).toEqual([2, 1]);
  expect(stderr).toMatch(
    /^A key of lms-mock\.config\.yaml must be one of .* \(did you mean "seed"\?\), got "sede"\.\n$/,
  );
  await using right = await folderWith('lms-mock.config.json', '{ "apis": ["ispring"], "log": "json" }');
  await using server = await serve([], { cwd: right.path });
  expect(JSON.parse(server.output())).toEqual({
    url: server.url,
    page: `${server.url}/`,
    apis: [{ name: 'ispring', baseUrl: `${server.url}/ispring` }],
  });
});

test('two configuration files are an error', async () => {
  await using folder = await folderWith('lms-mock.config.yaml', 'seed: 1\n');
  await writeFile(join(folder.path, 'lms-mock.config.json'), '{}');
  expect(await run(['campus'], { cwd: folder.path })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'There are two configuration files, lms-mock.config.yaml and lms-mock.config.json. Keep one.\n',
  });
});

test('an unknown variable gets a warning, but not the variables of check', async () => {
  const env = { LMS_MOCK_SEDE: '7', LMS_MOCK_URL: 'http://127.0.0.1:4010' };
  const { exitCode, stderr } = await run(['variants', '--api', 'moocit'], { env });
  expect([exitCode, stderr]).toEqual([
    0,
    'Warning: the environment variable LMS_MOCK_SEDE is not an option of lms-mock (did you mean "LMS_MOCK_SEED"?).\n',
  ]);
});

test.for([
  { title: 'malformed YAML', name: 'campus.yaml', text: 'learners: [\n', stderr: 'campus.yaml:' },
  {
    title: 'an unknown key',
    name: 'personas.yaml',
    text: 'moocit:\n  personas:\n    extra: { token: a, mayRead: true, role: x }\n',
    stderr: 'personas.yaml:3: moocit.personas.extra.role: is unknown; the members are token, mayRead',
  },
  {
    title: 'an invalid department',
    name: 'personas.yaml',
    text: 'ispring:\n  personas:\n    custom: { manages: [X9] }\n',
    stderr: 'personas.yaml:3: ispring.personas.custom.manages.0: is "X9", but must be one of the departments D00, D01,',
  },
  {
    title: 'an unknown learner',
    name: 'campus.yaml',
    text: 'enrolments:\n  - { learner: nobody, course: moocit-demo-1 }\n',
    stderr: 'campus.yaml:2',
  },
])('a broken fixture: $title', async ({ name, text, stderr }) => {
  await using folder = await folderWith(name, text);
  const ended = await run(['--fixtures', folder.path]);
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(stderr);
  expect(ended.stderr).not.toContain('    at ');
});

test('--help and --version print their text, with exit code 0', async () => {
  const help = await run(['--help']);
  expect(help.exitCode).toBe(0);
  expect(help.stdout).toContain('serve');
  const serveHelp = await run(['serve', '--help']);
  for (const flag of [
    '--port',
    '--host',
    '--seed',
    '--learners',
    '--courses',
    '--now',
    '--apis',
    '--fixtures',
    '--strict',
    '--no-samples',
    '--no-awkward',
    '--quiet',
    '--log',
    'LMS_MOCK_PORT',
  ]) {
    expect(serveHelp.stdout).toContain(flag);
  }
  expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' });
});

test('--quiet prints nothing, --log json a line of JSON a request, without the credentials', async () => {
  await using server = await serve(['--log', 'json']);
  await fetch(`${server.url}/api/so2/v1/grades?usrname=x`, { headers: { authorization: 'Bearer moocit-admin-token' } });
  await server.printed('listGrades');
  const line = JSON.parse(server.output().trimEnd().split('\n')[1] ?? '');
  expect(line).toMatchObject({
    method: 'GET',
    api: 'moocit',
    operationId: 'listGrades',
    persona: 'admin',
    status: 200,
  });
  expect(line.violations).toContainEqual(
    expect.objectContaining({ location: 'query.usrname', message: 'unknown parameter; did you mean "username"?' }),
  );
  expect(server.output()).not.toContain('moocit-admin-token');
});

test('--no-samples leaves out the documented samples, and the banner shows real ids', async () => {
  await using server = await serve(['--no-samples', '--learners', '20']);
  await server.printed('Press Ctrl+C to stop.');
  const lines = server.output().match(/^ *curl .*$/gm) ?? [];
  expect(lines).toHaveLength(4);
  const answers = await Promise.all(
    lines.map((line) => promisify(execFile)('sh', ['-c', `${line.trim()} -s -w '\n%{http_code}'`])),
  );
  expect(answers.map(({ stdout }) => stdout.split('\n').at(-1))).toEqual(['200', '200', '200', '200']);
  for (const { stdout } of answers) expect(stdout.length).toBeGreaterThan(60);
  expect(server.output()).not.toMatch(/johndoe|123456|BSCS1001/);
});

test('switches are read from the environment, and the command line takes precedence', async () => {
  await using off = await serve(['--log', 'json'], { env: { LMS_MOCK_SAMPLES: 'false' } });
  const ask = (url: string): Promise<Response> =>
    fetch(`${url}/api/so2/v1/completion?username=johndoe`, { headers: { authorization: 'Bearer moocit-admin-token' } });
  expect(await (await ask(off.url)).json()).toEqual([]);
  await using on = await serve(['--log', 'json'], { env: { LMS_MOCK_SAMPLES: 'true' } });
  expect(await (await ask(on.url)).json()).toHaveLength(2);
  expect(await run(['--no-samples', '--seed', 'x'], { env: { LMS_MOCK_SAMPLES: 'true' } })).toMatchObject({
    exitCode: 2,
  });
});
