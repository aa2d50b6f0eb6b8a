import { request } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';

/** A request that can be sent to any of the servers. */
export interface Target {
  /** Default GET. */
  readonly method?: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status of the answer. Default 200. */
  readonly status?: number;
}

/** The answer of a server, without headers of the connection or the clock. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const NOT_THE_ANSWERS = new Set(['date', 'connection', 'keep-alive']);

/** Sends a request to a server on this machine and reads the whole answer. */
export async function ask(port: number, { method, path, headers, body: sent }: Target, agent?: Agent): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers, ...(agent === undefined ? {} : { agent }) }, resolve)
      .on('error', reject)
      .end(sent);
  });
  let body = '';
  response.setEncoding('utf8');
  for await (const piece of response) body += String(piece);
  return { status: response.statusCode ?? 0, headers: headersOf(response), body };
}

function headersOf({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [index, name] of rawHeaders.entries()) {
    if (index % 2 === 0 && !NOT_THE_ANSWERS.has(name.toLowerCase())) headers[name] = rawHeaders[index + 1] ?? '';
  }
  return headers;
}
