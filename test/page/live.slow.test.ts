import { describe, expect, test, vi } from 'vitest';
import type { Locator, Page } from 'playwright-core';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { SERIAL, openPage } from './opened.ts';

const ADMIN = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };

const rowOf = (tab: Page, url: string): Locator => tab.locator('.exchange').filter({ hasText: url });
const urlsOf = (tab: Page): Promise<readonly string[]> => tab.locator('.exchange .url').allInnerTexts();

describe.skipIf(hasNoBrowser)('the view Live in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  test('shows exchanges as they end, and one in full with its violations and the text of the contract', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await fetch(`${url}/api/so2/v1/completion?username=johndoe`, { headers: ADMIN });
    await using opened = await openPage(browser(), `${url}/#view=live`);
    const { tab, complaints } = opened;
    const contractsRead: string[] = [];
    tab.on('request', (request) => {
      if (request.url().includes('/explain/')) contractsRead.push(request.url());
    });
    await rowOf(tab, 'username=johndoe').waitFor();
    await fetch(`${url}/api/so2/v1/grades?page=1`, { headers: { authorization: 'Bearer moocit-forbidden-token' } });
    await fetch(`${url}/api/so2/v1/grade`, { headers: ADMIN });
    await rowOf(tab, '/api/so2/v1/grade').nth(1).waitFor();
    expect(await urlsOf(tab)).toEqual([
      '/api/so2/v1/grade',
      '/api/so2/v1/grades?page=1',
      '/api/so2/v1/completion?username=johndoe',
    ]);
    const [, refused = ''] = await tab.locator('.exchange').allInnerTexts();
    expect(refused.split(/\s+/).join(' ')).toMatch(
      /^\d\d:\d\d:\d\d GET \/api\/so2\/v1\/grades\?page=1 2 violations 403 \d+ ms moocit forbidden$/,
    );

    await rowOf(tab, 'page=1').click();
    const exchange = tab.getByRole('article', { name: 'Opened exchange' });
    await exchange.getByText('Documented as required, though the request has no body.').waitFor();
    const body = await exchange.getByLabel('body of the answer', { exact: true }).innerText();
    expect(body).toBe('{\n  "detail": "You do not have permission to perform this action."\n}');
    const coloured = (): Promise<readonly number[]> =>
      tab.evaluate(`['name', 'text', 'value'].map((part) => CSS.highlights.get(part)?.size ?? 0)`);
    expect(await coloured()).toEqual([1, 1, 0]);

    const list = tab.getByRole('listbox', { name: 'Exchanges' });
    await list.press('ArrowDown');
    await exchange.getByText('No violations').waitFor();
    await exchange.getByRole('button', { name: 'Answer this differently' }).waitFor();
    expect(contractsRead).toHaveLength(1);
    await list.press('Home');
    await exchange.getByText('No operation has this method and path').waitFor();
    expect(await exchange.getByRole('list', { name: 'Violations' }).innerText()).toContain('GET /api/so2/v1/grades');
    await list.press('Escape');
    expect(await exchange.count()).toBe(0);
    await vi.waitFor(async () => expect(await coloured()).toEqual([0, 0, 0]));
    expect(complaints).toEqual([]);
  });

  test('filters, pauses and clears', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    await using opened = await openPage(browser(), `${url}/#view=live&session=mine`);
    const { tab } = opened;
    await tab.getByRole('button', { name: 'Create it' }).click();
    const get = async (path: string): Promise<void> => {
      await (await fetch(`${url}/sessions/mine${path}`, { headers: ADMIN })).text();
    };
    await get('/api/so2/v1/completion?username=johndoe');
    await get('/api/so2/v1/grades?wrong=1');
    await get('/unified/lms/completions/123456');
    await get('/nowhere');
    await rowOf(tab, '/nowhere').waitFor();
    for (const [label, value, count] of [
      ['API', 'stackone', 1],
      ['Operation', 'listGrades', 1],
      ['Status', '4', 2],
      ['Persona', 'admin', 2],
      ['Violations', 'unmatched', 1],
      ['Violations', 'none', 1],
    ] as const) {
      await tab.getByLabel(label, { exact: true }).selectOption(value);
      await expect.soft(tab.locator('.exchange').count(), `${label} ${value}`).resolves.toBe(count);
      await tab.getByLabel(label, { exact: true }).selectOption('');
    }
    await tab.getByLabel('Text in the URL or a body').fill('MOOCit demonstration');
    expect(await urlsOf(tab)).toEqual(['/api/so2/v1/grades?wrong=1']);
    await tab.getByLabel('Text in the URL or a body').fill('in no exchange');
    await tab.getByRole('button', { name: 'Show all' }).click();
    await vi.waitFor(async () => expect(await urlsOf(tab)).toHaveLength(4));

    await tab.getByRole('button', { name: 'Pause' }).click();
    await get('/late');
    await tab.getByRole('button', { name: 'Resume (1 new)' }).click();
    await rowOf(tab, '/late').waitFor();
    await tab.getByRole('button', { name: 'Clear' }).click();
    await tab.getByText('No exchanges yet').waitFor();
    expect(mock.session('mine').journal.exchanges()).toEqual([]);
  });

  test('copies an exchange as curl and as fetch, and answers it differently', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    const get = (): Promise<Response> => fetch(`${url}/api/so2/v1/completion?username=johndoe`, { headers: ADMIN });
    await get();
    await using opened = await openPage(browser(), `${url}/#view=live`);
    const { tab } = opened;
    await rowOf(tab, 'completion').click();
    for (const format of ['curl', 'fetch'] as const) {
      await tab.getByRole('button', { name: `Copy as ${format}` }).click();
      const wanted = mock.session('default').journal.export(format, { sequence: 1 });
      await vi.waitFor(async () => expect(await tab.evaluate('navigator.clipboard.readText()')).toBe(wanted));
    }

    await tab.getByRole('button', { name: 'Answer this differently' }).click();
    const dialog = tab.getByRole('dialog', { name: 'Answer this differently' });
    const rule = dialog.getByLabel('Rule as JSON');
    const written = await rule.inputValue();
    await rule.fill(written.replace('"operation"', '"opration"'));
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await dialog.getByRole('alert').getByText('did you mean "operation"').waitFor();
    await rule.fill('{');
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await dialog.getByRole('alert').getByText('JSON').waitFor();
    await dialog.getByRole('combobox', { name: 'Answer' }).selectOption({ label: '2 seconds later' });
    await dialog.getByRole('combobox', { name: 'Answer' }).selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await tab.getByText('The rule is in use.').waitFor();
    const [added] = mock.session('default').rules;
    expect(added).toMatchObject({ match: { api: 'moocit', operation: 'listCompletions', persona: 'admin' } });
    const { status } = await get();
    expect(status).toBeGreaterThanOrEqual(400);
    await tab
      .locator('.exchange')
      .filter({ hasText: String(status) })
      .click();
    await tab.getByText(String(added?.id)).waitFor();
  });

  test('says when the server goes away, and works again when it is back', async () => {
    const first = createMock({ port: 0 });
    const { url, port } = await first.listen();
    await using opened = await openPage(browser(), `${url}/#view=live`);
    const { tab } = opened;
    await tab.getByText('0 exchanges').waitFor();
    await first.close();
    await tab.getByRole('status').getByText('No connection to the server').waitFor();
    // Another process has another page token.
    await using second = createMock({ port });
    await second.listen();
    await tab.getByText('No connection').waitFor({ state: 'detached' });
    await fetch(`${url}/api/so2/v1/grades`, { headers: ADMIN });
    await rowOf(tab, '/api/so2/v1/grades').waitFor();
    expect(await tab.getByRole('status').allInnerTexts()).not.toContain('No connection to the server');
  });
});
