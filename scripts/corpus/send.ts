import { Agent, request } from 'node:http';

import type { WrittenRequest } from './write-request.ts';

/** The reply. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One connection for each request, since the server may close one after an unread body. */
const agent = new Agent({ keepAlive: false });
const MAX_MS = 20_000;

/** Sends a request below a base URL, redirects not followed. `fetch` refuses some methods and headers. */
export async function send(baseUrl: string, { method, path, headers, body }: WrittenRequest): Promise<Answer> {
  const { hostname, port, pathname } = new URL(baseUrl);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  // Node adds no length to the body of DELETE.
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const sent = request({
    agent,
    hostname,
    port,
    method,
    path: pathname + path,
    headers: { ...headers, ...length },
    signal: AbortSignal.timeout(MAX_MS),
  });
  sent.on('error', reject);
  sent.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const pairs = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(pairs),
        text: Buffer.concat(chunks).toString('utf8'),
      });
    });
  });
  sent.end(body);
  return promise;
}
