import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import type { Mock, MockSession } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

/** Header names with each allowed character, and values that a shell or a file format could misread as syntax. */
const hostile: readonly (readonly [name: string, value: string])[] = [
  ["x-!#$%&'*+.^_`|~", 'plain'],
  ['x-command', '$(id) `id` ; id | id & id > x'],
  ['x-quotes', '\'"\'\'"\\ "'],
  ['x-file', '@/etc/hostname'],
  ['x-tab', 'a\tb'],
  ['x-empty', ''],
  ['x-utf-8', Buffer.from('👩‍🎓\u202E').toString('latin1')],
  ['x-markup', '</script><!-- ]]>'],
  ['x-percent', '%0d%0aX-Smuggled: 1'],
];

/** A document that accepts anything. */
async function mountNote(): Promise<Mock> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-headers-'));
  const file = join(folder.path, 'note.json');
  const any = { 'text/plain': { schema: {} }, 'application/json': { schema: {} } };
  const responses = { 200: { description: 'fine', content: any } };
  const paths = { '/note': { post: { requestBody: { content: any }, responses } } };
  await writeFile(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'N', version: '1' }, paths }));
  return createMock({ port: 0, learners: 3, specs: { doc: file } });
}

/** Sends raw bytes, because a client library would refuse or change some of these headers. */
async function sendRaw(mock: Mock, headers: readonly (readonly [string, string])[], body: string): Promise<void> {
  const { port } = await mock.listen();
  const socket = connect(port, '127.0.0.1').resume();
  const lines = [
    'POST /sessions/hostile/doc/note HTTP/1.1',
    'Host: 127.0.0.1',
    'Connection: close',
    'Content-Type: text/plain',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.write(body);
  await once(socket, 'close');
}

function headersOf({ journal }: MockSession): readonly (readonly [string, string])[][] {
  const names = new Set(hostile.map(([name]) => name));
  return journal.exchanges().map(({ request }) => Object.entries(request.headers).filter(([name]) => names.has(name)));
}

test('HAR and curl have hostile header names and values as they were sent', async () => {
  await using mock = await mountNote();
  await sendRaw(mock, hostile, 'x');
  const session = mock.session('hostile');
  const [entry] = JSON.parse(session.journal.export('har')).log.entries;
  expect(entry.request.headers).toEqual(
    expect.arrayContaining(hostile.map(([name, value]) => ({ name, value: value.trim() }))),
  );
  await promisify(execFile)('sh', ['-ec', session.journal.export('curl')]);
  const [sent, again] = headersOf(session);
  expect(again).toEqual(sent);
  expect(sent).toHaveLength(hostile.length);
});

/** Every text in a value, including the names of members. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

test('a request with a header that curl cannot send is left out, with the reason', async () => {
  await using mock = await mountNote();
  await sendRaw(mock, [['x-latin-1', 'é']], 'x');
  await sendRaw(mock, [['x-utf-8', Buffer.from('é').toString('latin1')]], 'x');
  const { journal } = mock.session('hostile');
  expect(journal.export('curl')).toMatch(/^# Left out: POST \S+: a header or its URL is not UTF-8 text\.\ncurl .*\n$/);
  expect(JSON.parse(journal.export('pact')).metadata['lms-mock'].leftOut).toEqual(
    [1, 2].map((sequence) => ({ sequence, reason: 'a header has characters beyond ASCII' })),
  );
});

test('no export contains half of a character, which strict JSON parsers refuse', async () => {
  await using mock = await mountNote();
  const session = mock.session('hostile');
  const headers = { 'Content-Type': 'text/plain' };
  const long = 'x'.repeat(16_383) + '👩‍🎓'.repeat(100);
  for (const body of [`x${'👩'.repeat(20_000)}`, 'a\uD83Db\uDC00', long]) {
    session.rules.add({ match: { api: 'doc', times: 1 }, answer: { status: 200, headers, body }, offContract: true });
    await sendRaw(mock, [], body);
  }
  // The message of a violation quotes the beginning of a value.
  await fetch(
    `${session.apis.moocit.baseUrl}/api/so2/v1/completion?username=${encodeURIComponent('👩'.repeat(300))}&${encodeURIComponent('👩'.repeat(45))}=1`,
  );
  const answers = [
    ...(['json', 'har', 'pact'] as const).map((format) => session.journal.export(format)),
    JSON.stringify(await session.report()),
  ];
  for (const text of answers) {
    const texts = textsIn(JSON.parse(text));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((one) => !one.isWellFormed())).toEqual([]);
  }
});
