import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** The tabs of one browser share its processes, so its tests run one after the other. */
export const SERIAL = { concurrent: false, timeout: 120_000 };

/** The page in a browser. */
export interface Opened extends AsyncDisposable {
  readonly tab: Page;
  /** What the console complained of, errors of the page, and requests to other hosts. */
  readonly complaints: readonly string[];
}

/** Opens an address of the page. A test that expects no complaints checks `complaints`. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options });
  context.setDefaultTimeout(30_000);
  const tab = await context.newPage();
  const complaints: string[] = [];
  const { host } = new URL(address);
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  tab.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  tab.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  tab.on('request', (request) => {
    if (new URL(request.url()).host !== host) complaints.push(`request: ${request.url()}`);
  });
  await tab.goto(address);
  return { tab, complaints, [Symbol.asyncDispose]: () => context.close() };
}
