import request from 'supertest';
import { expect, test } from 'vitest';

import { mountDocuments } from '../../support/mount.ts';

const document = `
openapi: 3.1.0
info: { title: Keys without values, version: '1' }
paths:
  /empty:
    post:
      parameters:
      requestBody:
      responses: { 200: { description: fine } }
  /untyped:
    post:
      requestBody: { required: true, content: }
      responses: { 200: { description: fine } }
  /any:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [title], properties: { title: true, subtitle: } }
      responses:
        200:
          description: fine
          content: { application/json: { schema: { type: object, properties: { title: true, subtitle: } } } }
`;

test('a key without a value is an absent one, and a name without a schema has any value', async () => {
  await using mounted = await mountDocuments({ keys: document });
  const statusOf = (path: string, body: unknown): Promise<number> => mounted.statusOf(`/keys${path}`, body);
  expect(await statusOf('/empty', {})).toBe(200);
  expect(await statusOf('/untyped', {})).toBe(200);
  expect(await statusOf('/any', { title: null, subtitle: 7 })).toBe(200);
  expect(await statusOf('/any', { subtitle: 7 })).toBe(422);
  const explained = await request(mounted.url).get('/__mock/explain/keys');
  expect(explained.status).toBe(200);
  expect(explained.body.operations).toHaveLength(3);
  expect(await mounted.unreadOf('keys')).toEqual([
    { pointer: '#/paths/~1untyped/post/requestBody', problem: 'a request body must have content' },
  ]);
});
