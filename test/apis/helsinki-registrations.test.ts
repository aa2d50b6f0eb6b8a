import { join } from 'node:path';
import request from 'supertest';
import type { Response } from 'supertest';
import { describe, expect, test } from 'vitest';

import { createWritten } from '../../src/engine/written.ts';
import type { MockSession } from '../../src/server/handles.ts';
import { createMock } from '../support/create-mock.ts';
import { root } from '../support/server-process.ts';

const mock = createMock({ learners: 60, courses: 4, fixtures: join(root, 'test/fixtures/two-registries') });
const [registrar, other] = ['registrar', 'other'];
const registry = '/api/v0/study-registry';
const course = mock.campus.course(mock.campus.courseCount - 1);
const known = Array.from(mock.campus.truth('helsinki', registrar))
  .map(({ id }) => id)
  .toSorted();

function credentialsOf(persona: string): Readonly<Record<string, string>> {
  return {
    ...mock.services.find(({ api }) => api.name === 'helsinki')?.api.personas.find(({ name }) => name === persona)
      ?.headers,
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

/** The ids of a course's completions, but for those that the persona has registered. */
async function unregistered(session: MockSession, persona = registrar): Promise<readonly string[]> {
  const { body } = await request(mock.app)
    .get(`${session.apis.helsinki.path}${registry}/completions/${course.slug}?exclude_already_registered=true`)
    .set(credentialsOf(persona));
  return body.map(({ id }: { readonly id: string }) => id);
}

describe('what a registry registers', () => {
  test('is left out for it from then on, in its session, until that is reset', async () => {
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
    // A list without the wish has them all.
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
  ])('may be named by its id in $form', async ({ write }) => {
    const session = mock.session();
    const before = await unregistered(session);
    const reply = await register(session, [itemOf(write(before[0] ?? ''))]);
    expect([reply.status, reply.headers['x-lms-mock-violations']]).toEqual([200, undefined]);
    expect(await unregistered(session)).toEqual(before.slice(1));
  });

  test('may be said again, may be nothing, and may have members of any other name', async () => {
    const session = mock.session();
    const before = await unregistered(session);
    for (const body of [[], [itemOf(before[0] ?? '')], [{ ...itemOf(before[0] ?? ''), more: 1 }]])
      expect((await register(session, body)).status).toBe(200);
    expect(await unregistered(session)).toEqual(before.slice(1));
  });

  test('is taken whole or not at all', async () => {
    const session = mock.session();
    const before = await unregistered(session);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const { status, body } = await register(session, [itemOf(before[0] ?? ''), itemOf(unknown)]);
    const message = `Cannot find completion with id: ${unknown}. This completion does not exist in the database.`;
    const source = `ModelError PreconditionFailed "${message}"`;
    expect([status, body]).toEqual([400, { title: 'Bad Request', message, source, data: null }]);
    expect(await unregistered(session)).toEqual(before);
  });

  test('must have been completed by then', async () => {
    const session = mock.session();
    const ids = new Set(known);
    session.advance({ days: 365 });
    const fresh = (await unregistered(session)).find((id) => !ids.has(id)) ?? '';
    expect(fresh).not.toBe('');
    expect((await register(mock.session(), [itemOf(fresh)])).status).toBe(400);
    expect((await register(session, [itemOf(fresh)])).status).toBe(200);
  });
});

describe('a registration is refused', () => {
  test.for([
    { title: 'what is no JSON', body: '{' },
    { title: 'what is no list', body: '{"completion_id":"x"}' },
    { title: 'no body', body: '' },
    {
      title: 'an item without a student number',
      body: JSON.stringify([{ ...itemOf(known[0] ?? ''), student_number: undefined }]),
    },
    { title: 'an id that is none', body: JSON.stringify([itemOf('17')]) },
    {
      title: 'an id behind a prefix in capitals',
      body: JSON.stringify([itemOf(`URN:UUID:${known[0] ?? ''}`)]),
    },
    {
      title: 'a day without its hour',
      body: JSON.stringify([{ ...itemOf(known[0] ?? ''), registration_date: '2026-08-01' }]),
    },
  ])('$title, before anybody asks who sends it', async ({ body }) => {
    const reply = await register(mock.session(), body, {});
    expect(reply.status).toBe(400);
    expect(reply.body).toEqual({ title: 'Bad Request', message: expect.stringMatching(/^Json deserialize error: /) });
  });

  test('without a key', async () => {
    expect((await register(mock.session(), [itemOf(known[0] ?? '')], {})).status).toBe(403);
  });

  test('where there is no room for it in all sessions', () => {
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
