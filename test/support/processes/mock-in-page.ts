import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import type { JSHandle, Page } from 'playwright-core';

import * as library from '../../../src/index.ts';
import type { Mock, MockOptions } from '../../../src/index.ts';
import { useBrowser } from './browser.ts';
import { root } from './server-process.ts';

/** What a page has too. Functions with it as parameter run in both, so they use nothing else. */
export interface Tools {
  readonly library: typeof library;
  readonly mock: Mock;
}

/** A request, as data for a page. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | readonly number[];
  readonly timeoutMs?: number;
}

/** The reply, or how the call ended without a whole one. */
async function ask({ mock, asked }: Pick<Tools, 'mock'> & { readonly asked: Asked }): Promise<unknown> {
  const { path, body, timeoutMs = 20_000, ...init } = asked;
  const bytes = typeof body === 'object' ? Uint8Array.from(body) : body;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await mock.fetch(path, { ...init, signal, ...(bytes === undefined ? {} : { body: bytes }) });
    const { status } = response;
    const headers = [...response.headers].filter(([name]) => !/^(?:date|connection|keep-alive|request-id)$/.test(name));
    const text = await response.text().catch(() => 'cut off');
    return { status, headers, text };
  } catch (error) {
    return error instanceof Error ? error.name : error;
  }
}

/** What a function returned, as JSON. */
export interface InBoth {
  readonly inPage: unknown;
  readonly inNode: unknown;
}

/** Answers the requests of a page from the mock of its service worker. */
const WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.url.includes('/moocit/')) event.respondWith(tools.mock.fetch(event.request));
});`;

const REGISTER = `(async () => {
  const { serviceWorker } = navigator;
  const isReady = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve));
  await serviceWorker.register('/worker.js', { type: 'module' });
  await isReady;
})()`;

/** A page with a mock, and one in this process with the same options. */
export interface MockInPage {
  /** The mock in this process. */
  readonly mock: Mock;
  /** The errors of the page. */
  readonly errors: readonly string[];
  inBoth(run: (here: Tools) => unknown): Promise<InBoth>;
  askBoth(asked: Asked): Promise<InBoth>;
  /** The same, but the page asks with its own `fetch`, and the mock of a service worker answers. */
  askWorker(asked: Asked): Promise<InBoth>;
}

/** Opens the page before the tests of a suite. */
export function useMockInPage(options: MockOptions): MockInPage {
  const mock = library.createMock(options);
  const browser = useBrowser();
  const errors: string[] = [];
  let page: Page;
  let tools: JSHandle<Tools>;

  beforeAll(async () => {
    const script = await bundleScript(options);
    page = await browser().newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
      '/': { contentType: 'text/html', body: '<!doctype html><script type="module" src="main.js"></script>' },
      '/main.js': { contentType: 'text/javascript', body: script },
      '/worker.js': { contentType: 'text/javascript', body: `${script}\n${WORKER}` },
    };
    // Service workers are for localhost and https.
    await page.context().route('http://localhost/**', (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill(file);
    });
    await page.goto('http://localhost/');
    tools = await page.waitForFunction<Tools>('globalThis.tools');
  });
  afterAll(() => mock.close());

  async function askWith(ofPage: JSHandle<Mock>, asked: Asked): Promise<InBoth> {
    const inPage = await page.evaluate(ask, { mock: ofPage, asked });
    return { inPage, inNode: asJson(await ask({ mock, asked })) };
  }

  return {
    mock,
    errors,
    async inBoth(run) {
      const inPage: unknown = await page.evaluate<unknown, JSHandle<Tools>>(run, tools);
      return { inPage, inNode: asJson(await run({ library, mock })) };
    },
    askBoth: async (asked) => askWith(await tools.getProperty('mock'), asked),
    async askWorker(asked) {
      await page.evaluate(REGISTER);
      return askWith(await page.evaluateHandle<Mock>('({ fetch: (...parts) => fetch(...parts) })'), asked);
    },
  };
}

/** A script that sets `tools`, bundled by Vite, of dist/ as users get it. */
async function bundleScript(options: MockOptions): Promise<string> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'lms-mock-browser-'));
  const entry = join(folder.path, 'main.js');
  const tools = `{ library, mock: library.createMock(${JSON.stringify(options)}) }`;
  const imported = JSON.stringify(join(root, 'dist/index.js'));
  writeFileSync(entry, `import * as library from ${imported};\nglobalThis.tools = ${tools};`);
  const built = await build({
    root: folder.path,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: entry, output: { codeSplitting: false } } },
  });
  const [first] = [built].flat();
  if (first === undefined || !('output' in first)) throw new Error('Vite has written nothing.');
  return first.output[0].code;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
