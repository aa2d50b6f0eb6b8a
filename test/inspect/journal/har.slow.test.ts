import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';

import type { ShownExchange } from '../../../src/inspect/journal/show.ts';
import { createMock } from '../../support/create-mock.ts';
import { hasNoBrowser, useBrowser } from '../../support/processes/browser.ts';
import { replayHar } from '../../support/processes/replay-har.ts';
import { root } from '../../support/processes/server-process.ts';

/** The exchanges of a session, its HAR file, and the origin of the server, which is already closed. */
interface Recorded {
  readonly origin: string;
  readonly har: string;
  readonly exchanges: readonly ShownExchange[];
}

/** JSON, XML, refusals, special characters in the query, text beyond ASCII, a request body, and an answer that was cut. */
async function record(): Promise<Recorded> {
  await using mock = createMock({ port: 0, specs: { library: join(root, 'test/fixtures/mounted/library.yaml') } });
  const { url: origin } = await mock.listen();
  const session = mock.session('recorded');
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> =>
    (await fetch(`${origin}/sessions/recorded${path}`, init)).arrayBuffer();
  for (const { name, api } of mock.services) {
    const { path, headers } = api.showcase;
    await ask(`/${name}${path}`, { headers: { ...api.personas[0]?.headers, ...headers } });
    await ask(`/${name}${path.split('?')[0]}?what's=it&a=$HOME%20\`id\``);
  }
  const headers = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };
  const basic = `Basic ${btoa('stackone-api-key:')}`;
  const filter = 'filter[updated_after]=2026-01-01T00:00:00Z';
  await ask(`/stackone/unified/lms/completions?${filter}`, {
    headers: { authorization: basic, 'x-account-id': 'stackone-account' },
  });
  const beyondAscii = [...mock.campus.findEnrolments()].find(({ courseTitle }) => /[^ -~]/.test(courseTitle));
  await ask(`/moocit/api/so2/v1/grades?username=${beyondAscii?.username}`, { headers });
  await ask('/library/books', { method: 'POST', body: '{"id":1,"title":"ﻖلم"}', headers });
  await ask('/moocit/api/so2/v1/grades', { headers });
  return { origin, har: session.journal.export('har'), exchanges: session.journal.exchanges() };
}

const recorded = await record();

test('a HAR file conforms to its schema', () => {
  const load = createRequire(import.meta.url);
  const schemas: unknown = load('har-schema');
  const ajv = new Ajv({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addFormat('uri', URL.canParse); // RFC 3986 is stricter than the URLs of browsers
  for (const schema of Object.values(Object(schemas))) ajv.addSchema(Object(schema));
  const isValid = ajv.getSchema('har.json#');
  const har: unknown = JSON.parse(recorded.har);
  expect(isValid?.(har), JSON.stringify(isValid?.errors)).toBe(true);
  expect(har).toMatchObject({ log: { entries: { length: 12 } } });
});

describe.skipIf(hasNoBrowser)('in a browser (skipped where none is installed)', () => {
  const browser = useBrowser();

  test('a page gets the same answers from the file as from the server', { timeout: 60_000 }, async () => {
    const { origin, har, exchanges } = recorded;
    await using replay = await replayHar(browser(), { origin, har });
    const { page } = replay;
    for (const { request, reply } of exchanges) {
      const init = { method: request.method, ...(request.body && { body: request.body.text }) };
      const answer = await page.evaluate(
        `fetch(${JSON.stringify(request.url)}, ${JSON.stringify(init)}).then(async (answer) => ({
          status: answer.status, contentType: answer.headers.get('content-type'), text: await answer.text() }))`,
      );
      const contentType = reply?.headers['Content-Type'] ?? null;
      expect(answer, request.url).toEqual({ status: reply?.status, contentType, text: reply?.body.text });
    }
    await expect(page.evaluate(`fetch('/sessions/recorded/moocit/api/so2/v1/other')`)).rejects.toThrow(
      'Failed to fetch',
    );
  });

  test("the importer of the browser's network panel reads the file", { timeout: 60_000 }, async ({ skip }) => {
    const page = await browser().newPage();
    // The importer is part of the developer tools. Its path can change with the version of the browser.
    const importer = 'devtools://devtools/bundled/models/har/har.js';
    const opened = await page.goto(importer).catch(() => null);
    if (opened?.ok() !== true) skip(`${browser().version()} has no ${importer}.`);
    const imported = await page.evaluate<unknown>(`import('${importer}').then(({ HARFormat, Importer }) => {
      const { log } = new HARFormat.HARRoot(${recorded.har});
      return Promise.all(Importer.Importer.requestsFromHARLog(log).map(async (request) => ({
        method: request.requestMethod, url: request.url(), status: request.statusCode, mimeType: request.mimeType,
        type: request.resourceType().name(), contentBytes: request.resourceSize, sentBytes: request.transferSize,
        durationMs: request.duration * 1000, sent: await request.requestFormData(),
        text: (await request.requestContentData()).text })));
    })`);
    expect(imported).toEqual(
      recorded.exchanges.map(({ request, reply, durationMs, sentBytes }) => ({
        method: request.method,
        url: new URL(request.url, recorded.origin).href,
        status: reply?.status,
        mimeType: reply?.headers['Content-Type']?.split(';')[0],
        type: 'fetch',
        contentBytes: reply?.body.isCut === true ? reply.body.size : Buffer.byteLength(reply?.body.text ?? ''),
        sentBytes,
        durationMs: expect.closeTo(durationMs ?? 0, 2),
        sent: request.body?.text ?? null,
        text: reply?.body.text,
      })),
    );
  });
});

test('a redirect has its target', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-redirect-'));
  const file = join(folder.path, 'old.json');
  const Location = { schema: { type: 'string', example: '/doc/new' } };
  const paths = { '/old': { get: { responses: { 302: { description: 'moved', headers: { Location } } } } } };
  await writeFile(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'Old', version: '1' }, paths }));
  await using mock = createMock({ port: 0, learners: 3, specs: { doc: file } });
  await mock.listen();
  const session = mock.session();
  await fetch(`${session.specs['doc']?.baseUrl}/old`, { redirect: 'manual' });
  const { entries } = JSON.parse(session.journal.export('har')).log;
  expect(entries[0].response.redirectURL).toBe('/doc/new');
});
