import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments } from '../../support/mount.ts';

const EVENT = {
  type: 'object',
  required: ['event', 'data'],
  properties: {
    event: { const: 'tick' },
    data: { type: 'string' },
    id: { type: 'string' },
    retry: { type: 'integer' },
  },
};
const replying = (type: string, mediaType: object): object => ({
  get: { responses: { 200: { description: 'fine', content: { [type]: mediaType } } } },
});
const taking = (type: string, mediaType: object): object => ({
  post: {
    requestBody: { required: true, content: { [type]: mediaType } },
    responses: { 200: { description: 'fine' } },
  },
});
const OBJECT = { schema: { type: 'object', required: ['a'] } };
const UNREAD = [
  'multipart/mixed',
  'multipart/related',
  'application/cbor',
  'application/yaml',
  'text/csv',
  'text/html',
];
const server = await mountDocuments({
  s: documentOf(
    {
      '/events': replying('text/event-stream', {
        itemSchema: EVENT,
        example: [{ event: 'tick', data: 'a\nb', id: '1', retry: 5 }, { event: 'tick', data: { n: 1 } }, { data: '' }],
      }),
      '/written': replying('text/event-stream', {
        itemSchema: EVENT,
        examples: { a: { serializedValue: 'data: x\n\n' } },
      }),
      '/made': replying('text/event-stream', { itemSchema: EVENT }),
      '/made-lines': replying('application/jsonl', { itemSchema: { type: 'integer', minimum: 3 } }),
      '/parts': replying('multipart/mixed', { itemSchema: { type: 'object' } }),
      ...Object.fromEntries(UNREAD.map((type) => [`/${type.replace('/', '-')}`, taking(type, OBJECT)])),
    },
    { openapi: '3.2.0' },
  ),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a reply of several items is written item by item', () => {
  test.for([
    ['/events', 'event: tick\nid: 1\nretry: 5\ndata: a\ndata: b\n\nevent: tick\ndata: {"n":1}\n\ndata: \n\n'],
    ['/written', 'data: x\n\n'],
    ['/made-lines', '3\n'],
  ] as const)('GET %s gets %j', async ([path, text]) => {
    expect(await (await fetch(`${server.url}/s${path}`)).text()).toBe(text);
  });

  test.for(['', 'dynamic=true'])('events are generated from their schema (%s)', async (prefer) => {
    const response = await fetch(`${server.url}/s/made`, { headers: prefer === '' ? {} : { Prefer: prefer } });
    expect(await response.text()).toMatch(/^(event: tick\n(id: .*\n)?(retry: -?\d+\n)?(data: .*\n)+\n)+$/);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('x-lms-mock-note')).toBeNull();
  });
});

describe('a media type that is not read', () => {
  test.for(UNREAD)('is listed as not read, and the other checks still run: %s', async (type) => {
    const path = `/s/${type.replace('/', '-')}`;
    expect(await server.statusOf(path, 'anything', type)).toBe(200);
    expect(await server.statusOf(path, 'anything', 'text/plain')).toBe(415);
    expect((await fetch(server.url + path, { method: 'POST' })).status).toBe(422);
    const unread = await server.unreadOf('s');
    expect(unread).toContainEqual({
      pointer: `#/paths/~1${type.replace('/', '-')}/post/requestBody/content/${type.replace('/', '~1')}`,
      problem: `request bodies of ${type} are not supported`,
    });
  });

  test('is listed for replies as well', async () => {
    const unread = await server.unreadOf('s');
    expect(unread).toContainEqual({
      pointer: '#/paths/~1parts/get/responses/200/content/multipart~1mixed',
      problem: 'replies of multipart/mixed are not written in parts',
    });
  });
});
