import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import type { Mock } from '../../src/index.ts';
import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';

/** A script that reads the control API, writes to it, and shows the results. It has no character that JSON escapes. */
function script(token = ''): string {
  const show = (name: string, call: string): string =>
    `${call}.then((response) => response.status, String).then((got) => document.documentElement.setAttribute('data-${name}', got));`;
  return [
    `const headers = { 'Content-Type': 'application/json', 'x-lms-mock-page-token': '${token}' };`,
    show('read', `fetch('/__mock/sessions', { headers })`),
    show('write', `fetch('/__mock/sessions/hacked/reset', { method: 'POST', headers, body: '{}' })`),
  ].join('');
}

const hostile = {
  openapi: '3.0.3',
  info: { title: 'Hostile', version: '1' },
  paths: {
    '/html': page('text/html', `<html><script>${script()}</script></html>`),
    '/svg': page('image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg"><script>${script()}</script></svg>`),
    '/own-policy': page('text/html', `<html><script>${script()}</script></html>`, {
      'content-security-policy': { schema: { type: 'string', enum: ["script-src 'unsafe-inline'"] } },
    }),
  },
};

function page(mediaType: string, example: string, headers: object = {}): object {
  const response = { description: 'Fine', headers, content: { [mediaType]: { schema: { type: 'string' }, example } } };
  return { get: { responses: { 200: response } } };
}

async function withHostile<T>(use: (mock: Mock, url: string) => Promise<T>): Promise<T> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-hostile-'));
  const file = join(folder.path, 'hostile.json');
  await writeFile(file, JSON.stringify(hostile));
  await using mock = createMock({ port: 0, specs: { hostile: file } });
  const { url } = await mock.listen();
  return await use(mock, url);
}

test('each reply of a mounted document is sandboxed, refusals as well', async () => {
  await withHostile(async (_mock, url) => {
    for (const path of ['/html', '/svg', '/own-policy', '/none']) {
      const { headers } = await fetch(`${url}/hostile${path}`);
      expect(headers.get('content-security-policy')).toMatch(/(^|, )sandbox$/);
    }
  });
});

describe.skipIf(hasNoBrowser)('in a browser (skipped where none is installed)', () => {
  const browser = useBrowser();

  /** Opens a page and uses it. `asked` are its requests to the control API. */
  async function open<T>(address: string, use: (tab: Page, asked: readonly string[]) => Promise<T>): Promise<T> {
    const tab = await browser().newPage();
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(...(request.url().includes('/__mock/') ? [request.url()] : [])));
    try {
      await tab.goto(address);
      return await use(tab, asked);
    } finally {
      await tab.close();
    }
  }

  const statuses = (address: string): Promise<readonly (string | null)[]> =>
    open(address, async (tab) => {
      const shown = tab.locator('html[data-read][data-write]');
      return [await shown.getAttribute('data-read'), await shown.getAttribute('data-write')];
    });

  test('a script in a mounted document does not run', { timeout: 120_000 }, async () => {
    await withHostile(async (_mock, url) => {
      for (const path of ['/html', '/svg', '/own-policy'])
        expect(await open(`${url}/hostile${path}`, async (_tab, asked) => asked)).toEqual([]);
      expect(await (await fetch(`${url}/__mock/sessions/hacked`)).json()).toMatchObject({ status: 404 });
    });
  });

  test('a script of the same origin needs the token of a page of lms-mock', { timeout: 120_000 }, async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    const answerWith = (token?: string): void => {
      mock.session('scripted').rules.clear();
      mock.session('scripted').rules.add({
        match: { operation: 'listCompletions' },
        offContract: true,
        answer: {
          status: 200,
          headers: { 'Content-Type': 'text/html' },
          body: `<html><script>${script(token)}</script></html>`,
        },
      });
    };
    const address = `${url}/sessions/scripted/moocit/api/so2/v1/completion`;
    answerWith();
    expect(await statuses(address)).toEqual(['403', '403']);
    expect((await fetch(`${url}/__mock/sessions/hacked`)).status).toBe(404);
    answerWith(mock.pageToken);
    expect(await statuses(address)).toEqual(['200', '200']);
  });
});
