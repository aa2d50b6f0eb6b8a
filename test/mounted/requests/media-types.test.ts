import { afterAll, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const listing = (type: string, itemSchema: object): object => ({
  post: {
    requestBody: { required: true, content: { [type]: { itemSchema } } },
    responses: { 200: { description: 'fine' } },
  },
});
const server = await mountDocuments({
  types: documentOf(
    {
      '/lines': listing('application/jsonl', ITEM),
      '/ndjson': listing('application/x-ndjson', ITEM),
      '/sequence': listing('application/json-seq', ITEM),
      '/events': listing('text/event-stream', { type: 'object', required: ['data'] }),
      '/mixed': taking({ type: 'object' }, 'multipart/mixed'),
      '/related': taking({ type: 'object', required: ['a'] }, 'multipart/related'),
      '/file-name': taking(
        { type: 'object', required: ['fileName'], properties: { fileName: { type: 'string', minLength: 1 } } },
        'multipart/form-data',
      ),
      '/vendor': taking(ITEM, 'application/vnd.shop+json'),
    },
    { openapi: '3.2.0' },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

const MULTIPART = 'boundary=b';
const partOf = (head: string, text: string): string => `--b\r\n${head}\r\n${text}\r\n--b--\r\n`;
const named = (text: string): string => partOf('Content-Disposition: form-data; name="fileName"\r\n', text);

test.for([
  ['/lines', 'application/jsonl', '{"id":1}\n{"id":2}\n', 200],
  ['/lines', 'application/jsonl', '{"id":1}\n{"id":"x"}\n', 422],
  ['/ndjson', 'application/x-ndjson', '{"id":1}\r\n{"id":2}', 200],
  ['/ndjson', 'application/x-ndjson', '{"id":1}\n{}', 422],
  ['/sequence', 'application/json-seq', '\u001E{"id":1}\n\u001E{"id":2}\n', 200],
  ['/sequence', 'application/json-seq', '\u001E{}\n', 422],
  ['/events', 'text/event-stream', 'event: a\ndata: 1\n\ndata: 2\n\n', 200],
  ['/events', 'text/event-stream', 'event: a\n\n', 422],
  ['/mixed', `multipart/mixed; ${MULTIPART}`, partOf('Content-Type: application/json\r\n', '{}'), 200],
  ['/related', `multipart/related; ${MULTIPART}`, partOf('Content-ID: <a>\r\n', '{}'), 200],
  ['/related', 'text/plain', 'a', 415],
  ['/file-name', `multipart/form-data; ${MULTIPART}`, named('a.pdf'), 200],
  ['/file-name', `multipart/form-data; ${MULTIPART}`, named(''), 422],
  ['/vendor', 'application/vnd.shop+json', '{"id":1}', 200],
  ['/vendor', 'application/vnd.shop+json', '{}', 422],
  ['/vendor', 'application/json', '{"id":1}', 415],
] as const)('a body is read by its media type: POST %s of %s %j gets %i', async ([path, type, body, status]) => {
  const response = await fetch(`${server.url}/types${path}`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  });
  expect(response.status, await response.text()).toBe(status);
});
