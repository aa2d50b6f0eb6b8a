import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { SERIAL, openPage } from './opened.ts';

const SCRIPT = '<script>globalThis.isBroken = true</script>';
/** Node sends no space in a path. */
const IN_PATH = SCRIPT.replaceAll(' ', '');
const IMAGE = '"><img src=x onerror="globalThis.isBroken = true">';
const LINK = '<a href="javascript:globalThis.isBroken=true">x</a>';

/** A document with markup in each text that the page shows. */
const document = {
  openapi: '3.1.0',
  info: { title: `Title ${SCRIPT}${IMAGE}`, version: '1', description: LINK },
  paths: {
    [`/things/${IN_PATH.replaceAll('/', '|')}`]: {
      get: {
        operationId: `list${IMAGE}`,
        summary: SCRIPT,
        description: IMAGE,
        parameters: [{ name: LINK, in: 'query', description: SCRIPT, schema: { type: 'string', pattern: '^a<b>' } }],
        responses: {
          200: {
            description: IMAGE,
            content: { 'application/json': { example: { text: SCRIPT }, schema: { description: LINK } } },
          },
        },
      },
    },
  },
};

describe.skipIf(hasNoBrowser)('the page in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser('--host-resolver-rules=MAP rebound.example 127.0.0.1');

  test('scripts in paths, headers, bodies, fixture names and spec titles are text', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-hostile-'));
    const spec = join(folder.path, 'hostile.json');
    await writeFile(spec, JSON.stringify(document));
    const facts = {
      learners: { johndoe: { givenName: SCRIPT } },
      courses: { 'stackone-course': { title: IMAGE } },
    };
    await writeFile(join(folder.path, 'campus.yaml'), JSON.stringify(facts));
    await using mock = createMock({ port: 0, specs: { hostile: spec }, fixtures: folder.path });
    const { url, port } = await mock.listen();
    for (const path of [`/nowhere?${IN_PATH}`, `/hostile/things/${IN_PATH.replaceAll('/', '|')}?${IN_PATH}`])
      await askRaw(port, path);
    await (await fetch(`${url}/api/so2/v1/completion?username=johndoe`, { headers: { authorization: SCRIPT } })).text();

    await using opened = await openPage(browser(), `${url}/#view=start`);
    const { tab, complaints } = opened;
    await tab.getByText(`Title ${SCRIPT}${IMAGE}`).waitFor();
    await visit(tab, 'live');
    for (const index of [0, 1, 2]) {
      await tab.locator('.exchange').nth(index).click();
      await tab.getByRole('article', { name: 'Opened exchange' }).waitFor();
    }
    expect((await tab.locator('.exchange .url').allInnerTexts()).at(-1)).toContain(IN_PATH);
    await visit(tab, 'campus');
    await tab.getByText(`${SCRIPT} Doe`).waitFor();
    await tab.getByRole('button', { name: 'courses' }).click();
    await tab.getByText(IMAGE).first().waitFor();
    await visit(tab, 'contracts');
    await tab.getByRole('button', { name: 'hostile' }).click();
    await tab.locator('.operation summary').first().click();
    await tab.getByText(LINK).first().waitFor();
    await tab.getByRole('button', { name: 'JSON', exact: true }).click();
    await tab.getByLabel('hostile.json', { exact: true }).waitFor();
    expect(
      await tab.evaluate('[globalThis.isBroken, document.querySelectorAll("script, img, main a").length]'),
    ).toEqual([undefined, 1]);
    expect(complaints).toEqual([]);
  });

  test('is refused under the host name of another site that resolves to this machine', async () => {
    await using mock = createMock({ port: 0 });
    const { url, port } = await mock.listen();
    await using opened = await openPage(browser(), `http://rebound.example:${port}/`);
    const { tab } = opened;
    expect(await tab.locator('body').innerText()).toContain('The Host \\"rebound.example');
    expect(await tab.content()).not.toContain(mock.pageToken);
    expect(await statusFrom(tab, `http://rebound.example:${port}/__mock/sessions`)).toBe('403');
    expect(await statusFrom(tab, `${url}/__mock/sessions`)).toBe('Failed to fetch');
  });

  test('is not shown in a frame of another site, nor of an answer of an API', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    // Without anything that JSON escapes: the body of the rule is written as JSON.
    const framing = `<iframe src='${url}/'></iframe><iframe src='${url}/__mock/'></iframe>`;
    const other = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(framing));
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    mock.session('default').rules.add({
      match: { operation: 'listGrades' },
      offContract: true,
      answer: { status: 200, headers: { 'Content-Type': 'text/html' }, body: framing },
    });
    for (const from of [`http://127.0.0.1:${port}/`, `${url}/api/so2/v1/grades`]) {
      await using opened = await openPage(browser(), from);
      const [, ...frames] = opened.tab.frames();
      expect(frames.length).toBe(2);
      for (const frame of frames) expect(frame.url(), from).toBe('chrome-error://chromewebdata/');
    }
    other.close();
  });

  test('a script of an answer of an API can not read the page token', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    // Without anything that JSON escapes: the body of the rule is written as JSON.
    const script = [
      `fetch('/__mock/').then((page) => page.text()).then((text) => { document.title = text; });`,
      `const opened = window.open('/__mock/');`,
      `const read = () => { try { return opened.document.title; } catch { return 'refused'; } };`,
      `setTimeout(() => { document.body.dataset.opened = read(); }, 3000);`,
    ].join(' ');
    mock.session('default').rules.add({
      match: { operation: 'listGrades' },
      offContract: true,
      answer: {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: `<html><body><button>Go</button><script>document.querySelector('button').onclick = () => { ${script} };</script></body></html>`,
      },
    });
    await using opened = await openPage(browser(), `${url}/api/so2/v1/grades`);
    const { tab } = opened;
    await tab.getByRole('button', { name: 'Go' }).click();
    await tab.locator('body[data-opened]').waitFor();
    expect(await tab.title()).toContain('lms-mock-page-token" content=""');
    expect(await tab.locator('body').getAttribute('data-opened')).not.toBe('lms-mock: start');
    expect(await tab.content()).not.toContain(mock.pageToken);
  });
});

async function visit(tab: Page, view: string): Promise<void> {
  await tab.evaluate(`location.hash = 'view=${view}'`);
  await tab.locator(`main.view-${view}`).waitFor();
}

/** What a script of the tab gets: a status, or the reason why it gets none. */
function statusFrom(tab: Page, address: string): Promise<string> {
  return tab.evaluate<string>(
    `fetch(${JSON.stringify(address)}).then((response) => String(response.status), (error) => error.message)`,
  );
}

/** Sends a path as it is: fetch would escape it. */
function askRaw(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers: { 'x-custom': SCRIPT } }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
}
