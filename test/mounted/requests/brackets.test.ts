import { afterAll, expect, test } from 'vitest';

import { documentOf, mountDocuments } from '../../support/mount.ts';

const integer = { type: 'integer' };
const ITEM = { type: 'object', required: ['price'], properties: { price: { type: 'string' }, quantity: integer } };
/** As Stripe declares the fields of its forms: objects, lists of objects, and a text that removes them. */
const properties = {
  items: { type: 'array', minItems: 1, items: ITEM },
  numbers: { type: 'array', items: integer },
  labels: { anyOf: [{ type: 'object', additionalProperties: { type: 'string' } }, { enum: [''] }] },
  when: { anyOf: [{ type: 'object', required: ['after'], properties: { after: integer } }, integer] },
  tags: { anyOf: [{ type: 'array', items: { type: 'string', minLength: 2 } }, { enum: [''] }] },
};
const responses = { 200: { description: 'fine' } };
const server = await mountDocuments({
  shop: documentOf({
    '/orders': {
      get: {
        parameters: Object.entries(properties).map(([name, schema]) => {
          return { name, in: 'query', style: 'deepObject', explode: true, schema };
        }),
        responses,
      },
      post: {
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', additionalProperties: false, properties },
              encoding: Object.fromEntries(
                Object.keys(properties).map((name) => [name, { style: 'deepObject', explode: true }]),
              ),
            },
          },
        },
        responses,
      },
    },
  }),
});
afterAll(() => server[Symbol.asyncDispose]());

test.for([
  ['items[0][price]=a&items[0][quantity]=1&items[1][price]=b', ''],
  ['items[][price]=a', ''],
  ['items[0][price]=a&items[1][quantity]=1', 'items/1/price'],
  ['items[0][price]=a&items[0][quantity]=x', 'items/0/quantity'],
  ['numbers[]=1&numbers[]=2', ''],
  ['numbers[0]=1&numbers[1]=2', ''],
  ['numbers[0]=1&numbers[1]=x', 'numbers/1'],
  ['numbers=1&numbers=2', ''],
  ['numbers=1&numbers=x', 'numbers/1'],
  ['labels[color]=red', ''],
  ['labels=', ''],
  ['labels=red', 'labels'],
  ['when=5', ''],
  ['when[after]=5', ''],
  ['when[after]=x', 'when'],
  ['when[before]=5', 'when'],
  ['tags[]=ab', ''],
  ['tags=', ''],
  ['tags[]=a', 'tags'],
] as const)('keys in brackets are read in a query and in a form: %s', async ([text, wrong]) => {
  const [query, form] = await Promise.all([
    fetch(`${server.url}/shop/orders?${text}`),
    fetch(`${server.url}/shop/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: text,
    }),
  ]);
  const violations = [query, form].map(({ headers }) => headers.get('x-lms-mock-violations') ?? '');
  const places = wrong === '' ? ['', ''] : [`"location":"query.${wrong.split('/')[0]}"`, `"location":"body/${wrong}`];
  expect(
    violations.map((found, index) => (found === '' ? '' : found.includes(places[index] ?? '') && places[index])),
  ).toEqual(places);
});
