import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

import { root, run, serve } from '../support/processes/server-process.ts';

const execute = promisify(execFile);
const folder = join(root, 'test/fixtures/mounted');
const specs = [`library=${join(folder, 'library.yaml')}`, `parcels=${join(folder, 'parcels.json')}`] as const;
const flags = specs.flatMap((spec) => ['--spec', spec]);

/** Prints whether Prism is loaded before and after a request to a mounted document. */
const program = `
import { createRequire } from 'node:module';
import { createMock } from ${JSON.stringify(join(root, 'src/index.ts'))};
const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('@stoplight'));
await using mock = createMock({ port: 0, learners: 0, specs: { parcels: ${JSON.stringify(join(folder, 'parcels.json'))} } });
await mock.listen();
const before = isLoaded();
await fetch(mock.specs.parcels.baseUrl + '/parcels/1');
const afterExample = isLoaded();
await fetch(mock.specs.parcels.baseUrl + '/parcels/1', { headers: { 'x-key': 'a', prefer: 'dynamic=true' } });
console.log(before, afterExample, isLoaded());
`;

/** Sends bytes unchanged, and reads until the end. */
async function exchange(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('a document on the command line', () => {
  test('has its address and a working curl line in the banner', async () => {
    await using server = await serve(flags);
    await server.printed('Ctrl+C');
    expect(server.output()).toContain(`City Library: ${server.url}/library`);
    const lines = server
      .output()
      .split('\n')
      .filter((line) => /^\s+curl .*\/(library|parcels)\//.test(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const { stdout } = await execute('sh', ['-c', `${line.trim()} -s -o /dev/null -w '%{http_code}'`]);
      expect(stdout, line).toBe('200');
    }
    expect((await server.stop('SIGTERM')).exitCode).toBe(0);
  });

  test.for([
    [['--spec', 'library'], /--spec must be documents as name=file/],
    [['--spec', 'ispring=a.yaml'], /--spec must be a name other than moocit, .*got "ispring"/],
    [['--spec', 'a=missing.yaml'], /missing\.yaml can't be read: ENOENT/],
    [['--spec', 'a=one.yaml', '--spec', 'a=two.yaml'], /--spec a must be given once/],
    [['--spec', `a=${join(root, 'package.json')}`], /package\.json must be an OpenAPI document/],
  ] as const)('%s: one line, exit 2', async ([args, want]) => {
    const ended = await run(['--port', '0', ...args]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(want);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('can be in the configuration file or the environment, and is explained', async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-specs-'));
    const config = { port: 0, specs: { library: join(folder, 'library.yaml') } };
    await writeFile(join(temporary.path, 'lms-mock.config.json'), JSON.stringify(config));
    const ended = await run(['explain', 'library', 'listBooks'], { cwd: temporary.path });
    expect(ended.stdout).toMatch(/library listBooks: GET \/books \(documented\)/);
    await using server = await serve([], { cwd: temporary.path, env: { LMS_MOCK_SPEC: specs[1] } });
    for (const path of ['/library/shelves', '/sessions/a/library/shelves'])
      expect((await fetch(server.url + path)).status).toBe(200);
    const parcel = await fetch(`${server.url}/parcels/parcels/1`, { headers: { 'x-key': 'any' } });
    expect(parcel.status).toBe(200);
  });

  test('lists unsupported parts in the banner and in the explanation', async () => {
    await using temporary = await mkdtempDisposable(join(tmpdir(), 'lms-mock-unread-'));
    const file = join(temporary.path, 'odd.json');
    const parameters = [{ name: 'n', in: 'query', schema: { type: 'integer', minimum: 'low' } }];
    const get = { parameters, responses: { 200: { description: 'Fine' } } };
    await writeFile(
      file,
      JSON.stringify({ openapi: '3.1.0', info: { title: 'Odd', version: '1' }, paths: { '/a': { get } } }),
    );
    const want = '#/paths/~1a/get/parameters/0/schema/minimum: "minimum" must be a number';
    await using server = await serve(['--spec', `odd=${file}`]);
    await server.printed('Ctrl+C');
    expect(server.output()).toContain(want);
    expect((await run(['explain', 'odd', '--spec', `odd=${file}`])).stdout).toContain(want);
  });

  test('loads Prism on first use', async () => {
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
    expect(stdout).toBe('false false true\n');
  });
});

const hostile = [
  'GET /library/books?__proto__=1&constructor=2&limit[]=%ff HTTP/1.1',
  'GET /library/__proto__ HTTP/1.1',
  'GET /library//../../etc/passwd HTTP/1.1',
  `GET /library/books/${'a...'.repeat(3000)} HTTP/1.1`,
  `GET /library/books/${'%25'.repeat(4000)} HTTP/1.1`,
  'GET /library/books/%00.json HTTP/1.1',
  `GET /library/books HTTP/1.1\r\nAccept: ${'a/b;q=,'.repeat(1000)}`,
  'GET /library/books HTTP/1.1\r\nAccept: */*;;;\r\nPrefer: code=;;example="\'',
  'GET /library/books HTTP/1.1\r\nPrefer: code=200, dynamic=true, example=../../etc/passwd',
  'GET /library/books HTTP/1.1\r\nPrefer: code=1e2',
  'GET /parcels/parcels/1,2 HTTP/1.1\r\nX-Key: a',
  'GET /parcels/parcels/%27()*! HTTP/1.1\r\nAuthorization: Basic %%%\r\nCookie: a=%ff; =; __proto__=x',
  'POST /library/books HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc',
  'POST /library/books HTTP/1.1\r\nContent-Type: application/json; charset=nope\r\nContent-Length: 2\r\n\r\n{}',
  'POST /library/books HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}',
  'POST /library/books HTTP/1.1\r\nContent-Type: ;\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n\r\n',
  'TRACE /library/books HTTP/1.1',
  'PROPFIND /library/books HTTP/1.1',
  'OPTIONS * HTTP/1.1',
];

describe('a hostile request to a mounted document', async () => {
  const server = await serve([...flags, '--apis', 'moocit', '--learners', '0']);
  afterAll(async () => server.stop('SIGKILL'));

  test.for(hostile.map((line) => ({ title: line.slice(0, 60), line })))('$title', async ({ line }) => {
    const [head = '', ...body] = line.split('\r\n\r\n');
    const sent = `${head}\r\nHost: localhost\r\nAuthorization: Bearer any\r\nConnection: close\r\n\r\n${body.join('\r\n\r\n')}`;
    const reply = await exchange(server.url, sent);
    expect(reply).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(reply).not.toMatch(/\n\s+at |node_modules|root:/);
    expect((await fetch(`${server.url}/library/shelves`)).status).toBe(200);
  });
});
