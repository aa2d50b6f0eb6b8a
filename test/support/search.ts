import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { expect } from 'vitest';

import type { Mock } from '../../src/index.ts';

/** A request under way. */
export interface Search {
  readonly sent: ClientRequest;
  readonly head: Promise<IncomingMessage>;
  readonly body: Promise<string>;
  isOver(): boolean;
}

/** Sends a request, and reads its answer as it arrives. */
export async function search(
  mock: Mock,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Search> {
  const { url } = await mock.listen();
  const sent = request(url + path, { headers, agent: false }).on('error', () => undefined);
  const head = Promise.withResolvers<IncomingMessage>();
  const body = Promise.withResolvers<string>();
  let isOver = false;
  sent.on('response', (response) => {
    let text = '';
    response.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
    response.on('end', () => body.resolve(text));
    // If the body is cut, there is no `end` event.
    response.on('close', () => (isOver = true));
    head.resolve(response);
  });
  sent.end();
  await once(sent, 'finish');
  return { sent, head: head.promise, body: body.promise, isOver: () => isOver };
}

/** Checks that the server still answers other requests. */
export async function askHealth(mock: Mock): Promise<void> {
  const { url } = await mock.listen();
  expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
}
