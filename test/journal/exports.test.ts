import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pact from '@pact-foundation/pact-core';
import { expect, test } from 'vitest';

import type { Mock, MockSession } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';

/** A mock that listens, and a session in which each API was asked for something and refused something. */
async function visited(): Promise<{ readonly mock: Mock; readonly session: MockSession; readonly url: string }> {
  const mock = createMock({ port: 0, learners: 12, courses: 3 });
  const { url } = await mock.listen();
  const session = mock.session('visited');
  for (const { api } of mock.services) {
    const { path, headers: own } = api.showcase;
    const base = `${url}/sessions/visited/${api.name}`;
    await (await fetch(base + path, { headers: { ...api.personas[0]?.headers, ...own } })).text();
    await (
      await fetch(`${base}${path.split('?')[0]}?what's=it&a=$HOME%20\`id\``, { headers: { accept: '*/*' } })
    ).text();
  }
  return { mock, session, url };
}

test('lines of curl run in a shell as they are, and get the same answers', async () => {
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

test("a pact is accepted by pact's own verifier, and refused where an answer is another", async () => {
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

test('what a rule has changed is not replayed', async () => {
  const { mock, session } = await visited();
  await using _ = mock;
  session.on('listGrades').reply({ status: 403 });
  await fetch(`${session.apis.moocit.baseUrl}/api/so2/v1/grades`);
  expect(JSON.parse(session.journal.export('pact', { operation: 'listGrades' }))).toMatchObject({ interactions: [] });
});

test('a format that was removed is an error that says so', () => {
  const { journal } = createMock({ learners: 3 }).session();
  expect(() => Reflect.apply(journal.export, journal, ['vitest'])).toThrow(
    'format wants one of json, har, curl, pact (vitest was removed), got "vitest".',
  );
});
