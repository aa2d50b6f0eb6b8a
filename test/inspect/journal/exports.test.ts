import { execFile } from 'node:child_process';
import { request as open } from 'node:http';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pact from '@pact-foundation/pact-core';
import { expect, test } from 'vitest';

import type { Mock, MockSession } from '../../../src/index.ts';
import type { ShownExchange } from '../../../src/inspect/journal/show.ts';
import { createMock } from '../../support/create-mock.ts';

/** A mock that listens, and a session with an answer and a refusal of each API. */
async function visited(): Promise<{ readonly mock: Mock; readonly session: MockSession; readonly url: string }> {
  const mock = createMock({ port: 0, learners: 12, courses: 3 });
  const { url } = await mock.listen();
  const session = mock.session('visited');
  for (const { name, api } of mock.services) {
    const { path, headers: own } = api.showcase;
    const base = `${url}/sessions/visited/${name}`;
    await (await fetch(base + path, { headers: { ...api.personas[0]?.headers, ...own } })).text();
    await (
      await fetch(`${base}${path.split('?')[0]}?what's=it&a=$HOME%20\`id\``, { headers: { accept: '*/*' } })
    ).text();
  }
  return { mock, session, url };
}

test('curl commands run in a shell unchanged, and get the same answers', async () => {
  const { mock, session } = await visited();
  await using _ = mock;
  const before = session.journal.exchanges();
  expect(before).toHaveLength(8);
  const { stdout } = await promisify(execFile)('sh', ['-ec', session.journal.export('curl')]);
  const after = session.journal.exchanges({ since: 8 });
  const summary = ({ request, reply, persona }: (typeof before)[number]): unknown => ({
    url: request.url.replace('/sessions/visited', ''),
    status: reply?.status,
    body: reply?.body.text,
    persona,
  });
  expect(after.map(summary)).toEqual(before.map(summary));
  expect(stdout).toContain(before[0]?.reply?.body.text);
});

test('fetch calls run as a module unchanged, and get the same answers', async () => {
  const { mock, session } = await visited();
  await using _ = mock;
  const before = session.journal.exchanges();
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', session.journal.export('fetch')]);
  const after = session.journal.exchanges({ since: 8 });
  const summary = ({ request, reply, persona }: (typeof before)[number]): unknown => ({
    path: request.url.replace('/sessions/visited', '').split('?')[0],
    query: [...new URLSearchParams(request.url.split('?')[1])],
    status: reply?.status,
    body: reply?.body.text,
    persona,
  });
  expect(after.map(summary)).toEqual(before.map(summary));
  const [, second] = before;
  expect(session.journal.export('fetch', { sequence: 2 })).toContain(`"${second?.request.headers['accept']}"`);
  expect(session.journal.exchanges({ sequence: 2 })).toEqual([second]);
});

test('requests that fetch cannot send are left out of the fetch calls', async () => {
  await using mock = createMock({ port: 0, learners: 12, courses: 3 });
  const { port } = await mock.listen();
  for (const [method, path] of [
    ['TRACE', '/moocit/api/so2/v1/grades'],
    ['GET', '/moocit/api/%2e%2E/grades'],
  ]) {
    const sent = open({ port, method, path, headers: { 'x-lms-mock-session': 'odd' } });
    await new Promise((resolve) => sent.on('response', (response) => response.resume().on('end', resolve)).end());
  }
  const lines = mock.session('odd').journal.export('fetch').trimEnd().split('\n');
  expect(lines).toEqual([
    "// Left out: TRACE /moocit/api/so2/v1/grades: fetch can't send TRACE.",
    '// Left out: GET /moocit/api/%2e%2E/grades: fetch removes the dots of its path.',
  ]);
});

test("pact's own verifier accepts the pact, and refuses it if an answer differs", async () => {
  const { mock, session, url } = await visited();
  await using _ = mock;
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-pact-'));
  const file = join(folder.path, 'client-lms-mock.json');
  const verify = async (text: string): Promise<unknown> => {
    await writeFile(file, text);
    const options: Parameters<typeof pact.default.verifyPacts>[0] = {
      providerBaseUrl: url,
      provider: 'lms-mock',
      pactUrls: [file],
      logLevel: 'error',
    };
    return pact.default.verifyPacts(options);
  };
  const text = session.journal.export('pact', { consumer: 'client' });
  expect(JSON.parse(text)).toMatchObject({ metadata: { pactSpecification: { version: '4.0' } } });
  await verify(text);
  await expect(verify(text.replace('"status": 200', '"status": 201'))).rejects.toThrow('');
}, 60_000);

test('answers that a rule changed are not exported', async () => {
  const { mock, session } = await visited();
  await using _ = mock;
  session.on('listGrades').reply({ status: 403 });
  await fetch(`${session.apis.moocit.baseUrl}/api/so2/v1/grades`);
  expect(JSON.parse(session.journal.export('pact', { operation: 'listGrades' }))).toMatchObject({ interactions: [] });
});

