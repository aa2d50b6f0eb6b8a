import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { createMock } from '../support/create-mock.ts';
import { SERIAL, openPage } from './opened.ts';

/** LMS_MOCK_SCREENSHOTS=<folder> keeps what the browser showed, for a person to look at. */
const screenshots = process.env['LMS_MOCK_SCREENSHOTS'];

const ADMIN = { authorization: 'Bearer moocit-admin-token', 'content-type': 'application/json' };
const URLS = ['/api/so2/v1/completion?username=johndoe', '/api/so2/v1/grades?wrong=1', '/api/so2/v1/grade', '/nowhere'];

/** Opens what can be opened in a view. */
const VIEWS: Readonly<Record<string, (tab: Page) => Promise<void>>> = {
  start: async (tab) => {
    await tab.getByRole('button', { name: 'Try it as admin', exact: true }).click();
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByText('No violations').waitFor();
  },
  live: async (tab) => {
    await tab.locator('.exchange', { hasText: 'wrong=1' }).click();
    await tab.getByText('unknown parameter').waitFor();
  },
  control: async (tab) => {
    await tab.getByRole('button', { name: 'New rule' }).click();
    await tab.getByRole('button', { name: /^Everything 403/ }).click();
    await tab.getByText('answered 0 requests').waitFor();
  },
  campus: async (tab) => {
    await tab.locator('.entity summary').first().click();
    await tab.getByRole('button', { name: 'Try listCompletions' }).waitFor();
  },
  contracts: async (tab) => {
    await tab.getByRole('region', { name: 'Operations by persona' }).waitFor();
  },
};

const looks = Object.entries(VIEWS).flatMap(([view, open]) =>
  (['light', 'dark'] as const).map((scheme) => ({ view, scheme, open })),
);

/** What a narrow page scrolls out of sight can't be judged for its contrast. */
const AXE = `axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then(({ violations, incomplete, passes }) => ({
  found: [...violations, ...(innerWidth < 1000 ? [] : incomplete)].map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)),
  passed: passes.map(({ id }) => id),
}))`;

describe.skipIf(hasNoBrowser)('the page in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  test.for(looks)('axe finds nothing in $view, $scheme, wide or narrow', async ({ view, scheme, open }) => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    for (const path of URLS) await (await fetch(url + path, { headers: ADMIN })).text();
    const viewport = { width: 1280, height: 800 };
    await using opened = await openPage(browser(), `${url}/#view=${view}`, { colorScheme: scheme, viewport });
    const { tab, complaints } = opened;
    await open(tab);
    await tab.evaluate('document.querySelectorAll("main details").forEach((details) => { details.open = true; })');
    await tab.evaluate(axe.source);
    for (const width of [1280, 390]) {
      await tab.setViewportSize({ width, height: 800 });
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const { found, passed } = await tab.evaluate<{ found: readonly string[]; passed: readonly string[] }>(AXE);
      expect(found).toEqual([]);
      expect(passed).toContain('color-contrast');
      if (screenshots !== undefined) await keep(tab, `${view}-${scheme}-${width}`);
    }
    const background = await tab.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(scheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(20, 23, 26)');
    expect(complaints).toEqual([]);
  });

  test('works with the keyboard alone', async () => {
    await using mock = createMock({ port: 0 });
    const { url } = await mock.listen();
    for (const path of URLS) await (await fetch(url + path, { headers: ADMIN })).text();
    await using opened = await openPage(browser(), url);
    const { tab } = opened;
    await tab.getByRole('region', { name: 'MOOCit (Open edX)' }).waitFor();
    const focus = (name: string): Promise<void> => tab.getByRole('navigation').getByRole('link', { name }).focus();
    await focus('Live');
    await tab.keyboard.press('Enter');
    const list = tab.getByRole('listbox', { name: 'Exchanges' });
    await tab.locator('.exchange').first().waitFor();
    await list.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowUp']) await tab.keyboard.press(key);
    const selected = tab.locator('.exchange[aria-selected=true]');
    expect(await selected.innerText()).toContain('wrong=1');
    expect(await list.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'));
    await tab.getByRole('button', { name: 'Answer this differently' }).focus();
    await tab.keyboard.press('Enter');
    const dialog = tab.getByRole('dialog');
    await dialog.waitFor();
    await tab.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await focus('Control');
    await tab.keyboard.press('Enter');
    await tab.getByRole('button', { name: /^Everything 403/ }).focus();
    await tab.keyboard.press('Space');
    await tab.getByRole('button', { name: /^Everything 403/, pressed: true }).waitFor();
  });
});

async function keep(tab: Page, name: string): Promise<void> {
  mkdirSync(String(screenshots), { recursive: true });
  await tab.screenshot({ path: join(String(screenshots), `${name}.png`) });
}
