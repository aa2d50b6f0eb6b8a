import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Where Debian and GitHub's machines have it. None is downloaded: it is as big as all other dependencies. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** What needs a browser is skipped where there is none: it is no npm package. */
export const hasNoBrowser: boolean = executablePath === undefined;

export async function launchBrowser(): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
}