/** Requests that a client can send, and that a tool could misread as its own syntax. */
const hostile: readonly {
  readonly title: string;
  readonly path?: string;
  readonly type?: string;
  readonly body?: string;
}[] = [
  { title: 'a body that names a file', body: '@/etc/hostname' },
  { title: 'a body of a quote and a command', body: 'it\'s $(id) `id` \\ "; id #' },
  { title: 'a body of lines', body: "a\nb\r\n'c'\n\t!!" },
  { title: 'a body that looks like an option', body: '-K /etc/hostname' },
  { title: 'an empty name and value', body: '=&=&@', type: 'application/x-www-form-urlencoded' },
  { title: 'a body beyond ASCII', body: 'ÅÄÖ 👩‍🎓 \u202E' },
  { title: 'broken JSON', body: '{"a":', type: 'application/json' },
  { title: 'JSON of a text', body: '"@a"', type: 'application/json' },
  {
    title: 'names of JSON',
    body: '{"__proto__":{"x":1},"pact:matcher:type":"type","":null}',
    type: 'application/json',
  },
  { title: 'half of a character in JSON', body: '{"a":"\\ud83d","\\udc00":1}', type: 'application/json' },
  { title: 'HTML', body: '<script>alert(1)</script>]]>', type: 'text/html' },
  { title: 'no type', body: 'plain', type: '' },
  { title: 'brackets and braces in the query', path: '/note?a[b]={x,y}&c=[1-3]&__proto__=1&d' },
  { title: 'signs of a shell in the query', path: "/note?a=$HOME;id|id&b='x'&c=%22%0A&d=!1" },
  { title: 'dots in the path', path: '/note/%2e%2e/../x' },
];

/** A document that accepts anything, and a session with all these requests. */
async function sentHostile(): Promise<{ readonly mock: Mock; readonly session: MockSession; readonly url: string }> {
  const any = { schema: {} };
  const types = ['text/plain', 'application/json', 'application/x-www-form-urlencoded', 'text/html'];
  const requestBody = { content: Object.fromEntries(types.map((type) => [type, any])) };
  const responses = { 200: { description: 'fine', content: { 'application/json': { example: { said: 'fine' } } } } };
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-hostile-'));
  const file = join(folder.path, 'note.json');
  const paths = { '/note': { get: { responses }, post: { requestBody, responses } } };
  await writeFile(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'N', version: '1' }, paths }));
  const mock = createMock({ port: 0, learners: 3, specs: { doc: file } });
  const { url } = await mock.listen();
  const session = mock.session('hostile');
  for (const { path = '/note', type = 'text/plain', body } of hostile) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const headers = {
      'x-lms-mock-session': 'hostile',
      ...(body === undefined || type === '' ? {} : { 'content-type': type }),
    };
    const options = {
      port: new URL(url).port,
      path: `/doc${path}`,
      method: body === undefined ? 'GET' : 'POST',
      headers,
    };
    open(options, (answer) => answer.resume().on('end', resolve)).end(body);
    await promise;
  }
  return { mock, session, url };
}

const repeated = ({ request: { method, url, headers, body }, reply }: ShownExchange): unknown => ({
  method,
  url,
  type: headers['content-type'],
  body: body?.text,
  status: reply?.status,
});

test('curl commands repeat any request exactly', async () => {
  const { mock, session } = await sentHostile();
  await using _ = mock;
  const before = session.journal.exchanges();
  expect(before).toHaveLength(hostile.length);
  await promisify(execFile)('sh', ['-ec', session.journal.export('curl')]);
  const after = session.journal.exchanges({ since: hostile.length });
  expect(after.map(repeated)).toEqual(before.map(repeated));
});

test("pact's own verifier repeats any request exactly", async () => {
  const { mock, session, url } = await sentHostile();
  await using _ = mock;
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-pact-'));
  const file = join(folder.path, 'hostile.json');
  const before = session.journal.exchanges();
  await writeFile(file, session.journal.export('pact', { consumer: '"; rm', provider: '<b>' }));
  await pact.default.verifyPacts({ providerBaseUrl: url, provider: '<b>', pactUrls: [file], logLevel: 'error' });
  const sent = mock.session('default').journal.exchanges();
  // The verifier resolves the dots of a path, so that one is left out.
  const expected = before.filter(({ request: { url: path } }) => !path.includes('%2e'));
  expect(sent).toHaveLength(hostile.length - 1);
  // It can write the members of an object in another order.
  const bodyOf = ({ request: { body } }: ShownExchange): unknown =>
    body?.text.startsWith('{') === true && body.text.endsWith('}') ? JSON.parse(body.text) : body?.text;
  expect(sent.map(bodyOf)).toEqual(expected.map(bodyOf));
}, 60_000);

test('requests that were not recorded completely are left out, with the reason', async () => {
  const { mock, session, url } = await sentHostile();
  await using _ = mock;
  session.journal.clear();
  const send = (path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
    fetch(`${url}/sessions/hostile/doc${path}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
  await send('/note', 'x'.repeat(20_000));
  await send('/note', 'password=hush');
  await send('/note?api_key=hush', 'x');
  await send('/note', Buffer.from([0xff, 0xfe, 0x80]));
  await send('/note', 'a\0b');
  expect(session.journal.export('curl').trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^# Left out: POST \S+: only the beginning of its 20000 bytes was recorded\.$/),
    expect.stringMatching(/^# Left out: POST \S+: its body had a secret\.$/),
    expect.stringMatching(/^# Left out: POST \S+\?api_key=\*\*\*: its URL had a secret\.$/),
    expect.stringMatching(/^# Left out: POST \S+: its body is not UTF-8 text\.$/),
    expect.stringMatching(/^# Left out: POST \S+: its body has a NUL character\.$/),
  ]);
  const exported = JSON.parse(session.journal.export('pact'));
  expect(exported.interactions).toHaveLength(1);
  expect(exported.metadata['lms-mock'].leftOut.map(({ sequence }: { sequence: number }) => sequence)).toEqual([
    1, 2, 3, 4,
  ]);
  const [first] = JSON.parse(session.journal.export('har')).log.entries;
  expect(first.request.postData.comment).toBe('only the beginning of 20000 bytes');
});

test('the error for a removed format says that it was removed', () => {
  const { journal } = createMock({ learners: 3 }).session();
  expect(() => Reflect.apply(journal.export, journal, ['vitest'])).toThrow(
    'format must be one of json, har, curl, fetch, pact (vitest was removed), got "vitest".',
  );
});
