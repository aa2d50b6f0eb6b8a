import { build, preview } from 'vite';
import { describe, expect, test, vi } from 'vitest';

import { hasNoBrowser, useBrowser } from '../support/processes/browser.ts';
import { copyViteExample, serveViteExample } from '../support/processes/vite-example.ts';

const ROW = 'anna: 100 % of course-v1:algebra';

describe.skipIf(hasNoBrowser)('examples/vite in a browser (skipped where there is no chromium)', () => {
  const browser = useBrowser();

  test('the page calls the mock on its own origin, and sees fixtures that were loaded again', async () => {
    using example = await copyViteExample();
    await using vite = await serveViteExample(example.config);
    const page = await browser().newPage();
    const methods: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/lms/')) methods.push(`${request.method()} ${new URL(request.url()).origin}`);
    });
    await page.goto(vite.url);
    await page.getByText(ROW).waitFor();
    expect(methods).toEqual([`GET ${vite.url}`]);

    example.edit('mock/campus.yaml', 'username: anna', 'username: annika');
    await vi.waitFor(
      async () => {
        await page.reload();
        expect(await page.getByRole('listitem').textContent()).toBe(ROW.replace('anna', 'annika'));
      },
      { timeout: 10_000 },
    );
    await page.close();
  });

  test('the page of lms-mock works below the path', async () => {
    using example = await copyViteExample();
    await using vite = await serveViteExample(example.config);
    const page = await browser().newPage();
    await page.goto(`${vite.url}/lms`);
    await page.getByText(`${vite.url}/lms/moocit`).waitFor();
    expect(page.url()).toBe(`${vite.url}/lms/`);
    await page.close();
  });

  test('hot updates of Vite still work', async () => {
    using example = await copyViteExample();
    await using vite = await serveViteExample(example.config);
    const page = await browser().newPage();
    await page.goto(vite.url);
    await page.getByText(ROW).waitFor();
    await page.evaluate('globalThis.isSamePage = true');
    example.edit('src/style.css', 'rgb(0, 60, 120)', 'rgb(120, 0, 60)');
    await page.waitForFunction("getComputedStyle(document.querySelector('h1')).color === 'rgb(120, 0, 60)'");
    expect(await page.evaluate('globalThis.isSamePage')).toBe(true);

    example.edit('src/describe.js', '% of', 'percent of');
    await page.getByText('anna: 100 percent of course-v1:algebra').waitFor();
    await page.close();
  });

  test('the page finds the mock from another base, and in vite preview', async () => {
    using example = await copyViteExample();
    const config = { ...example.config, base: '/app/' };
    const page = await browser().newPage();
    {
      await using vite = await serveViteExample(config);
      await page.goto(`${vite.url}/`);
      await page.getByText(ROW).waitFor();
      expect(new URL(page.url()).pathname).toBe('/app/');
    }
    await build({ ...config, logLevel: 'silent' });
    const server = await preview(config);
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.getByText(ROW).waitFor();
    await server.close();
    await page.close();
  });
});
