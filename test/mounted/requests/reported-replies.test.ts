import { afterAll, describe, expect, test } from 'vitest';

import { mountDocuments } from '../../support/mount.ts';

/** Replies and exports that similar tools got wrong (by public bug reports), with the right result. */
const string = { type: 'string' };
const answers = (content: object, more: object = {}): object => ({
  get: { responses: { 200: { description: 'fine', ...more, content: { 'application/json': content } } } },
});
const named = { first: { value: 1 }, 'late, twice': { value: 2 }, 'v=2': { value: 3 } };
const xml = {
  schema: {
    type: 'object',
    xml: { name: 'zoo' },
    properties: { animals: { type: 'array', xml: { name: 'aliens' }, items: string } },
  },
  example: { animals: ['cat'] },
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Reported', version: '1' },
  paths: {
    '/anchor': answers({ schema: { type: 'object', properties: { b: { $ref: '#bee' } } } }),
    '/any-of': answers({
      schema: {
        type: 'object',
        properties: {
          title: { anyOf: [string, { type: 'null' }], examples: ['Some title'] },
          size: { oneOf: [{ type: 'integer' }, string], example: 7 },
        },
      },
    }),
    '/text': answers({ schema: string, example: '{"looks":"like JSON"}' }),
    '/named': answers({ examples: named }),
    '/headers': answers(
      { example: 'fine' },
      {
        headers: {
          'X-Tags': { schema: { type: 'array', items: string }, example: ['a', 'b'] },
          'X-Last': { schema: { type: 'boolean' }, example: false },
          'X-Total': { schema: { type: 'integer' }, example: 5 },
        },
      },
    ),
    '/xml': { get: { responses: { 200: { description: 'fine', content: { 'application/xml': xml } } } } },
    '/old': {
      get: { responses: { 302: { description: 'moved', headers: { Location: { schema: string, example: '/new' } } } } },
    },
    '/note': {
      post: {
        requestBody: { content: { 'text/plain': { schema: string } } },
        responses: { 200: { description: 'fine' } },
      },
    },
  },
  components: { schemas: { B: { $anchor: 'bee', ...string, example: 'buzz' } } },
};
const aliases = `openapi: 3.1.0
info: { title: Aliases, version: '1' }
x-shared: &shared { '200': { description: fine, content: { application/json: { example: fine } } } }
paths:
${Array.from({ length: 120 }, (_, index) => `  /p${index}: { get: { responses: *shared } }`).join('\n')}
`;
const digits = `openapi: 3.1.0
info: { title: Digits, version: '1' }
paths: { /id: { get: { responses: { '200': { description: fine, content: { application/json: { example: { id: 9223372036854775807 } } } } } } } }
`;
const server = await mountDocuments({ doc: document, aliases, digits });
afterAll(() => server[Symbol.asyncDispose]());

describe('a reply that other tools got wrong', () => {
  test.for([
    { path: '/doc/anchor', want: '{"b":"buzz"}' },
    { path: '/doc/any-of', want: '{"title":"Some title","size":7}' },
    { path: '/doc/text', want: JSON.stringify('{"looks":"like JSON"}') },
    { path: '/doc/named', prefer: 'example="late, twice"', want: '2' },
    { path: '/doc/named', prefer: 'example="v=2"', want: '3' },
    { path: '/aliases/p119', want: '"fine"' },
    { path: '/digits/id', want: '{"id":9223372036854775807}' },
  ])('GET $path with Prefer: $prefer is $want', async ({ path, prefer, want }) => {
    const response = await fetch(server.url + path, { headers: prefer === undefined ? {} : { prefer } });
    expect(await response.text()).toBe(want);
  });

  test('lists, booleans and numbers in headers are written in style simple', async () => {
    const { headers } = await fetch(`${server.url}/doc/headers`);
    expect(['x-tags', 'x-last', 'x-total'].map((name) => headers.get(name))).toEqual(['a,b', 'false', '5']);
  });

  test('the elements of a list that is not wrapped are named as the property', async () => {
    expect(await (await fetch(`${server.url}/doc/xml`)).text()).toContain('<zoo><animals>cat</animals></zoo>');
  });
});

describe('an export that other tools got wrong', () => {
  const exported = async (session: string, format: string): Promise<string> =>
    (await fetch(`${server.url}/__mock/sessions/${session}/journal?format=${format}`)).text();

  test('HAR has the target of a redirect', async () => {
    const headers = { 'x-lms-mock-session': 'redirect' };
    const { headers: got } = await fetch(`${server.url}/doc/old`, { headers, redirect: 'manual' });
    expect(got.get('location')).toBe('/new');
    const har = JSON.parse(await exported('redirect', 'har'));
    expect(har.log.entries[0].response.redirectURL).toBe('/new');
  });

  test('a curl command reads no file', async () => {
    const headers = { 'x-lms-mock-session': 'at-sign', 'content-type': 'text/plain' };
    await fetch(`${server.url}/doc/note`, { method: 'POST', headers, body: '@/etc/hostname' });
    const line = await exported('at-sign', 'curl');
    expect(line).toContain('@/etc/hostname');
    expect(line).not.toMatch(/--data(-binary|-ascii)? '?@/);
  });

  test('curl and Pact have a long body completely, or leave the request out', async () => {
    const headers = { 'x-lms-mock-session': 'long', 'content-type': 'text/plain' };
    const body = `${'x'.repeat(20_000)}the end`;
    await fetch(`${server.url}/doc/note`, { method: 'POST', headers, body });
    const line = await exported('long', 'curl');
    expect(!line.includes('xxx') || line.includes('the end')).toBe(true);
    const { interactions } = JSON.parse(await exported('long', 'pact&consumer=me'));
    for (const { request } of interactions) expect(request.body?.content ?? body).toBe(body);
  });
});
