import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';

/** Its path on Debian and on GitHub's machines. It is not downloaded, because it is very large. */
export const executablePath: string | undefined = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Tests that need a browser are skipped if none is installed. */
export const hasNoBrowser: boolean = executablePath === undefined;

/** A browser for the tests of a suite. It starts before them and closes after them. `more` are further arguments. */
export function useBrowser(...more: readonly string[]): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser(more);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (browser === undefined) throw new Error('the browser has not been started');
    return browser;
  };
}

async function launchBrowser(more: readonly string[]): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', ...more];
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
}
