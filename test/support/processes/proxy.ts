import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { blocks } from '../../documentation/pages.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const ADMIN = { ...JSON_TYPE, authorization: 'Bearer moocit-admin-token' };

/** A configuration of docs/front-end.md. */
export function configurationOf(begin: string): string {
  const block = blocks.find(({ path, text }) => path === 'docs/front-end.md' && text.startsWith(begin));
  if (block === undefined) throw new Error(`docs/front-end.md has no block ${begin}`);
  return block.text;
}

/** The configuration of a proxy, with the address of a server. */
export function proxyConfiguration(begin: string, url: string): string {
  return configurationOf(begin).replaceAll('http://127.0.0.1:4010', url);
}

/** Starts a program. Disposing it waits for the processes that it has started as well, because they share its output. */
export function startProxy(program: string, args: readonly string[], cwd: string): AsyncDisposable {
  const child = execFile(program, args, { cwd });
  const closed = once(child, 'close');
  return {
    async [Symbol.asyncDispose]() {
      child.kill();
      await closed;
    },
  };
}

/** The result of `askThrough` if the proxy passes everything on unchanged. */
export const PASSED_ON = { completion: '0.80', addedRule: 201, isStreamed: true };

/** Calls lms-mock through a proxy: an API, the control API, and an operation whose list is sent in pieces. */
export async function askThrough(base: string): Promise<typeof PASSED_ON> {
  const documented = `${base}/moocit/api/so2/v1/completion?username=johndoe`;
  await answering(documented);
  const answer = await fetch(documented, { headers: ADMIN });
  const rows: unknown = await answer.json();

  const fault = { kind: 'slow-body', chunkBytes: 8192, everyMs: 100 };
  const rule = { match: { operation: 'listGrades' }, answer: { fault } };
  const rules = `${base}/__mock/sessions/proxied/rules`;
  const added = await fetch(rules, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(rule) });
  const { body } = await fetch(`${base}/sessions/proxied/moocit/api/so2/v1/grades`, { headers: ADMIN });
  const arrivals: number[] = [];
  for await (const _chunk of body ?? []) arrivals.push(performance.now());
  return {
    completion: Array.isArray(rows) ? rows[0].completion : undefined,
    addedRule: added.status,
    isStreamed: (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0) > 200,
  };
}

/** Waits until a server answers with success. A dev server compiles first. */
async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isReady = await fetch(url, { headers: ADMIN }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await delay(100);
  }
  throw new Error(`${url} does not answer.`);
}
