import request from 'supertest';
import { expect, test } from 'vitest';

import { formatBanner } from '../../src/cli/serve/banner.ts';
import { PAGE_MEDIA_TYPES } from '../../src/page/file-names.ts';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 10, courses: 1 });
const BROWSER = {
  Host: '127.0.0.1:4010',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
};
/** What a browser sends when a person opens an address. */
const OPENED = { ...BROWSER, 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'none' };

test('the root is the page for a browser, and JSON for a program', async () => {
  const page = await request(mock.app).get('/').set(BROWSER);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['vary']).toBe('Accept');
  expect(page.text).toContain('src="__mock/page/page.js"');
  for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.5', '']) {
    const index = await request(mock.app).get('/').set({ Host: '127.0.0.1:4010', Accept: accept });
    expect(index.body, accept).toMatchObject({ name: 'lms-mock' });
    expect(index.headers['vary']).toBe('Accept');
  }
});

test('the banner names the page, with the token in the fragment if the control API requires it', () => {
  const without = { url: 'http://127.0.0.1:4010', outside: [], services: [], token: undefined };
  expect(formatBanner(without)).toContain('Page: http://127.0.0.1:4010/\n');
  const withToken = { ...without, url: 'http://10.0.0.7:4010', token: 'a+b' };
  expect(formatBanner(withToken)).toContain('Page: http://10.0.0.7:4010/#token=a%2Bb\n');
});

test('the page is at /__mock/ for any program', async () => {
  const page = await request(mock.app).get('/__mock/').set('Host', 'localhost');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.text).toContain('src="page/page.js"');
  const { status, headers } = await request(mock.app).get('/__mock').set('Host', 'localhost');
  expect([status, headers['location']]).toEqual([308, '__mock/']);
});

test('the files of the page are small, and the page names no other host', async () => {
  let bytes = 0;
  for (const [name, mediaType] of Object.entries(PAGE_MEDIA_TYPES)) {
    const file = await request(mock.app).get(`/__mock/page/${name}`).set('Host', 'localhost').buffer(true);
    expect(file.status, name).toBe(200);
    expect(file.headers['content-type']).toBe(mediaType);
    bytes += Number(file.headers['content-length']);
  }
  const page = await request(mock.app).get('/').set(OPENED);
  bytes += Number(page.headers['content-length']);
  expect(bytes).toBeLessThanOrEqual(150_000);
  expect(page.text).not.toMatch(/https?:|\/\//);
  expect((await request(mock.app).get('/__mock/page/other.js').set('Host', 'localhost')).status).toBe(404);
});

test('the policy allows only the script and style of one answer, and no frame', async () => {
  const nonces = new Set<string>();
  for (const path of ['/', '/__mock/']) {
    const { headers, text } = await request(mock.app).get(path).set(OPENED);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe-');
    const [, nonce = ''] = /script-src 'nonce-([^']+)'(?:;|$)/.exec(policy) ?? [];
    expect(text.split(`nonce="${nonce}"`).length).toBe(3);
    nonces.add(nonce);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  }
  expect(nonces.size).toBe(2);
});

test.for(['/', '/__mock', '/__mock/', '/__mock/page/page.js'])(
  '%s is refused under a host name that another site chose',
  async (path) => {
    const headers = { ...OPENED, Host: 'rebound.example' };
    expect((await request(mock.app).get(path).set(headers)).status).toBe(403);
    expect((await request(mock.app).head(path).set(headers)).status).toBe(403);
  },
);

test('only a document that a browser opens has the page token', async () => {
  const has = async (from: typeof mock, headers: Readonly<Record<string, string>>): Promise<boolean> =>
    (await request(from.app).get('/__mock/').set(headers)).text.includes(from.pageToken);
  expect(await has(mock, OPENED)).toBe(true);
  for (const destination of ['empty', 'iframe', 'script', 'object', 'image'])
    expect(await has(mock, { ...OPENED, 'Sec-Fetch-Dest': destination }), destination).toBe(false);
  expect(await has(mock, BROWSER), 'a program').toBe(false);
  // Over plain HTTP beyond loopback, browsers don't say what they open. The control API requires the other token there.
  const guarded = createMock({ learners: 10, courses: 1, token: 'secret' });
  expect(await has(guarded, BROWSER)).toBe(true);
  expect(await has(guarded, { ...BROWSER, 'Sec-Fetch-Dest': 'empty' })).toBe(false);
});
