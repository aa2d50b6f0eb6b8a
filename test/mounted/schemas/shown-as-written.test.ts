import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const MOST = '9223372036854775807';
const yaml = `openapi: 3.0.3
info: { title: Shown, version: '1' }
paths:
  /example: { get: { responses: { 200: { description: fine, content: { application/json: { example: { id: ${MOST}, few: 7 } } } } } } }
  /examples: { get: { responses: { 200: { description: fine, content: { application/json: { examples: { one: { value: [-${MOST}] } } } } } } } }
  /schema: { get: { responses: { 200: { description: fine, content: { application/json: { schema: { $ref: '#/components/schemas/Big' } } } } } } }
  /by/{id}: { get: { parameters: [ { name: id, in: path, required: true, schema: { type: integer, format: int64, maximum: ${MOST} } } ], responses: { 200: { description: fine } } } }
  /send: { post: { requestBody: { content: { application/json: { example: { id: ${MOST} } } } }, responses: { 200: { description: fine } } } }
components: { schemas: { Big: { type: object, required: [example], properties: { example: { type: integer, format: int64, maximum: ${MOST}, example: ${MOST} } } } } }
`;
const textOf = (type: string, example: string): object => ({
  get: { responses: { 200: { description: 'fine', content: { [type]: { example } } } } },
});
const charsets = {
  openapi: '3.1.0',
  info: { title: 'Charsets', version: '1' },
  paths: {
    '/latin1': textOf('text/plain; charset=iso-8859-1', 'Jyväskylä'),
    '/utf16': textOf('text/plain; charset=utf-16le', 'Jyväskylä'),
    '/euro': textOf('text/plain; charset=iso-8859-1', 'Jyväskylä €'),
    '/ascii': textOf('text/plain; charset=us-ascii', 'Jyväskylä'),
    '/other': textOf('text/plain; charset=shift_jis', 'Jyväskylä'),
    '/odd': textOf('text/plain; charset=constructor', 'Jyväskylä'),
  },
};
const json = `{"openapi":"3.1.0","info":{"title":"J","version":"1"},"paths":{"/example":{"get":{"responses":{"200":{"description":"fine","content":{"application/json":{"example":{"id":${MOST}}}}}}}}}}`;

const folder = mkdtempSync(join(tmpdir(), 'shown-'));
const files = { numbers: yaml, json, charsets: JSON.stringify(charsets) };
for (const [name, text] of Object.entries(files))
  writeFileSync(join(folder, `${name}.${name === 'numbers' ? 'yaml' : 'json'}`), text);
const mock = createMock({
  port: 0,
  learners: 0,
  apis: ['helsinki'],
  specs: {
    numbers: join(folder, 'numbers.yaml'),
    json: join(folder, 'json.json'),
    charsets: join(folder, 'charsets.json'),
  },
});
const server = await mock.listen();

afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

describe('examples of a document are sent as written', () => {
  test.for([
    { given: '/numbers/example', want: `{"id":${MOST},"few":7}` },
    { given: '/numbers/examples', want: `[-${MOST}]` },
    { given: '/numbers/schema', want: `{"example":${MOST}}` },
    { given: '/json/example', want: `{"id":${MOST}}` },
  ])('$given shows integers with all their digits', async ({ given, want }) => {
    const response = await request(server.url).get(given);
    expect(response.text).toBe(want);
    expect(response.headers['x-lms-mock-note']).toBeUndefined();
  });

  test.for([
    { given: MOST, want: 200 },
    { given: '9223372036854775808', want: 422 },
  ])('a path of $given gets $want', async ({ given, want }) => {
    expect((await request(server.url).get(`/numbers/by/${given}`)).status).toBe(want);
  });

  test.for([
    { given: 'latin1', type: 'text/plain; charset=iso-8859-1', want: Buffer.from('Jyväskylä', 'latin1') },
    { given: 'utf16', type: 'text/plain; charset=utf-16le', want: Buffer.from('Jyväskylä', 'utf16le') },
    { given: 'euro', type: 'text/plain; charset=utf-8', want: Buffer.from('Jyväskylä €') },
    { given: 'ascii', type: 'text/plain; charset=utf-8', want: Buffer.from('Jyväskylä') },
    { given: 'other', type: 'text/plain; charset=utf-8', want: Buffer.from('Jyväskylä') },
    { given: 'odd', type: 'text/plain; charset=utf-8', want: Buffer.from('Jyväskylä') },
  ])('the bytes of /$given are in the charset of its Content-Type', async ({ given, type, want }) => {
    const response = await fetch(`${server.url}/charsets/${given}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(want);
  });
});
