import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Opens a page of an origin. Its requests are answered only from a HAR file. */
export async function replayHar(
  browser: Browser,
  { origin, har }: { readonly origin: string; readonly har: string },
): Promise<AsyncDisposable & { readonly page: Page }> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-har-'));
  const file = join(folder.path, 'recorded.har');
  await writeFile(file, har);
  const context = await browser.newContext();
  await context.routeFromHAR(file, { notFound: 'abort' });
  await context.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close();
      await folder.remove();
    },
  };
}
