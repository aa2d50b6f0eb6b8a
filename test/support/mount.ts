import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import request from 'supertest';

import { createMock } from './create-mock.ts';

/** A server with mounted documents, each below its name. */
export interface MountedServer extends AsyncDisposable {
  readonly url: string;
  /** Sends JSON, or a text as it is. Returns the status. */
  statusOf(path: string, body: unknown, type?: string): Promise<number>;
  /** The parts of a document that the server lists as not read. */
  unreadOf(name: string): Promise<readonly { readonly pointer: string; readonly problem: string }[]>;
}

/**
 * Mounts documents by name. A text is the content of a YAML or JSON file.
 *
 * @param others files that the documents refer to, by path.
 */
export async function mountDocuments(
  documents: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>> = {},
): Promise<MountedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mounted-'));
  const write = (path: string, content: unknown): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  for (const [path, content] of Object.entries(others)) write(path, content);
  const specs = Object.fromEntries(
    Object.entries(documents).map(([name, content]) => {
      return [name, write(`${name}.${typeof content === 'string' ? 'yaml' : 'json'}`, content)];
    }),
  );
  const mock = createMock({ port: 0, learners: 0, apis: ['helsinki'], specs });
  const { url } = await mock.listen();
  return {
    url,
    async statusOf(path, body, type = 'application/json') {
      const text = typeof body === 'string' && type !== 'application/json' ? body : JSON.stringify(body);
      const response = await fetch(url + path, { method: 'POST', headers: { 'Content-Type': type }, body: text });
      await response.arrayBuffer();
      return response.status;
    },
    async unreadOf(name) {
      const { body } = await request(url).get('/__mock/apis');
      return body.find((api: { readonly name: string }) => api.name === name).unread ?? [];
    },
    async [Symbol.asyncDispose]() {
      await mock.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };

/** An operation with a JSON body of this schema. */
export function taking(schema: unknown, type = 'application/json'): object {
  return { post: { requestBody: { required: true, content: { [type]: { schema } } }, responses: OK } };
}

/** A document of OpenAPI 3.1 with these paths. */
export function documentOf(paths: object, more: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'Mounted', version: '1' }, paths, ...more };
}
