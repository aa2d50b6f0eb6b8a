import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createPostingServer } from '../../support/processes/posting-server.ts';
import type { PostingOptions, PostingServer } from '../../support/processes/posting-server.ts';

const ROLE = { type: 'string', enum: ['admin', 'guest'] };
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** A schema with lists of values at each place where they can be. */
const PERSON = {
  type: 'object',
  required: ['role'],
  properties: {
    role: { $ref: '#/components/schemas/Role' },
    active: { type: 'boolean' },
    made: { readOnly: true, enum: ['by hand'] },
    'a/b': { type: 'integer', enum: [1, 2] },
    tags: { type: 'array', items: { type: 'string', enum: ['red', 'blue'] } },
    marks: { type: 'object', additionalProperties: { enum: ['good', null] } },
    contact: {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { const: 'mail' } } },
        { type: 'object', required: ['kind'], properties: { kind: { const: 'phone' } } },
      ],
    },
    friends: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
  },
};
const people: PostingOptions = {
  content: {
    [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Person' } },
    [FORM]: { schema: { type: 'object', properties: { role: ROLE } } },
    'text/*': { schema: { type: 'string', enum: ['nobody'] } },
  },
  schemas: { Person: PERSON, Role: ROLE },
};

function post({ app }: PostingServer, body: unknown, type = JSON_TYPE, query = ''): request.Test {
  const sending = request(app).post(`/things${query}`).set({ authorization: 'Bearer token', 'content-type': type });
  return sending.send(typeof body === 'string' ? body : JSON.stringify(body));
}

/** How often each item of the request was counted. */
function countsOf(server: PostingServer): Readonly<Record<string, number>> {
  const ofRequest = server.report().coverage.filter(({ kind, name, operationId }) => {
    return operationId === 'postThing' && (/^(body|query)/.test(name) || kind === 'enum-value');
  });
  return Object.fromEntries(ofRequest.map(({ name, count }) => [name, count]));
}

const NOTHING = {
  body: 0,
  'body/role=admin': 0,
  'body/role=guest': 0,
  'body/active=true': 0,
  'body/active=false': 0,
  'body/a~1b=1': 0,
  'body/a~1b=2': 0,
  'body/tags/*=red': 0,
  'body/tags/*=blue': 0,
  'body/marks/*=good': 0,
  'body/marks/*=null': 0,
  'body/contact/kind=mail': 0,
  'body/contact/kind=phone': 0,
  'body=nobody': 0,
  [`body ${JSON_TYPE}`]: 0,
  [`body ${FORM}`]: 0,
  'body text/*': 0,
};

test('the body of an operation is declared, and initially not exercised', () => {
  const server = createPostingServer(people);
  expect(countsOf(server)).toEqual(NOTHING);
  const items = server.report().coverage.filter(({ name }) => name.startsWith('body'));
  expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['parameter', 'enum-value', 'media-type']));
  expect(items.find(({ name }) => name === 'body')?.pointer).toBe('#/paths/~1things/post/requestBody');
  expect(items.find(({ name }) => name === 'body/role=admin')?.pointer).toBe('#/components/schemas/Role');
});

test.for<{ title: string; body: unknown; type?: string; want: Readonly<Record<string, number>> }>([
  { title: 'JSON', body: { role: 'admin' }, want: { body: 1, 'body/role=admin': 1, [`body ${JSON_TYPE}`]: 1 } },
  {
    title: 'a value once, even if the body contains it twice',
    body: { role: 'guest', tags: ['red', 'red'], marks: { a: 'good', b: null }, 'a/b': 2, active: false },
    want: {
      body: 1,
      'body/role=guest': 1,
      'body/tags/*=red': 1,
      'body/marks/*=good': 1,
      'body/marks/*=null': 1,
      'body/a~1b=2': 1,
      'body/active=false': 1,
      [`body ${JSON_TYPE}`]: 1,
    },
  },
  {
    title: 'the values of the matching schema of several',
    body: { role: 'guest', contact: { kind: 'phone' } },
    want: { body: 1, 'body/role=guest': 1, 'body/contact/kind=phone': 1, [`body ${JSON_TYPE}`]: 1 },
  },
  { title: 'a form', body: 'role=guest', type: FORM, want: { body: 1, 'body/role=guest': 1, [`body ${FORM}`]: 1 } },
  {
    title: 'a media type with a charset for its range',
    body: 'nobody',
    type: 'text/plain; charset=utf-8',
    want: { body: 1, 'body=nobody': 1, 'body text/*': 1 },
  },
  { title: 'nothing of a body that the contract refuses', body: { role: 'king' }, want: {} },
  { title: 'nothing of a malformed body', body: '{"role":', want: {} },
  { title: 'nothing of a body with another media type', body: 'x', type: 'image/png', want: {} },
  { title: 'nothing of an empty body', body: '', want: {} },
])('counts $title', async ({ body, type, want }) => {
  const server = createPostingServer(people);
  await post(server, body, type);
  expect(countsOf(server)).toEqual({ ...NOTHING, ...want });
  await post(server, body, type);
  const twice = Object.fromEntries(Object.entries(want).map(([name, count]) => [name, 2 * count]));
  expect(countsOf(server)).toEqual({ ...NOTHING, ...twice });
});

