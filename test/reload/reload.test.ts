import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';
import { expect, test } from 'vitest';

import { documentOf } from '../support/mount.ts';
import { watchFolder } from '../support/watched-mock.ts';

const BOOKS = '/shop/books';

/** A document whose only operation answers with this example. */
function shop(example: unknown, more: object = {}): object {
  const content = { 'application/json': { schema: { type: 'object' }, example } };
  return documentOf({
    '/books': { get: { operationId: 'listBooks', responses: { 200: { description: 'ok', content } } }, ...more },
  });
}

const learner = (username: string) => ({ learners: { own: { givenName: 'Own', familyName: 'Learner', username } } });
const asAdmin = { Authorization: 'Bearer moocit-admin-token' };

test.concurrent('a changed document answers, and the sessions keep their rules, clock and journal', async () => {
  await using server = await watchFolder({ 'shop.json': shop({ edition: 1 }) }, { specs: { shop: 'shop.json' } });
  const session = server.mock.session('mine');
  session.advance({ days: 3 });
  const { now } = session;
  session.rules.add({
    match: { operation: 'listBooks', headers: { 'x-wish': 'rule' } },
    answer: { status: 200, body: { edition: 'of a rule' } },
  });
  session.on('listGrades').reply({ status: 403 });
  const mine = `/sessions/mine${BOOKS}`;
  expect((await request(server.url).get(mine)).body).toEqual({ edition: 1 });

  server.write({ 'shop.json': shop({ edition: 2 }) });
  const reload = await server.reload(1);
  expect(reload).toEqual({ number: 1, at: expect.stringMatching(/^\d{4}-.*Z$/), files: [server.pathOf('shop.json')] });

  expect((await request(server.url).get(mine)).body).toEqual({ edition: 2 });
  expect((await request(server.url).get(mine).set('x-wish', 'rule')).body).toEqual({ edition: 'of a rule' });
  const { body } = await request(server.url).get('/__mock/sessions/mine/rules');
  expect(body.rules.map(({ callCount }: { callCount: number }) => callCount)).toEqual([1, 0]);
  expect((await request(server.url).get('/sessions/mine/moocit/api/so2/v1/grades').set(asAdmin)).status).toBe(403);
  expect((await request(server.url).get('/__mock/sessions/mine')).body.now).toBe(now);
  const journal = await request(server.url).get('/__mock/sessions/mine/journal');
  expect(journal.body.exchanges).toHaveLength(4);
});

test.concurrent('fixtures of a package are loaded again when it is installed again, linked, or changed', async () => {
  const INSTALLED = 'node_modules/shared';
  const files = { [`${INSTALLED}/campus.yaml`]: learner('first'), 'packages/shared/campus.yaml': learner('third') };
  await using server = await watchFolder(files, { fixtures: INSTALLED });
  const own = async (): Promise<unknown> =>
    (await request(server.url).get('/__mock/sessions/default/campus/learners?search=own%20learner')).body[0]?.username;
  await request(server.url).get('/moocit/api/so2/v1/grades');
  expect(await own()).toBe('first');

  server.write({ 'node_modules/.shared-new/campus.yaml': learner('second') });
  rmSync(server.pathOf(INSTALLED), { recursive: true });
  renameSync(server.pathOf('node_modules/.shared-new'), server.pathOf(INSTALLED));
  await server.reload(1);
  expect(await own()).toBe('second');

  rmSync(server.pathOf(INSTALLED), { recursive: true });
  symlinkSync(server.pathOf('packages/shared'), server.pathOf(INSTALLED));
  await server.reload(2);
  expect(await own()).toBe('third');

  server.write({ 'packages/shared/campus.yaml': learner('fourth') });
  expect((await server.reload(3)).files).toEqual([server.pathOf(`${INSTALLED}/campus.yaml`)]);
  expect(await own()).toBe('fourth');
});

