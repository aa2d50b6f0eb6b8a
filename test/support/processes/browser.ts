import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';

/** Where Debian and GitHub's machines have it. None is downloaded: it is as big as all other dependencies. */
export const executablePath: string | undefined = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** What needs a browser is skipped where there is none: it is no npm package. */
export const hasNoBrowser: boolean = executablePath === undefined;

/** A browser for the tests of a suite: started before them, closed behind them. `more` are further arguments. */
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
