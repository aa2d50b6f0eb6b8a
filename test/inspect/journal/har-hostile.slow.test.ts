import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { hasNoBrowser, useBrowser } from '../../support/processes/browser.ts';
import { replayHar } from '../../support/processes/replay-har.ts';

/** Each text is sent as a body and in the query, and is in the answer. */
const hostile = [
  '@/etc/hostname',
  'it\'s $(id) `id` \\ "; id #',
  'a\nb\r\nc\rd\t\u2028\u2029',
  'a\0b\0',
  '\u202Eabc\u2066 \uFEFF',
  '</script><script>alert(1)</script><!-- ]]>',
  '{"__proto__":{"x":1},"":null}',
  '\u0001\u0008\u001B[31m\u007F\u0080ÿ👩‍🎓',
  '%00%zz%25&=&@=[]',
  // A body keeps its first 16,384 bytes at least.
  '"\\'.repeat(5_000),
];

interface HostileHar {
  readonly origin: string;
  readonly har: string;
}

/** The parts of an entry that are compared. */
interface HarEntry {
  readonly request: { readonly postData: { readonly text: string }; readonly queryString: unknown };
  readonly response: { readonly content: { readonly text: string; readonly size: number } };
}

async function recordHostile(): Promise<HostileHar> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-har-'));
  const file = join(folder.path, 'note.json');
  const responses = { 200: { description: 'fine', content: { 'text/plain': { schema: {} } } } };
  const requestBody = { content: { 'text/plain': { schema: {} } } };
  const paths = { '/note': { post: { requestBody, responses } } };
  await writeFile(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'N', version: '1' }, paths }));
  await using mock = createMock({ port: 0, learners: 3, specs: { doc: file } });
  const { url: origin } = await mock.listen();
  const session = mock.session('hostile');
  for (const text of hostile) {
    const answer = { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: text };
    session.rules.add({ match: { api: 'doc', times: 1 }, answer, offContract: true });
    const response = await fetch(origin + pathOf(text), { method: 'POST', headers: TYPE, body: text });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(text));
  }
  const bytes = Buffer.from([0xff, 0xfe, 0x41, 0xc3]);
  await (await fetch(`${origin}/sessions/hostile/doc/note`, { method: 'POST', headers: TYPE, body: bytes })).text();
  return { origin, har: session.journal.export('har') };
}

const TYPE = { 'content-type': 'text/plain' };

/** Long texts are not in the URL, because its length is limited. */
function pathOf(text: string): string {
  const short = encodeURIComponent(text.slice(0, 100));
  return `/sessions/hostile/doc/note?${short}=${short}`;
}

const recorded = await recordHostile();

test('a HAR file has hostile bodies and names character by character', () => {
  const { entries } = JSON.parse(recorded.har).log;
  const shown = entries.slice(0, -1).map(({ request, response }: HarEntry) => ({
    sent: request.postData.text,
    query: request.queryString,
    answered: response.content.text,
    size: response.content.size,
  }));
  expect(shown).toEqual(
    hostile.map((text) => ({
      sent: text,
      query: [{ name: text.slice(0, 100), value: text.slice(0, 100) }],
      answered: text,
      size: Buffer.byteLength(text),
    })),
  );
});

test('a HAR file marks a body that differs from the bytes that were sent', () => {
  const { entries } = JSON.parse(recorded.har).log;
  expect(entries.at(-1).request.postData.comment).toContain('not UTF-8');
  expect(entries[0].request.postData.comment).toBeUndefined();
});

describe.skipIf(hasNoBrowser)('in a browser (skipped where none is installed)', () => {
  const browser = useBrowser();

  test('hostile bodies are answered from the file byte by byte', { timeout: 60_000 }, async () => {
    const { origin, har } = recorded;
    await using replay = await replayHar(browser(), { origin, har });
    const { page } = replay;
    for (const text of hostile) {
      const init = { method: 'POST', headers: TYPE, body: text };
      const bytes = await page.evaluate<readonly number[]>(
        `fetch(${JSON.stringify(pathOf(text))}, ${JSON.stringify(init)}).then(async (answer) =>
          [...new Uint8Array(await answer.arrayBuffer())])`,
      );
      expect(Buffer.from(bytes), pathOf(text)).toEqual(Buffer.from(text));
    }
  });
});
