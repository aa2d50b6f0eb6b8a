import { afterAll, describe, expect, test } from 'vitest';

import { mountDocuments } from '../../support/mount.ts';

const server = await mountDocuments({
  swagger: `swagger: '2.0'
info: { title: S, version: '1' }
basePath: /v1
paths:
  /multi: { get: { parameters: [ { name: q, in: query, type: array, collectionFormat: multi, items: { type: integer } } ], responses: { 200: { description: ok } } } }
  /csv: { get: { parameters: [ { name: q, in: query, type: array, items: { type: integer } } ], responses: { 200: { description: ok } } } }
  /ssv: { get: { parameters: [ { name: q, in: query, type: array, collectionFormat: ssv, items: { type: integer } } ], responses: { 200: { description: ok } } } }
  /pipes: { get: { parameters: [ { name: q, in: query, type: array, collectionFormat: pipes, items: { type: integer } } ], responses: { 200: { description: ok } } } }
  /tsv: { get: { parameters: [ { name: q, in: query, type: array, collectionFormat: tsv, items: { type: integer } } ], responses: { 200: { description: ok } } } }
  /files:
    post: { consumes: [ multipart/form-data ], parameters: [ { name: f, in: formData, type: file, required: true }, { name: n, in: formData, type: integer }, { name: l, in: formData, type: array, collectionFormat: multi, items: { type: integer } } ], responses: { 200: { description: ok, schema: { type: file } } } }
  /form:
    post: { consumes: [ application/x-www-form-urlencoded ], parameters: [ { name: n, in: formData, type: integer, required: true }, { name: l, in: formData, type: array, items: { type: integer } } ], responses: { 200: { description: ok } } }
`,
});
afterAll(() => server[Symbol.asyncDispose]());

const FILE = new Blob(['x'], { type: 'image/png' });

function formOf(...fields: readonly (readonly [string, string | Blob])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

describe('a document of Swagger 2.0', () => {
  test.for([
    ['multi?q=1&q=2', 200],
    ['multi?q=1&q=x', 422],
    ['csv?q=1,2', 200],
    ['csv?q=1,x', 422],
    ['ssv?q=1%202', 200],
    ['ssv?q=1%20x', 422],
    ['pipes?q=1%7C2', 200],
    ['pipes?q=1%7Cx', 422],
    ['tsv?q=1%092', 200],
    ['tsv?q=1%09x', 422],
  ] as const)('reads lists with the declared separator: %s gets %i', async ([path, status]) => {
    const statuses = await Promise.all(
      ['', 'v1/'].map(async (base) => (await fetch(`${server.url}/swagger/${base}${path}`)).status),
    );
    expect(statuses).toEqual([status, status]);
  });

  test.for([
    {
      title: 'a file and a list',
      path: 'files',
      body: formOf(['f', FILE], ['n', '1'], ['l', '1'], ['l', '2']),
      status: 200,
    },
    { title: 'a missing file', path: 'files', body: formOf(['n', '1']), status: 422 },
    { title: 'a text for a number', path: 'files', body: formOf(['f', FILE], ['n', 'x']), status: 422 },
    { title: 'a text in the list', path: 'files', body: formOf(['f', FILE], ['l', 'x'], ['l', '1']), status: 422 },
    { title: 'a form', path: 'form', body: new URLSearchParams('n=1&l=1,2'), status: 200 },
    { title: 'a text in the list of a form', path: 'form', body: new URLSearchParams('n=1&l=1,x'), status: 422 },
    { title: 'a form without a field', path: 'form', body: new URLSearchParams('l=1'), status: 422 },
  ])('reads forms: $title gets $status', async ({ path, body, status }) => {
    expect((await fetch(`${server.url}/swagger/${path}`, { method: 'POST', body })).status).toBe(status);
  });

  test('is read completely', async () => {
    expect(await server.unreadOf('swagger')).toEqual([]);
  });
});