test.concurrent('a file that the document refers to is loaded again, also one that is new', async () => {
  const files = { 'shop.yaml': shop({ $ref: 'parts/first.json' }), 'parts/first.json': { edition: 1 } };
  await using server = await watchFolder(files, { specs: { shop: 'shop.yaml' } });
  server.write({ 'parts/first.json': { edition: 2 } });
  expect((await server.reload(1)).error).toBeUndefined();
  expect((await request(server.url).get(BOOKS)).body).toEqual({ edition: 2 });

  server.write({ 'parts/second.json': { edition: 3 }, 'shop.yaml': shop({ $ref: 'parts/second.json' }) });
  await server.reload(2);
  expect((await request(server.url).get(BOOKS)).body).toEqual({ edition: 3 });
  server.write({ 'parts/second.json': { edition: 4 } });
  expect((await server.reload(3)).files).toEqual([server.pathOf('parts/second.json')]);
  expect((await request(server.url).get(BOOKS)).body).toEqual({ edition: 4 });
});

test.concurrent('invalid content is refused with file and line, the old content is kept, and a correction is loaded', async () => {
  await using server = await watchFolder({ 'shop.yaml': shop({ edition: 1 }) }, { specs: { shop: 'shop.yaml' } });
  server.write({ 'parts/page.yaml': 'a: 1\nb: [1', 'shop.yaml': shop({ $ref: 'parts/page.yaml' }) });
  const refused = await server.reload(1);
  expect(refused.error).toMatch(/parts\/page\.yaml:2: /);
  expect((await request(server.url).get(BOOKS)).body).toEqual({ edition: 1 });

  // Corrects only the invalid file, to which the content in use does not refer.
  server.write({ 'parts/page.yaml': 'edition: 2' });
  const reload = await server.reload(2);
  expect(reload.error).toBeUndefined();
  expect(reload.files).toHaveLength(2);
  expect((await request(server.url).get(BOOKS)).body).toEqual({ edition: 2 });
});

test.concurrent('fixtures and personas are loaded again, and a fixture that contradicts itself is not', async () => {
  const personas = (token: string) => ({ moocit: { personas: { admin: { token, mayRead: true } } } });
  const files = { 'campus.yaml': learner('first') };
  await using server = await watchFolder(files, { fixtures: '.' });
  const namesOf = async (): Promise<unknown> => {
    const { body } = await request(server.url).get('/__mock/campus/learners?search=Own%20Learner');
    return body.map(({ username }: { username: string }) => username);
  };
  expect(await namesOf()).toEqual(['first']);

  // One is replaced by a rename, as editors do; the other did not exist.
  server.write({ '.campus.yaml.swp': learner('second'), 'personas.yaml': personas('new-token') });
  renameSync(server.pathOf('.campus.yaml.swp'), server.pathOf('campus.yaml'));
  expect((await server.reload(1)).files).toHaveLength(2);
  expect(await namesOf()).toEqual(['second']);
  const grades = request(server.url).get('/moocit/api/so2/v1/grades');
  expect((await grades.set('Authorization', 'Bearer new-token')).status).toBe(200);
  expect((await request(server.url).get('/moocit/api/so2/v1/grades').set(asAdmin)).status).toBe(401);

  server.write({ 'campus.yaml': 'learners:\n  own: { givenName: 7 }\n' });
  expect((await server.reload(2)).error).toMatch(/campus\.yaml:2: learners\.own\.givenName/);
  expect(await namesOf()).toEqual(['second']);
});

test.concurrent('several files, and files that are written slowly, are one reload', async () => {
  const files = { 'a.json': shop({ edition: 1 }), 'b.json': shop({ edition: 1 }) };
  await using server = await watchFolder(files, { specs: { shop: 'a.json', store: 'b.json' } });
  const whole = JSON.stringify(shop({ edition: 2 }));
  for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
    server.write({ 'a.json': whole.slice(0, whole.length * part) });
    await delay(60);
  }
  server.write({ 'b.json': whole });
  const reload = await server.reload(1);
  expect([reload.error, reload.files.length]).toEqual([undefined, 2]);
  expect((await request(server.url).get('/shop/books')).body).toEqual({ edition: 2 });
  expect((await request(server.url).get('/store/books')).body).toEqual({ edition: 2 });
  await delay(500);
  expect((await server.reload(1)).number).toBe(1);
});
