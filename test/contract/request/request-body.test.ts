import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { createContract } from '../../../src/contract/contract.ts';
import { ContractError } from '../../../src/contract/document.ts';
import type { OpenApiDocument } from '../../../src/contract/document.ts';
import { postingDocument } from '../../support/cases/posting-document.ts';
import { FILE, FORM, JSON_TYPE, PARTS, documents, part, readBody } from '../../support/cases/read-body.ts';
import type { SentBody } from '../../support/cases/read-body.ts';

const { json, form, xml, multipart, text, bytes } = documents;

test.for<{ title: string; document: OpenApiDocument; sent: SentBody; want: unknown }>([
  {
    title: 'JSON, without its read-only members',
    document: json,
    sent: { body: '{"user":{"email":"a@b.fi","age":5}}', type: 'application/json; charset=UTF-8' },
    want: { user: { email: 'a@b.fi', age: 5 } },
  },
  {
    title: 'JSON with another media type',
    document: postingDocument({ 'application/vnd.x+json': { schema: { type: 'array' } } }),
    sent: { body: '[null]', type: 'Application/vnd.X+JSON' },
    want: [null],
  },
  {
    title: 'JSON without a schema',
    document: postingDocument({ [JSON_TYPE]: {} }),
    sent: { body: '0', type: JSON_TYPE },
    want: 0,
  },
  {
    title: 'a form',
    document: form,
    sent: {
      body: 'name=a+b&age=5&tags=x&tags=y&ids=1%2C2&home=%7B%22city%22:%22%C3%85bo%22%7D&filter%5Bfrom%5D=1&more=m',
      type: FORM,
    },
    want: { name: 'a b', age: 5, tags: ['x', 'y'], ids: [1, 2], home: { city: 'Åbo' }, filter: { from: 1 }, more: 'm' },
  },
  {
    title: 'XML',
    document: xml,
    sent: {
      body: '<?xml version="1.0"?><p:person xmlns:p="urn:x" id="5"><name>a &amp; b</name><tags><tag>x</tag></tags></p:person>',
      type: 'application/xml',
    },
    want: { id: 5, name: 'a & b', tags: ['x'] },
  },
  {
    title: 'parts',
    document: multipart,
    sent: {
      body: `${part('title', 'å')}${part('count', '5')}${part('about', '{"a":1}')}${part('file', 'bytes', FILE)}--x--\r\n`,
      type: PARTS,
    },
    want: { title: 'å', count: 5, about: { a: 1 }, file: 'bytes' },
  },
  { title: 'a text', document: text, sent: { body: 'åäö', type: 'text/plain' }, want: 'åäö' },
  {
    title: 'a text in another charset',
    document: text,
    sent: { body: Buffer.from('åäö', 'latin1'), type: 'text/plain; charset=iso-8859-1' },
    want: 'åäö',
  },
  {
    title: 'bytes',
    document: bytes,
    sent: { body: Buffer.from([0, 255]), type: 'application/octet-stream' },
    want: '\0\u00FF',
  },
])('reads $title', async ({ document, sent, want }) => {
  const reading = await readBody(document, sent);
  expect(reading?.violations).toEqual([]);
  expect(reading?.value).toEqual(want);
});

test('reports all violations of a body, up to a maximum', async () => {
  const list = postingDocument({ [JSON_TYPE]: { schema: { type: 'array', items: { type: 'integer' } } } });
  const some = await readBody(list, { body: '["a",1,"b"]', type: JSON_TYPE });
  expect(some?.violations.map(({ location }) => location)).toEqual(['body/0', 'body/2']);
  const many = await readBody(list, { body: JSON.stringify(Array.from({ length: 1000 }, () => 'a')), type: JSON_TYPE });
  expect(many?.violations).toHaveLength(50);
  const huge = await readBody(list, {
    body: JSON.stringify(Array.from({ length: 200_000 }, () => 'a')),
    type: JSON_TYPE,
  });
  expect(huge?.violations).toHaveLength(1);
});

test('checks uniqueItems of a long list quickly', async () => {
  const schema = { type: 'array', uniqueItems: true, items: { type: 'object' } };
  const list = postingDocument({ [JSON_TYPE]: { schema } });
  const items = Array.from({ length: 60_000 }, (_, a) => ({ a, b: 1 }));
  const unique = await readBody(list, { body: JSON.stringify(items), type: JSON_TYPE });
  expect(unique?.violations).toEqual([]);
  const twice = await readBody(list, { body: '[{"a":1,"b":[2]},{"b":[2],"a":1}]', type: JSON_TYPE });
  expect(twice?.violations).toEqual([
    expect.objectContaining({ location: 'body', message: expect.stringMatching(/^must not have duplicate items/) }),
  ]);
});