test('a request without its optional body counts no body', async () => {
  const server = createPostingServer({ ...people, required: false });
  await request(server.app).post('/things').set({ authorization: 'Bearer token' }).expect(200);
  await request(server.app).get('/things').set({ authorization: 'Bearer token' }).expect(200);
  expect(countsOf(server)).toEqual(NOTHING);
});

test('each part of each generated body is counted', async () => {
  const person = fc.record(
    {
      role: fc.constantFrom('admin', 'guest'),
      active: fc.boolean(),
      tags: fc.array(fc.constantFrom('red', 'blue'), { maxLength: 4 }),
      contact: fc.record({ kind: fc.constantFrom('mail', 'phone') }),
    },
    { requiredKeys: ['role'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 6 }), async (persons) => {
      const server = createPostingServer(people);
      const want = new Map<string, number>(Object.entries(NOTHING));
      for (const one of persons) {
        await post(server, one).expect(200);
        const { role, active, tags = [], contact } = one;
        const names = [
          'body',
          `body ${JSON_TYPE}`,
          `body/role=${role}`,
          ...new Set(tags.map((tag) => `body/tags/*=${tag}`)),
        ];
        if (active !== undefined) names.push(`body/active=${active}`);
        if (contact !== undefined) names.push(`body/contact/kind=${contact.kind}`);
        for (const name of names) want.set(name, (want.get(name) ?? 0) + 1);
      }
      expect(countsOf(server)).toEqual(Object.fromEntries(want));
    }),
    { numRuns: 30 },
  );
});

test('values that the contract does not list are not counted, even if they are accepted', async () => {
  const content = { [JSON_TYPE]: { schema: { type: 'object', properties: { role: ROLE } } } };
  const color = {
    name: 'color',
    in: 'query',
    'x-severity': 'warning',
    'x-provenance': 'documented',
    schema: { type: 'string', enum: ['red'] },
  };
  const server = createPostingServer({ content, severity: 'warning', required: false, parameters: [color] });
  for (let one = 0; one < 50; one += 1) await post(server, { role: `role-${one}` }, JSON_TYPE, `?color=${one}`);
  await post(server, { role: 'admin' }, JSON_TYPE, '?color=red');
  expect(countsOf(server)).toEqual({
    body: 51,
    'body/role=admin': 1,
    'body/role=guest': 0,
    [`body ${JSON_TYPE}`]: 51,
    'query.color': 51,
    'query.color=red': 1,
  });
});

test('values of lists and objects in the query are counted', async () => {
  const parameter = (name: string, more: object): object => {
    return { name, in: 'query', 'x-severity': 'error', 'x-provenance': 'documented', ...more };
  };
  const sort = { type: 'array', items: { enum: ['up', 'down'], type: 'string' } };
  const filter = { type: 'object', properties: { state: { type: 'string', enum: ['new', 'old'] } } };
  const server = createPostingServer({
    required: false,
    parameters: [parameter('sort', { schema: sort }), parameter('filter', { style: 'deepObject', schema: filter })],
  });
  await post(server, { name: 'x' }, JSON_TYPE, '?sort=up&sort=up&filter[state]=new').expect(200);
  expect(countsOf(server)).toMatchObject({
    'query.sort/*=up': 1,
    'query.sort/*=down': 0,
    'query.filter/state=new': 1,
    'query.filter/state=old': 0,
  });
});

test('a violation of a body points to the place in the contract', async () => {
  const server = createPostingServer(people);
  await post(server, { role: 'king' });
  const { violations } = server.report();
  expect(violations).toMatchObject([{ location: 'body/role', pointer: '#/paths/~1things/post/requestBody' }]);
});

test('of a very wide schema, only the first thousand values are declared', async () => {
  const wide = { enum: Array.from({ length: 3000 }, (_, index) => `value-${index}`) };
  /** Each level doubles the number of schemas, up to 2^20. */
  const levels = Object.fromEntries(
    Array.from({ length: 20 }, (_, level) => {
      const below = { $ref: `#/components/schemas/Level${level + 1}` };
      return [`Level${level}`, { type: 'object', properties: { a: below, b: below } }];
    }),
  );
  const server = createPostingServer({
    content: {
      [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Level0' } },
      'application/x.wide+json': { schema: wide },
    },
    schemas: { ...levels, Level20: { enum: ['x'] } },
  });
  const listed = Object.keys(countsOf(server)).filter((name) => name.includes('='));
  expect(listed.filter((name) => name.startsWith('body='))).toHaveLength(1000);
  expect(listed.length).toBeLessThanOrEqual(2000);
  await post(server, '"value-7"', 'application/x.wide+json').expect(200);
  expect(countsOf(server)['body=value-7']).toBe(1);
});
