// A page whose vendor is mocked in the page itself, by MSW's service worker. No server of lms-mock runs.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { createMock } from 'lms-mock';
import type { Mock } from 'lms-mock';
import { chromium } from 'playwright-core';
import type { Browser, JSHandle, Page } from 'playwright-core';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const skip = executablePath === undefined && 'there is no chromium in /usr/bin';

describe('the page', { skip }, () => {
  let server: ViteDevServer;
  let browser: Browser;
  let page: Page;
  let mock: JSHandle<Mock>;

  before(async () => {
    server = await createServer({ logLevel: 'error', server: { port: 0 } });
    await server.listen();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    mock = await page.waitForFunction<Mock>('globalThis.mock');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('shows the courses of a learner', async () => {
    await page.getByRole('listitem').first().waitFor();
    const rows = await page.getByRole('listitem').allTextContents();
    // The same options give the same campus.
    const want = [...createMock({ learners: 20 }).campus.findEnrolments({ learner: 'johndoe' })];
    assert.equal(rows.length, want.length);
    for (const { courseKey } of want) assert.ok(rows.some((row) => row.startsWith(courseKey)));
  });

  for (const { title, answer, want } of [
    { title: 'is busy', answer: { status: 429 }, want: 'The platform is busy. Try again later.' },
    { title: 'refuses', answer: { status: 403 }, want: 'You may not see this.' },
    { title: 'breaks off', answer: { fault: { kind: 'reset' } }, want: 'The platform can’t be reached.' },
  ] as const)
    test(`shows a message when the platform ${title}`, async () => {
      await mock.evaluate((here, given) => {
        here.session('default').reset();
        here.session('default').on('listCompletions').reply(given);
      }, answer);
      await page.getByRole('button').click();
      await page.getByText(want).waitFor();
    });

  test('breaks no contract', async () => {
    const violations = await mock.evaluate((here) => here.report().violations.length);
    assert.equal(violations, 0);
  });
});
