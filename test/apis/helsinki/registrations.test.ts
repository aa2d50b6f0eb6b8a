import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import type { Response } from 'supertest';
import { describe, expect, test } from 'vitest';

import { createWritten } from '../../../src/engine/session/written.ts';
import type { MockSession } from '../../../src/session-handle/session-handle.ts';
import { createMock } from '../../support/create-mock.ts';
import { root } from '../../support/processes/server-process.ts';

const mock = createMock({ learners: 60, courses: 4, fixtures: join(root, 'test/fixtures/two-registries') });
const [registrar, other] = ['registrar', 'other'];
const registry = '/api/v0/study-registry';
const course = mock.campus.course(mock.campus.courseCount - 1);
const known = Array.from(mock.campus.truth('helsinki', 'registrar'))
  .map(({ id }) => id)
  .toSorted();

function credentialsOf(persona: string): Readonly<Record<string, string>> {
  return {
    ...mock.services.find((one) => one.name === 'helsinki')?.api.personas.find(({ name }) => name === persona)?.headers,
  };
}

async function register(session: MockSession, body: unknown, headers = credentialsOf(registrar)): Promise<Response> {
  return request(mock.app)
    .post(`${session.apis.helsinki.path}${registry}/completion-registered-to-study-registry`)
    .set(headers)
    .type('application/json')
    .send(typeof body === 'string' ? body : JSON.stringify(body));
}

function itemOf(id: string): object {
  return { completion_id: id, student_number: '011234567', registration_date: '2026-08-01T10:00:00.000Z' };
}

/** The ids of the completions of a course that the persona has not registered. */
async function unregistered(session: MockSession, persona = registrar): Promise<readonly string[]> {
  const { body } = await request(mock.app)
    .get(`${session.apis.helsinki.path}${registry}/completions/${course.slug}?exclude_already_registered=true`)
    .set(credentialsOf(persona));
  return body.map(({ id }: { readonly id: string }) => id);
}

describe('a registered completion', () => {
  test('is left out for its registry in the session, until a reset', async () => {
    const [session, neighbour] = [mock.session(), mock.session()];
    const before = await unregistered(session);
    const [first = '', second = ''] = before;
    const reply = await register(session, [itemOf(first), itemOf(second.toUpperCase())]);
    expect([reply.status, reply.text, reply.headers['content-length'], reply.headers['content-type']]).toEqual([
      200,
      '',
      '0',
      undefined,
    ]);
    expect(await unregistered(session)).toEqual(before.slice(2));
    expect(await unregistered(neighbour)).toEqual(before);
    expect(await unregistered(session, other)).toEqual(before);
    // A list without the parameter has all of them.
    const all = await request(mock.app)
      .get(`${session.apis.helsinki.path}${registry}/completions/${course.slug}`)
      .set(credentialsOf(registrar));
    expect(all.body).toHaveLength(before.length);
    session.reset();
    expect(await unregistered(session)).toEqual(before);
  });

  test.for([
    { form: '32 digits', write: (id: string) => id.replaceAll('-', '') },
    { form: 'braces', write: (id: string) => `{${id.toUpperCase()}}` },
    { form: 'urn:uuid:', write: (id: string) => `urn:uuid:${id}` },
  ])('can be given with its id in the form $form', async ({ write }) => {
    const session = mock.session();
    const before = await unregistered(session);
    const reply = await register(session, [itemOf(write(before[0] ?? ''))]);
    expect([reply.status, reply.headers['x-lms-mock-violations']]).toEqual([200, undefined]);
    expect(await unregistered(session)).toEqual(before.slice(1));
  });

  test('can be registered again and with unknown members, and the list can be empty', async () => {
    const session = mock.session();
    const before = await unregistered(session);
    for (const body of [[], [itemOf(before[0] ?? '')], [{ ...itemOf(before[0] ?? ''), more: 1 }]])
      expect((await register(session, body)).status).toBe(200);
    expect(await unregistered(session)).toEqual(before.slice(1));
  });

  test('is not registered if another one in the list is refused', async () => {
    const session = mock.session();
    const before = await unregistered(session);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const { status, body } = await register(session, [itemOf(before[0] ?? ''), itemOf(unknown)]);
    const message = `Cannot find completion with id: ${unknown}. This completion does not exist in the database.`;
    const source = `ModelError PreconditionFailed "${message}"`;
    expect([status, body]).toEqual([400, { title: 'Bad Request', message, source, data: null }]);
    expect(await unregistered(session)).toEqual(before);
  });

  test('must be completed at the time of registration', async () => {
    const session = mock.session();
    const ids = new Set(known);
    session.advance({ days: 365 });
    const fresh = (await unregistered(session)).find((id) => !ids.has(id)) ?? '';
    expect(fresh).not.toBe('');
    expect((await register(mock.session(), [itemOf(fresh)])).status).toBe(400);
    expect((await register(session, [itemOf(fresh)])).status).toBe(200);
  });
});

