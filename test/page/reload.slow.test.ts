import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { serve } from '../support/processes/server-process.ts';
import { SERIAL, openPage } from './opened.ts';

const paths = { '/books': { get: { responses: { 200: { description: 'The books' } } } } };
const document = (title: string): string =>
  JSON.stringify({ openapi: '3.1.0', info: { title, version: '1' }, paths }, null, 2);

describe.skipIf(hasNoBrowser)('the page in a browser (skipped where none is installed)', SERIAL, () => {
  const browser = useBrowser();

  test('shows that changed files were loaded, and why others were not', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'page-reload-'));
    const file = join(folder.path, 'shop.json');
    writeFileSync(file, document('Shop'));
    // The package serves the page that was built.
    await using server = await serve(['--watch', '--spec', 'shop=shop.json'], { cwd: folder.path });
    await using opened = await openPage(browser(), `${server.url}/`);
    const { tab, complaints } = opened;
    await tab.getByRole('region', { name: 'Shop' }).waitFor();
    // An exchange in Live shows that the page follows the server.
    await fetch(`${server.url}/nowhere`);
    await tab.goto(`${server.url}/#view=live`);
    await tab.locator('.exchange').waitFor();
    const visit = (view: string): Promise<void> =>
      tab.getByRole('navigation').getByRole('link', { name: view }).click();
    await visit('Contracts');
    await tab.getByRole('button', { name: 'shop' }).click();
    await tab.getByRole('heading', { name: 'Shop', exact: true }).waitFor();
    await visit('Start');
    writeFileSync(file, document('Renamed shop'));
    await tab.getByText('Loaded again: shop.json').waitFor();
    await tab.getByRole('region', { name: 'Renamed shop' }).waitFor();
    await visit('Contracts');
    await tab.getByRole('button', { name: 'shop' }).click();
    await tab.getByRole('heading', { name: 'Renamed shop' }).waitFor();
    await visit('Start');
    writeFileSync(file, '{\n  "openapi": oops');
    await tab.getByText(/Not loaded, the old content stays in use: shop\.json:\d/).waitFor();
    await tab.getByRole('region', { name: 'Renamed shop' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
