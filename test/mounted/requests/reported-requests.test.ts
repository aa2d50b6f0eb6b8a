import { afterAll, describe, expect, test } from 'vitest';

import { mountDocuments } from '../../support/mount.ts';

/** Requests that similar tools judged wrongly (by public bug reports), with the right result. */
const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };
const responses = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const asks = (...parameters: readonly object[]): object => ({ get: { parameters, responses } });
const takes = (schema: object, type = 'application/json'): object => ({
  post: { requestBody: { required: true, content: { [type]: { schema } } }, responses },
});
const query = (name: string, schema: object, more: object = {}): object => ({ name, in: 'query', schema, ...more });
const needsN = (name: string, member: object): object =>
  takes({ type: 'object', required: ['n'], properties: { n: integer, [name]: member } });
const field = { type: 'object', required: ['field'], properties: { field: { type: 'string', enum: ['made'] } } };
const vendor = (kind: string): string => `application/vnd.u+json; kind=${kind}`;

const old = {
  openapi: '3.0.3',
  info: { title: 'Reported', version: '1' },
  servers: [{ url: 'https://x.example/v1' }, { url: 'https://x.example/v1/beta' }],
  paths: {
    '/plain': asks(),
    '/secured': { get: { security: [{ bearer: [] }], responses } },
    '/cookie': asks({ name: 'sid', in: 'cookie', required: true, schema: integer }),
    '/deep': asks(query('sort', field, { style: 'deepObject', explode: true })),
    '/by/{id}': asks({ name: 'id', in: 'path', required: true, schema: { ...integer, format: 'int64' } }),
    '/header': asks({ name: 'X-Ids', in: 'header', schema: integers }),
    '/two': asks(query('id', { ...integers, minItems: 2 })),
    '/any': asks(query('id', integers)),
    '/object': asks(query('size', { type: 'object', properties: { width: integer } })),
    '/letters': asks(query('userId', integer, { required: true })),
    '/spaces': asks(query('ids', integers, { style: 'spaceDelimited', explode: false })),
    '/json': takes({ type: 'object' }),
    '/price': takes({ type: 'object', properties: { price: { type: 'number', multipleOf: 0.01 } } }),
    '/read-only': takes({ oneOf: [{ $ref: '#/components/schemas/New' }, { type: 'object', required: ['ref'] }] }),
    '/kinds': {
      post: {
        requestBody: {
          required: true,
          content: {
            [vendor('basic')]: { schema: { type: 'object', required: ['basic'] } },
            [vendor('full')]: { schema: { type: 'object', required: ['full'] } },
          },
        },
        responses,
      },
    },
    '/enum': needsN('mood', { type: 'string', nullable: true, enum: ['good', null] }),
    '/pattern': needsN('mail', { type: 'string', pattern: '^[a-z]+\\@[a-z]+$' }),
    '/parts': takes(
      {
        type: 'object',
        properties: {
          files: { type: 'array', maxItems: 2, items: { type: 'string', format: 'binary' } },
          list: { type: 'array', items: { type: 'object', required: ['a'], properties: { a: integer } } },
          meta: { type: 'object', required: ['a'], properties: { a: integer } },
        },
      },
      'multipart/form-data',
    ),
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: {
      New: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { ...integer, readOnly: true }, name: { type: 'string' } },
      },
    },
  },
};
const recent = {
  openapi: '3.1.0',
  info: { title: 'Reported', version: '1' },
  paths: { '/any-of': asks(query('id', { anyOf: [integers, { type: 'null' }] }, { explode: true })) },
};
const server = await mountDocuments({ old, recent });
afterAll(() => server[Symbol.asyncDispose]());