interface RawReply {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly violations: readonly object[];
}

/** Sends bytes unchanged, chunked if they have no length. Returns the text of the answer for any media type. */
async function post(
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  { isChunked = false } = {},
): Promise<RawReply> {
  const sending = request(mock.app)
    .post(`${mock.session().apis.helsinki.path}${registry}/completion-registered-to-study-registry`)
    .set(headers)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString())).on('end', () => done(null, text));
    });
  sending.serialize((bytes) => bytes);
  if (isChunked) sending.write(body);
  const reply = await (isChunked ? sending : sending.send(body));
  const violations: readonly object[] = JSON.parse(reply.headers['x-lms-mock-violations'] ?? '[]');
  return { status: reply.status, type: reply.headers['content-type'], text: String(reply.body), violations };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const frame = (message: string): string => `{"title": "Bad Request", "message": "${message}"}`;

describe('a registration is refused', () => {
  test.for([
    { title: 'no Content-Type', headers: {} },
    { title: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { title: 'an invalid media type', headers: { 'content-type': 'json' } },
    { title: 'a type that only ends with json', headers: { 'content-type': 'application/xjson' } },
  ])('with $title', async ({ headers }) => {
    const { status, type, text, violations } = await post('[]', headers);
    expect([status, type, text]).toEqual([400, undefined, frame('Content type error')]);
    expect(violations).toMatchObject([{ location: 'header.content-type', severity: 'error' }]);
  });

  test.for(['application/vnd.api+json', 'application/json; charset=utf-8', 'text/json', 'Application/Problem+JSON'])(
    'but not for the Content-Type %s',
    async (type) => {
      const { status, violations } = await post('[]', { ...credentialsOf(registrar), 'content-type': type });
      expect([status, violations]).toEqual([200, []]);
    },
  );

  test('above 2 MiB, and not below', async () => {
    const limit = 2_097_152;
    const headers = { ...credentialsOf(registrar), ...JSON_TYPE };
    expect(await post(`[${' '.repeat(limit - 2)}]`, headers)).toMatchObject({ status: 200, violations: [] });
    const over = await post(`[${' '.repeat(limit - 1)}]`, JSON_TYPE);
    expect(over).toEqual({
      status: 400,
      type: undefined,
      text: frame(`JSON payload (${limit + 1} bytes) is larger than allowed (limit: ${limit} bytes).`),
      violations: [expect.objectContaining({ location: 'body', severity: 'error' })],
    });
    const zipped = await post(gzipSync(`[${' '.repeat(limit - 1)}]`), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    const chunked = await post(`[${' '.repeat(limit - 1)}]`, JSON_TYPE, { isChunked: true });
    for (const { status, text } of [zipped, chunked])
      expect([status, text]).toEqual([400, frame(`JSON payload has exceeded limit (${limit} bytes).`)]);
    const wrongType = await post(`[${' '.repeat(limit)}]`, { 'content-type': 'text/plain' });
    expect(wrongType.text).toBe(frame('Content type error'));
  });

  test('if its Content-Encoding is wrong or unknown', async () => {
    for (const encoding of ['gzip', 'zstd']) {
      const { status, type, text, violations } = await post('[]', { ...JSON_TYPE, 'content-encoding': encoding });
      expect([status, type]).toEqual([400, undefined]);
      expect(text).toMatch(/^\{"title": "Bad Request", "message": "Error that occur during reading payload: /);
      expect(violations).toMatchObject([{ location: 'body', severity: 'error' }]);
    }
  });

  test('without a key', async () => {
    expect((await register(mock.session(), [itemOf(known[0] ?? '')], {})).status).toBe(403);
  });

  test('beyond the maximum of all sessions', () => {
    const room = { left: 3 };
    const [one, two] = [createWritten(room), createWritten(room)];
    expect(one.add('list', new Set([1, 2]))).toBe(true);
    expect(one.add('list', new Set([1, 2]))).toBe(true);
    expect(two.add('list', new Set([1, 2]))).toBe(false);
    expect([two.has('list', 1), one.has('list', 2), one.has('other', 2)]).toEqual([false, true, false]);
    one.clear();
    expect(two.add('list', new Set([1, 2]))).toBe(true);
    expect([one.has('list', 1), two.has('list', 1), room.left]).toEqual([false, true, 1]);
  });
});
