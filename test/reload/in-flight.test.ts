import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import request from 'supertest';
import { expect, test } from 'vitest';

import { documentOf } from '../support/mount.ts';
import { watchFolder } from '../support/watched-mock.ts';

const KEY = 'Basic documentationOnlyExampleSecretKey-12345';
const REGISTRY = '/helsinki/api/v0/study-registry';

/** A document that answers with its edition, and accepts a book with these members. */
function shop(edition: number, required: readonly string[] = []): object {
  const body = { required: true, content: { 'application/json': { schema: { type: 'object', required } } } };
  const responses = { 200: { description: 'ok', content: { 'application/json': { example: { edition } } } } };
  const get = { operationId: 'getBook', responses };
  const post = { operationId: 'addBook', requestBody: body, responses };
  return documentOf({ '/books': { post }, '/books/{token}': { get, parameters: [TOKEN] } });
}

const TOKEN = { name: 'token', in: 'path', required: true, schema: { type: 'string' } };

test.concurrent('a request in progress ends with the content with which it began', async () => {
  await using server = await watchFolder({ 'shop.json': shop(1) }, { specs: { shop: 'shop.json' } });
  const answered = Promise.withResolvers<IncomingMessage>();
  const upload = httpRequest(`${server.url}/shop/books`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  });
  upload.on('response', answered.resolve).on('error', answered.reject);
  upload.write('{"title": ');

  server.write({ 'shop.json': shop(2, ['isbn']) });
  await server.reload(1);
  upload.end('"Kalevala"}');
  const response = await answered.promise;
  expect(response.headers['x-lms-mock-violations']).toBeUndefined();
  expect(JSON.parse(await text(response))).toEqual({ edition: 1 });

  const next = await request(server.url).post('/shop/books').send({ title: 'Kalevala' });
  expect([next.status, next.headers['x-lms-mock-violations']]).toEqual([422, expect.stringContaining('isbn')]);
});

test.concurrent('a stream that has begun ends with the rows of the old campus', async () => {
  const campus = (name: string) => ({ learners: { own: { givenName: name, familyName: 'Own' } } });
  const options = { fixtures: '.', learners: 4000 };
  await using server = await watchFolder({ 'campus.yaml': campus('First') }, options);
  const slug = server.mock.campus.course(server.mock.campus.courseCount - 1).slug;
  const path = `${REGISTRY}/completions/${slug}`;
  const whole = (await request(server.url).get(path).set('Authorization', KEY)).text;

  const stream = await fetch(server.url + path, { headers: { Authorization: KEY } });
  const rest = stream.body?.getReader();
  const first = await rest?.read();
  server.write({ 'campus.yaml': campus('Second') });
  await server.reload(1);
  let got = Buffer.from(first?.value ?? []).toString();
  for (let part = await rest?.read(); part?.done === false; part = await rest?.read())
    got += Buffer.from(part.value).toString('latin1');
  expect(got.length).toBe(Buffer.byteLength(whole));
  expect(JSON.parse(got)).toHaveLength(JSON.parse(whole).length);
});

test.concurrent('no request is lost while the content is replaced', async () => {
  await using server = await watchFolder({ 'shop.json': shop(1) }, { specs: { shop: 'shop.json' } });
  const seen: string[] = [];
  const reloaded = new AbortController();
  const ask = async (): Promise<void> => {
    while (!reloaded.signal.aborted) {
      const response = await fetch(`${server.url}/shop/books/x`);
      seen.push(`${response.status} ${await response.text()}`);
    }
  };
  const clients = Promise.all(Array.from({ length: 4 }, ask));
  server.write({ 'shop.json': shop(2) });
  await server.reload(1);
  reloaded.abort();
  await clients;
  expect(new Set(seen)).toEqual(new Set(['200 {"edition":1}', '200 {"edition":2}']));
  const first = seen.findIndex((one) => one.includes('2'));
  // There are four clients: an answer of the old content can arrive after the first one of the new content.
  expect(seen.slice(first + 4).every((one) => one.includes('2'))).toBe(true);
});

test.concurrent('a follower gets an event for each reload, including refused ones', async () => {
  await using server = await watchFolder({ 'shop.json': shop(1) }, { specs: { shop: 'shop.json' } });
  const stop = new AbortController();
  const events = await fetch(`${server.url}/__mock/sessions/default/journal/events`, { signal: stop.signal });
  server.write({ 'shop.json': '{' });
  await server.reload(1);
  server.write({ 'shop.json': shop(2) });
  const last = await server.reload(2);
  let got = '';
  for await (const chunk of events.body ?? []) {
    got += Buffer.from(chunk).toString();
    if (got.split('event: reload').length > 2) break;
  }
  stop.abort();
  const [refused, loaded] = Array.from(got.matchAll(/event: reload\ndata: (.*)\n/g), ([, data = '']) =>
    JSON.parse(data),
  );
  expect(refused.error).toMatch(/shop\.json:1: /);
  expect(loaded).toEqual(last);
});

test.concurrent('what clients registered is kept until the campus is replaced', async () => {
  const files = { 'shop.json': shop(1), 'campus.yaml': '' };
  await using server = await watchFolder(files, { specs: { shop: 'shop.json' }, fixtures: '.' });
  const slug = server.mock.campus.course(server.mock.campus.courseCount - 1).slug;
  const unregistered = async (): Promise<readonly { readonly id: string }[]> => {
    const path = `${REGISTRY}/completions/${slug}?exclude_already_registered=true`;
    return (await request(server.url).get(path).set('Authorization', KEY)).body;
  };
  const before = await unregistered();
  const [{ id } = { id: '' }] = before;
  const item = { completion_id: id, student_number: '011234567', registration_date: '2026-08-01T10:00:00.000Z' };
  const path = `${REGISTRY}/completion-registered-to-study-registry`;
  await request(server.url).post(path).set('Authorization', KEY).send([item]).expect(200);
  expect(await unregistered()).toEqual(before.slice(1));

  server.write({ 'shop.json': shop(2) });
  await server.reload(1);
  expect(await unregistered()).toEqual(before.slice(1));
  server.write({ 'campus.yaml': 'learners: {}' });
  await server.reload(2);
  expect(await unregistered()).toEqual(before);
});

test.concurrent('secrets in the path of a former document stay hidden', async () => {
  await using server = await watchFolder({ 'shop.json': shop(1) }, { specs: { shop: 'shop.json' } });
  await request(server.url).get('/shop/books/my-secret');
  server.write({ 'shop.json': documentOf({ '/other': { get: { operationId: 'other', responses: {} } } }) });
  expect((await server.reload(1)).error).toBeUndefined();
  const { body } = await request(server.url).get('/__mock/sessions/default/journal');
  expect(body.exchanges).toMatchObject([{ request: { url: '/shop/books/***' } }]);
});
