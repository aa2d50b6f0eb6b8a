import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import type { Meanwhile } from './battle.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Why there is no attack from a browser; undefined if there is one. */
export const whyNoBrowser: string | undefined =
  executablePath === undefined ? 'there is no Chromium in /usr/bin' : undefined;

const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
/** A host name of the attacker, which resolves to this machine. */
const REBOUND = 'evil.example';

/** The attempts of a page. Each returns true if the page reads or changes anything. */
const TRIES: Readonly<Record<string, string>> = {
  read: "fetch(base + '/__mock/sessions').then((answer) => answer.ok)",
  'read without CORS':
    "fetch(base + '/__mock/sessions', { mode: 'no-cors' }).then((answer) => answer.type !== 'opaque' && answer.ok)",
  reset:
    "fetch(base + '/__mock/sessions/default/reset', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((answer) => answer.ok)",
  delete: "fetch(base + '/__mock/sessions/default/journal', { method: 'DELETE' }).then((answer) => answer.ok)",
  events:
    "new Promise((resolve) => { const events = new EventSource(base + '/__mock/journal/events'); events.onopen = () => resolve(true); events.onerror = () => resolve(false); setTimeout(resolve, 500, false); })",
  script:
    "new Promise((resolve) => { const script = document.createElement('script'); script.src = base + '/__mock/sessions'; script.onload = () => resolve(true); script.onerror = () => resolve(false); document.head.append(script); })",
  frame:
    "new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = base + '/__mock/sessions'; frame.onload = () => { try { resolve(frame.contentDocument !== null && frame.contentDocument.body.innerText.includes('default')); } catch { resolve(false); } }; document.body.append(frame); setTimeout(resolve, 500, false); })",
  image:
    "new Promise((resolve) => { const image = new Image(); image.onload = () => resolve(true); image.onerror = () => resolve(false); image.src = base + '/__mock/sessions'; })",
};

/** Writes that a page can send without a preflight request. Their effect is checked from outside. */
const BLIND = [
  "fetch(base + '/__mock/sessions/planted/advance', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{\"days\":1}' })",
  "Promise.resolve(navigator.sendBeacon(base + '/__mock/sessions/planted/rules', new Blob(['{\"answer\":{\"status\":403}}'], { type: 'text/plain' })))",
  "new Promise((resolve) => { const form = document.createElement('form'); form.method = 'POST'; form.enctype = 'text/plain'; form.action = base + '/__mock/sessions/planted/reset'; const frame = document.createElement('iframe'); frame.name = 'sink'; document.body.append(frame); form.target = 'sink'; document.body.append(form); form.submit(); setTimeout(resolve, 300); })",
];

/** Attacks on the control API by pages of another origin, of a file, and of a host name with DNS rebinding. */
export const attackFromBrowser: Meanwhile = async (port) => {
  const page = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Evil</title><body></body>');
  }).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const address = page.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const args = [...ARGUMENTS, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`];
  await using browser = await chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
  const origins = [`http://127.0.0.1:${own}/`, `http://localhost:${own}/`, `http://${REBOUND}:${port}/`, 'about:blank'];
  const hits = await Promise.all(
    origins.map(async (origin) => {
      const opened = await browser.newPage();
      await opened.goto(origin);
      const base = `http://${origin.includes(REBOUND) ? REBOUND : '127.0.0.1'}:${port}`;
      for (const attempt of BLIND) await tryIn(opened, attempt, base);
      const outcomes: boolean[] = [];
      for (const attempt of Object.values(TRIES)) outcomes.push(await tryIn(opened, attempt, base));
      return outcomes;
    }),
  );
  page.close();
  page.closeAllConnections();
  const sessions = await (await fetch(`http://127.0.0.1:${port}/__mock/sessions`)).text();
  const tried = hits.flat();
  const letIn = tried.filter(Boolean).length + (sessions.includes('planted') ? 1 : 0);
  return { sent: tried.length + origins.length * BLIND.length, letIn };
};

async function tryIn(page: Page, attempt: string, base: string): Promise<boolean> {
  return page.evaluate<boolean>(`((base) => ${attempt})(${JSON.stringify(base)}).then(Boolean, () => false)`);
}
