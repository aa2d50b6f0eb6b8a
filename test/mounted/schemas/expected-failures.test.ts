// Schemas have a keyword `then`.
/* oxlint-disable unicorn/no-thenable */
import { afterAll, describe, expect, test } from 'vitest';

import { documentOf, mountDocuments, taking } from '../../support/mount.ts';

/** Each kind of mistake in the conformance documents of Specmatic, with a wrong and a right value. */
const string = { type: 'string' };
const format = (name: string): object => ({ ...string, format: name });
const object = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
});
const KINDS: readonly (readonly [kind: string, schema: object, wrong: unknown, right: unknown])[] = [
  ['time', format('time'), '10:00', '10:00:00Z'],
  ['duration', format('duration'), '3 days', 'P3D'],
  ['idn-email', format('idn-email'), 'name', 'näme@example.com'],
  ['idn-hostname', format('idn-hostname'), 'a b', 'näme.example'],
  ['ipv4', format('ipv4'), '1.2.3', '192.0.2.1'],
  ['ipv6', format('ipv6'), '1.2.3.4', '2001:db8::1'],
  ['uri', format('uri'), 'no uri', 'https://example.com'],
  ['iri', format('iri'), 'no iri', 'https://example.com/ä'],
  ['json-pointer', format('json-pointer'), 'a', '/a'],
  ['relative-json-pointer', format('relative-json-pointer'), '/a', '1/a'],
  ['multipleOf of integers', { type: 'integer', multipleOf: 5 }, 7, 10],
  ['combined limits', { type: 'number', minimum: 1, maximum: 9, multipleOf: 0.5 }, 1.2, 1.5],
  ['minProperties', { type: 'object', minProperties: 2 }, { a: 1 }, { a: 1, b: 1 }],
  [
    'minProperties with others',
    { ...object({ a: string }), minProperties: 2, additionalProperties: true },
    { a: 'a' },
    { a: 'a', b: 1 },
  ],
  ['minItems', { type: 'array', minItems: 2 }, [1], [1, 2]],
  ['maxItems', { type: 'array', maxItems: 1 }, [1, 2], [1]],
  ['items and their number', { type: 'array', minItems: 1, maxItems: 2, items: string }, [], ['a']],
  [
    'if/then/else',
    { if: object({ kind: { const: 'card' } }, ['kind']), then: object({}, ['number']), else: object({}, ['account']) },
    { kind: 'card', account: 1 },
    { kind: 'card', number: 1 },
  ],
  ['prefixItems', { type: 'array', prefixItems: [string, { type: 'integer' }] }, [1, 'a'], ['a', 1]],
  ['contains', { type: 'array', contains: object({ role: { const: 'lead' } }, ['role']) }, [{}], [{ role: 'lead' }]],
  [
    'const of a discriminator',
    { oneOf: [object({ shape: { const: 'circle' } }, ['shape'])] },
    { shape: 'Circle' },
    { shape: 'circle' },
  ],
  ['enum with null', { type: ['string', 'null'], enum: ['a', null] }, 'b', null],
  ['other members', object({ name: string }, ['name']), { extra: 'bar' }, { name: 'alpha', extra: 'bar' }],
];
const upload = object(
  {
    file: { ...string, format: 'binary' },
    files: { type: 'array', items: format('binary') },
    meta: object({ n: { type: 'integer' } }, ['n']),
  },
  ['file'],
);
const item = { ...object({ id: { type: 'integer' } }, ['id']), xml: { name: 'item' } };
const server = await mountDocuments({
  s: documentOf({
    ...Object.fromEntries(KINDS.map(([, schema], index) => [`/k${index}`, taking(schema)])),
    '/xml': taking(item, 'application/xml'),
    '/bytes': taking(format('binary'), 'application/octet-stream'),
    '/image': taking(format('binary'), 'image/png'),
    '/upload': taking(upload, 'multipart/form-data'),
  }),
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a mistake of a client is found', () => {
  test.for(KINDS.map(([kind, , wrong, right], index) => ({ kind, wrong, right, index })))(
    '$kind',
    async ({ wrong, right, index }) => {
      const statuses = [await server.statusOf(`/s/k${index}`, wrong), await server.statusOf(`/s/k${index}`, right)];
      expect(statuses).toEqual([422, 200]);
    },
  );

  test.for([
    ['/s/xml', 'application/xml', '<item><id>x</id></item>', 422],
    ['/s/xml', 'application/xml', '<item><id>1</id></item>', 200],
    ['/s/bytes', 'application/json', '"text"', 415],
    ['/s/bytes', 'application/octet-stream', 'bytes', 200],
    ['/s/image', 'text/plain', 'text', 415],
    ['/s/image', 'image/png', 'bytes', 200],
  ] as const)('%s as %s of %s gets %i', async ([path, type, body, status]) => {
    const response = await fetch(server.url + path, { method: 'POST', headers: { 'Content-Type': type }, body });
    expect(response.status).toBe(status);
  });

  test.for([
    { title: 'no required file', parts: { other: 'x' }, status: 422 },
    { title: 'the file', parts: { file: new Blob(['x']) }, status: 200 },
    { title: 'files beside it', parts: { file: new Blob(['x']), files: new Blob(['y']) }, status: 200 },
    { title: 'a wrong part of JSON', parts: { file: new Blob(['x']), meta: '{}' }, status: 422 },
    { title: 'a right part of JSON', parts: { file: new Blob(['x']), meta: '{"n":1}' }, status: 200 },
  ])('multipart with $title gets $status', async ({ parts, status }) => {
    const form = new FormData();
    for (const [name, part] of Object.entries<string | Blob>(parts)) {
      if (typeof part === 'string') form.append(name, part);
      else form.append(name, part, 'x.bin');
    }
    expect((await fetch(`${server.url}/s/upload`, { method: 'POST', body: form })).status).toBe(status);
  });
});
