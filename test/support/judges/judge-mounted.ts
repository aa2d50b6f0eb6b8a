/** A document is judged twice: by the server that mounts it, and by Prism. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { RuleError } from '../../../src/index.ts';
import { createMock } from '../create-mock.ts';
import type { Judgement } from '../generate/judgement.ts';
import { loadDocument } from './prism.ts';
import type { Place } from './prism.ts';

/** A request of a client. */
export interface WrittenRequest {
  readonly method: string;
  /** The path in the document, with the query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A reply of an operation. Its body is a decoded value. */
export interface WrittenReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The judgements of the server and of Prism on requests and replies. */
export interface Judges {
  /** The judgement of the server: `refuses` if there is a violation of severity error. */
  request(sent: WrittenRequest): Promise<Judgement>;
  /** The judgement of the server: `refuses` if a rule with this answer is refused. */
  reply(place: Place, reply: WrittenReply): Judgement;
  requestByPrism(place: Place, sent: WrittenRequest): Judgement;
  replyByPrism(place: Place, reply: WrittenReply): Judgement;
  close(): Promise<void>;
}

/** Mounts a document, and loads the same document in Prism. */
export async function judgesOf(document: object): Promise<Judges> {
  const folder = mkdtempSync(join(tmpdir(), 'judged-'));
  const file = join(folder, 'judged.json');
  writeFileSync(file, JSON.stringify(document));
  const mock = createMock({ port: 0, learners: 0, apis: ['helsinki'], specs: { judged: file } });
  const { port } = await mock.listen();
  const prism = await loadDocument(document);

  return {
    async request(sent) {
      let answer = await ask(port, sent);
      // On a busy machine a check can end without a verdict.
      for (let tries = 1; answer.note !== undefined && tries < 10; tries += 1) answer = await ask(port, sent);
      return answer.judgement;
    },
    reply({ method, path }, { headers = {}, ...more }) {
      // The server sets the Content-Type.
      const { 'content-type': _, ...own } = headers;
      const answer = { ...more, ...(Object.keys(own).length > 0 && { headers: own }) };
      try {
        const rule = mock
          .session('replies')
          .rules.add({ match: { api: 'judged', operation: `${method} ${path}` }, answer });
        rule.remove();
        return 'accepts';
      } catch (error) {
        if (error instanceof RuleError) return 'refuses';
        throw error;
      }
    },
    requestByPrism(place, { target, headers = {}, body }) {
      const { pathname, searchParams } = new URL(target, 'http://localhost');
      const query = Object.fromEntries(
        Array.from(new Set(searchParams.keys()), (name) => {
          const [first = '', ...more] = searchParams.getAll(name);
          return [name, more.length === 0 ? first : [first, ...more]] as const;
        }),
      );
      const request = {
        url: { path: pathname, query },
        headers: withLength(headers, body),
        body: bodyForPrism(headers, body),
      };
      return judgementOf(() => prism.isRefused(place, request));
    },
    replyByPrism(place, { headers = {}, ...reply }) {
      return judgementOf(() => prism.isBroken(place, { headers, ...reply }));
    },
    async close() {
      await mock.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function ask(
  port: number,
  { method, target, headers = {}, body }: WrittenRequest,
): Promise<{ readonly judgement: Judgement; readonly note: unknown }> {
  const path = `/judged${target}`;
  const asked = send({ port, method, path, headers: withLength(headers, body), agent: false });
  asked.end(body);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject);
  });
  await text(response);
  const { 'x-lms-mock-violations': header, 'x-lms-mock-note': note } = response.headers;
  const violations: unknown = JSON.parse(typeof header === 'string' ? header : '[]');
  const isError = (each: unknown): boolean => Reflect.get(Object(each), 'severity') === 'error';
  return { judgement: Array.isArray(violations) && violations.some(isError) ? 'refuses' : 'accepts', note };
}

function withLength(headers: WrittenRequest['headers'], body: WrittenRequest['body']): Record<string, string> {
  return { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) };
}

/** Reads a body like Prism's own server: JSON is parsed, everything else is a text, an empty body is absent. */
function bodyForPrism(headers: WrittenRequest['headers'], body: WrittenRequest['body']): unknown {
  if (body === undefined || body.length === 0) return null;
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /^application\/([^;]+\+)?json\b/i.test(type) ? JSON.parse(String(body)) : String(body);
}

function judgementOf(isWrong: () => boolean): Judgement {
  try {
    return isWrong() ? 'refuses' : 'accepts';
  } catch {
    return 'throws';
  }
}
