import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';

import { createMock } from '../../support/create-mock.ts';

test('Swagger 2.0 can be mounted, with other files, and its reports name the lines as written', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-swagger-'));
  const file = join(folder.path, 'doc.yaml');
  const parameters = [{ name: 'limit', in: 'query', type: 'integer', maximum: 5 }];
  const item = { 'x-nullable': true, type: 'string' };
  const responses = { 200: { description: 'Fine', schema: { $ref: 'types.yaml#/definitions/List' } } };
  await writeFile(
    file,
    stringify({
      swagger: '2.0',
      info: { title: 'T', version: '1' },
      basePath: '/v1',
      paths: { '/a': { get: { operationId: 'list', parameters, responses } } },
    }),
  );
  const list = { type: 'array', items: item, example: ['x', null] };
  await writeFile(join(folder.path, 'types.yaml'), stringify({ definitions: { List: list } }));
  const mock = createMock({ specs: { doc: file } });
  const session = mock.session();
  const path = session.specs['doc']?.path ?? '';
  const fine = await request(mock.app).get(`${path}/v1/a?limit=5`);
  expect([fine.status, fine.body]).toEqual([200, ['x', null]]);
  expect((await request(mock.app).get(`${path}/a?limit=6`)).status).toBe(422);
  expect((await session.report()).violations).toMatchObject([{ pointer: '#/paths/~1a/get/parameters/0' }]);
});

test('a document with only webhooks can be mounted, and has no paths', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-webhooks-'));
  const file = join(folder.path, 'doc.yaml');
  const post = { responses: { 200: { description: 'Fine' } } };
  await writeFile(file, stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, webhooks: { a: { post } } }));
  const mock = createMock({ specs: { doc: file } });
  expect((await request(mock.app).post('/doc/a')).status).toBe(404);
});
