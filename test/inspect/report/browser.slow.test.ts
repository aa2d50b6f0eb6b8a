import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import axe from 'axe-core';
import * as fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { formatHtml } from '../../../src/inspect/report/formats/format-html.ts';
import type { Report } from '../../../src/inspect/report/report.ts';
import { hasNoBrowser, useBrowser } from '../../support/processes/browser.ts';
import { coverageItem, fullReport, reportWith, violation } from './examples.ts';
import { BREAKOUTS, reports } from './generate-reports.ts';

/** SCREENSHOTS=<folder> saves screenshots of the pages in this folder. */
const screenshots = process.env['SCREENSHOTS'];

/** A report with a hostile text in every place. */
const hostileReport: Report = reportWith({
  session: BREAKOUTS.join(' '),
  violations: BREAKOUTS.map((text) =>
    violation({
      api: text,
      operationId: text,
      location: text,
      rule: text,
      message: text,
      example: { method: text, url: text },
      pointer: `#/${text}`,
    }),
  ),
  coverage: BREAKOUTS.map((text) => coverageItem({ api: text, operationId: text, name: text, kind: 'status' })),
  unusedRules: BREAKOUTS.map((text) => ({ id: text, description: text })),
  ledger: { given: 1, duplicates: BREAKOUTS, missing: BREAKOUTS },
});

const pages = [
  { title: 'full', report: fullReport },
  { title: 'clean', report: reportWith({ coverage: [coverageItem({ count: 1 })] }) },
  { title: 'empty', report: reportWith({ exchanges: 0 }) },
  { title: 'hostile', report: hostileReport },
];
const looks = pages.flatMap((page) => (['light', 'dark'] as const).map((scheme) => ({ ...page, scheme })));
const WIDTHS = [1200, 360];

/** Requires a contrast of 4.5:1 also for large text. */
const AXE = `
  axe.configure({ checks: [{ id: 'color-contrast', options: { contrastRatio: {
    normal: { expected: 4.5 }, large: { expected: 4.5 } } } }] });
  axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then(({ violations, incomplete, passes }) => ({
    found: [...violations, ...incomplete].map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)),
    passed: passes.map(({ id }) => id),
  }))`;

// The structure of the page is also tested without a browser, in formats.test.ts.
describe.skipIf(hasNoBrowser)('in a browser (skipped where none is installed)', () => {
  const browser = useBrowser();

  test.for(looks)(
    'the $title page, $scheme, needs no other file and is readable',
    { timeout: 120_000 },
    async (look) => {
      await using opened = await open(browser(), look);
      const { page, noticed } = opened;
      await openAll(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        if (screenshots !== undefined) await keep(page, `${look.title}-${look.scheme}-${width}`);
      }
      expect(await page.evaluate('globalThis.isBroken')).toBeUndefined();
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(look.scheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(20, 23, 26)');
      await page.evaluate(axe.source);
      const { found, passed } = await page.evaluate<{ found: readonly string[]; passed: readonly string[] }>(AXE);
      expect(found).toEqual([]);
      expect(passed).toContain('color-contrast');
      expect(noticed).toEqual(['GET /']);
    },
  );

  test('folded parts open with a click, and are open in print', { timeout: 60_000 }, async () => {
    await using opened = await open(browser(), { report: fullReport, scheme: 'dark' });
    const { page } = opened;
    const missing = page.getByText('query.page');
    expect(await missing.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await missing.isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
    await page.locator('summary', { hasText: '60 %' }).click();
    expect(await missing.isVisible()).toBe(true);
  });

  test('generated reports run no script and do not widen the page', { timeout: 120_000 }, async () => {
    await using opened = await open(browser(), { report: fullReport, scheme: 'light' });
    const { page, noticed } = opened;
    for (const report of fc.sample(reports, { numRuns: 60, seed: 1 })) {
      await page.setContent(formatHtml(report));
      await openAll(page);
      expect(await page.evaluate('[document.documentElement.scrollWidth, globalThis.isBroken]')).toEqual([
        360,
        undefined,
      ]);
      expect(await page.locator('.violation').count()).toBe(report.violations.length);
    }
    expect(noticed).toEqual(['GET /']);
  });
});

interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** The requests of the page, and the errors of the console and the page. */
  readonly noticed: readonly string[];
}

/** Opens a report over HTTP, with the headers of the server. */
async function open(
  browser: Browser,
  { report, scheme }: { readonly report: Report; readonly scheme: 'light' | 'dark' },
): Promise<Opened> {
  const text = formatHtml(report, { minCoverage: 80 });
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(text));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme: scheme });
  const noticed: string[] = [];
  page.on('request', (request) => noticed.push(`${request.method()} ${new URL(request.url()).pathname}`));
  page.on('console', (message) => noticed.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noticed.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => noticed.push(`dialog: ${dialog.message()}`));
  await page.goto(`http://127.0.0.1:${port}/`);
  return {
    page,
    noticed,
    async [Symbol.asyncDispose]() {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
}

async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(String(screenshots), { recursive: true });
  await page.screenshot({ path: join(String(screenshots), `${name}.png`), fullPage: true });
}