test('supports recursive schemas', async () => {
  const kinds = ['and', 'or', 'not'].map((op) => ({
    type: 'object',
    properties: { op: { const: op }, of: { $ref: '#/components/schemas/Term' } },
  }));
  const document = postingDocument(
    { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Term' } } },
    { schemas: { Term: { oneOf: [...kinds, { type: 'integer' }] } } },
  );
  const body = `${'{"op":"and","of":'.repeat(60)}"x"${'}'.repeat(60)}`;
  const reading = await readBody(document, { body, type: JSON_TYPE });
  expect(reading?.violations.length).toBeGreaterThan(0);
});

test('does not read the body of a request without one', async () => {
  const contract = createContract(
    'test',
    postingDocument({ [JSON_TYPE]: {} }, { required: false, 'x-severity': 'error' }),
  );
  const operation = contract.operations.get('postThing');
  const neverRead = (): never => {
    throw new Error('read');
  };
  expect(await operation?.readBody({ headers: {}, readBody: neverRead })).toBeUndefined();
  expect(await operation?.readBody({ headers: { 'content-length': '0' }, readBody: neverRead })).toBeUndefined();
});

test('an invalid body with x-severity warning reaches the operation unchanged', async () => {
  const document = postingDocument({ [JSON_TYPE]: { schema: { type: 'integer' } } }, { 'x-severity': 'warning' });
  const reading = await readBody(document, { body: '"x"', type: JSON_TYPE });
  expect(reading).toEqual({
    value: 'x',
    mediaType: JSON_TYPE,
    violations: [expect.objectContaining({ severity: 'warning' })],
  });
});

test.for([
  { type: 'application/vnd.api+json', want: 'application/*+json' },
  { type: 'application/problem+json; charset=utf-8', want: 'application/*+json' },
  { type: 'application/json', want: JSON_TYPE },
  { type: 'application/xml', want: undefined },
  { type: 'text/a+json', want: undefined },
])('reads $type as the most specific media type that matches it', async ({ type, want }) => {
  const document = postingDocument({ 'application/*+json': {}, [JSON_TYPE]: {} });
  const reading = await readBody(document, { body: '1', type });
  expect(reading?.mediaType).toBe(want);
});

test('a limit that is not a number of bytes is an error at start', () => {
  for (const maxBytes of ['2 MB', 0, 1.5, null]) {
    const document = postingDocument({ [JSON_TYPE]: {} }, { 'x-max-bytes': maxBytes });
    expect(() => createContract('test', document)).toThrow('x-max-bytes must be a whole number of bytes');
  }
});

test('reads any bytes without an error', async () => {
  const types = fc.constantFrom(
    JSON_TYPE,
    FORM,
    'application/xml',
    PARTS,
    'multipart/form-data; boundary=""',
    'text/plain; charset=utf-16',
    '',
    'x',
  );
  const whole = `${part('title', 'x')}${part('file', '1', FILE)}--x--\r\n`;
  const broken = fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length))
    .map(([from, to]) => whole.slice(0, from) + whole.slice(to));
  const bodies = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), fc.json(), broken);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(json, form, xml, multipart, text), types, bodies, async (document, type, body) => {
      const reading = await readBody(document, { body, type });
      expect(reading?.violations.length).toBeLessThanOrEqual(60);
    }),
  );
});

test.for([
  { title: 'no content', content: {}, want: 'a request body must have content' },
  { title: 'an invalid media type', content: { json: {} }, want: '"json" must be a media type' },
  {
    title: 'a media type that is not supported',
    content: { 'text/csv+zip': {}, 'application/pdf': {} },
    want: 'request bodies of application/pdf',
  },
  { title: 'any media type', content: { '*/*': {} }, want: 'request bodies of */* are not supported' },
  { title: 'a form without a schema', content: { [FORM]: {} }, want: 'must have a schema' },
  {
    title: 'XML of alternatives',
    content: { 'application/xml': { schema: { anyOf: [{ type: 'object' }] } } },
    want: 'must have "properties", not "anyOf"',
  },
  {
    title: 'an unknown keyword',
    content: { [JSON_TYPE]: { schema: { type: 'object', nullable: true } } },
    want: 'unknown keyword: "nullable"',
  },
  {
    title: 'headers of a part',
    content: {
      [PARTS]: { schema: { type: 'object', properties: { a: { type: 'string' } } }, encoding: { a: { headers: {} } } },
    },
    want: '"headers" of a part is not supported',
  },
])('refuses at start $title', ({ content, want }) => {
  const start = (): unknown => createContract('test', postingDocument(content));
  expect(start).toThrow(ContractError);
  expect(start).toThrow(want);
});

test('refuses at start an optional body without x-severity', () => {
  expect(() => createContract('test', postingDocument({ [JSON_TYPE]: {} }, { required: false }))).toThrow('x-severity');
});