describe('a request that other tools judged wrongly', () => {
  test.for([
    ['/old/plain', { accept: 'application/json; charset=utf-8' }, 200],
    ['/recent/any-of?id=1', {}, 200],
    ['/recent/any-of?id=1&id=2', {}, 200],
    ['/old/secured', { authorization: 'Bearer x' }, 200],
    ['/old/secured', { authorization: 'bearer x' }, 200],
    ['/old/cookie', {}, 422],
    ['/old/cookie', { cookie: 'sid=x' }, 422],
    ['/old/cookie', { cookie: 'sid=3' }, 200],
    ['/old/deep', {}, 200],
    ['/old/deep?sort[field]=made', {}, 200],
    ['/old/deep?sort[field]=zap', {}, 422],
    ['/old/by/9223372036854775807', {}, 200],
    ['/old/header', {}, 200],
    ['/old/header', { 'x-ids': '1,2' }, 200],
    ['/old/header', { 'x-ids': '1,b' }, 422],
    ['/old/two?id=1&id=2', {}, 200],
    ['/old/any?id=x&id=2', {}, 422],
    ['/old/object?width=x', {}, 422],
    ['/old/object?width=3', {}, 200],
    ['/old/letters?userid=1', {}, 422],
    ['/old/letters?userId=1', {}, 200],
    ['/old/spaces?ids=1%202', {}, 200],
    ['/old/spaces?ids=1', {}, 200],
    ['/old/spaces?ids=1%20x', {}, 422],
    ['/old/v1/plain', {}, 200],
    ['/old/v1/beta/plain', {}, 200],
  ] as const)('GET %s with %j gets %i', async ([path, headers, status]) => {
    const response = await fetch(server.url + path, { headers });
    expect(response.status, await response.text()).toBe(status);
  });

  test.for([
    ['/old/json', {}, 'undefined', 415],
    ['/old/price', { price: 0.07 }, undefined, 200],
    ['/old/price', { price: 0.29 }, undefined, 200],
    ['/old/price', { price: 0.001 }, undefined, 422],
    ['/old/read-only', { name: 'x' }, undefined, 200],
    ['/old/read-only', {}, undefined, 422],
    ['/old/kinds', '{"full":1}', vendor('full'), 200],
    ['/old/kinds', '{"basic":1}', vendor('full'), 422],
    ['/old/kinds', '{"basic":1}', vendor('basic'), 200],
    ['/old/enum', {}, undefined, 422],
    ['/old/enum', { n: 1, mood: 'bad' }, undefined, 422],
    ['/old/enum', { n: 1, mood: null }, undefined, 200],
    ['/old/pattern', {}, undefined, 422],
    ['/old/pattern', { n: 1, mail: 'x' }, undefined, 422],
  ] as const)('POST %s of %j as %s gets %i', async ([path, body, type, status]) => {
    expect(await server.statusOf(path, body, type)).toBe(status);
  });

  const jsonPart = (text: string): Blob => new Blob([text], { type: 'application/json' });
  test.for([
    { title: 'a list of one file', name: 'files', parts: [new Blob(['x'])], status: 200 },
    { title: 'several files', name: 'files', parts: [new Blob(['x']), new Blob(['y'])], status: 200 },
    { title: 'too many files', name: 'files', parts: ['x', 'y', 'z'].map((text) => new Blob([text])), status: 422 },
    { title: 'a part of JSON', name: 'meta', parts: [jsonPart('{"a":1}')], status: 200 },
    { title: 'a wrong part of JSON', name: 'meta', parts: [jsonPart('{"a":"x"}')], status: 422 },
    { title: 'a list of JSON', name: 'list', parts: [jsonPart('{"a":1}'), jsonPart('{"a":2}')], status: 200 },
    {
      title: 'a list of JSON with a wrong item',
      name: 'list',
      parts: [jsonPart('{"a":1}'), jsonPart('{"a":"x"}')],
      status: 422,
    },
  ])('$title in multipart gets $status', async ({ name, parts, status }) => {
    const form = new FormData();
    for (const part of parts) form.append(name, part, 'x.bin');
    expect((await fetch(`${server.url}/old/parts`, { method: 'POST', body: form })).status).toBe(status);
  });
});
