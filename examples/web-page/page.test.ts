// A page in a browser, and one session of the mock for each test.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createMock } from 'lms-mock';
import type { MockSession } from 'lms-mock';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const skip = executablePath === undefined && 'there is no chromium in /usr/bin';

describe('the page', { skip }, () => {
  const mock = createMock({ port: 0, learners: 20 });
  const html = readFileSync(new URL('page.html', import.meta.url));
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(html);
  });
  let browser: Browser;

  before(async () => {
    await mock.listen();
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser.close();
    site.close();
    await mock.close();
  });

  async function open({ apis: { moocit } }: MockSession, username = 'johndoe'): Promise<Page> {
    const address = site.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const token = moocit.personas.admin.headers['authorization']?.replace('Bearer ', '') ?? '';
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ api: moocit.baseUrl, username, token })}`);
    await page.getByRole('status').waitFor({ state: 'hidden' });
    return page;
  }

  test('shows the courses of a learner', async () => {
    const session = mock.session();
    const page = await open(session);
    const rows = await page.locator('tbody tr').allTextContents();
    const want = [...session.campus.findEnrolments({ learner: 'johndoe' })].map(({ courseKey }) => courseKey);
    assert.equal(rows.length, want.length);
    for (const course of want)
      assert.ok(
        rows.some((row) => row.includes(course)),
        course,
      );
    assert.deepEqual(
      session.violations.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  for (const { title, answer, want } of [
    { title: 'is busy', answer: { status: 429 }, want: 'The platform is busy. Try again later.' },
    { title: 'refuses', answer: { status: 403 }, want: 'You may not see this.' },
    { title: 'breaks off', answer: { fault: { kind: 'reset' } }, want: 'The platform can’t be reached.' },
  ] as const)
    test(`shows a message when the platform ${title}`, async () => {
      const session = mock.session();
      session.on('listCompletions').reply(answer);
      const page = await open(session);
      assert.equal(await page.getByRole('alert').textContent(), want);
    });
});
