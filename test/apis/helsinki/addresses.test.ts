import request from 'supertest';
import type { Response } from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 20, courses: 2 });
const registrar = { Authorization: 'Basic documentationOnlyExampleSecretKey-12345' };
const course = '/api/v0/study-registry/completions/BSCS1001';

describe('an unknown path', () => {
  test.for([
    { path: '/api/v0/nope' },
    { path: '/api/v0/nope/more?a=b', route: '/api/v0/nope/more' },
    { path: '/api/v0/' },
    { path: '/api/v0' },
    { path: '/api/v0/study-registryx' },
    { path: '/api/v0/a%22b' },
    { path: '/helsinki/%61pi/v0/%E0%A4%A', route: '/%61pi/v0/%E0%A4%A' },
    { path: '/helsinki/api/v0/nope', route: '/api/v0/nope' },
  ])('$path gets a 404 in JSON, with any method', async ({ path, route = path }) => {
    for (const method of ['get', 'post', 'delete'] as const) {
      const reply = await request(mock.app)[method](path).set(registrar);
      expect([reply.status, reply.headers['content-type']]).toEqual([404, 'application/json']);
      const message = `No handler found for route '${route}'`;
      expect(reply.text).toBe(JSON.stringify({ title: 'Not Found', message, source: null, data: null }));
      expect(JSON.parse(String(reply.headers['x-lms-mock-violations']))).toMatchObject([
        { location: 'path', severity: 'error', provenance: 'observed' },
      ]);
    }
  });

  test.for([
    { method: 'get', path: '/api/v0/study-registry' },
    { method: 'get', path: '/api/v0/study-registry/nope' },
    { method: 'get', path: `${course}/` },
    { method: 'get', path: '/api/v0/study-registry/completions' },
    { method: 'post', path: course },
    { method: 'get', path: '/api/v0/study-registry/completion-registered-to-study-registry' },
    { method: 'get', path: '/api/v0/course-material/courses' },
    { method: 'get', path: '/api/v0/study%2Dregistry/nope' },
    { method: 'get', path: '/helsinki/nope' },
    { method: 'get', path: '/helsinki/api/v0nope' },
  ] as const)('$method $path is an empty 404', async ({ method, path }) => {
    const reply = await request(mock.app)[method](path).set(registrar);
    expect([reply.status, reply.headers['content-type'], reply.text]).toEqual([404, undefined, '']);
  });
});

describe('the header request-id', () => {
  const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  const idOf = ({ headers }: Response): unknown => headers['request-id'];

  test('is a UUID of version 4 in every answer below /api/v0, another one each time', async () => {
    const session = mock.session();
    const base = session.apis.helsinki.path;
    session.on('registerCompletions').reply({ status: 200 });
    const replies = [
      await request(mock.app).get(`${base}${course}`).set(registrar),
      await request(mock.app).get(`${base}${course}`).set(registrar),
      await request(mock.app).get(`${base}${course}`),
      await request(mock.app).get(`${base}${course}?exclude_already_registered=1`).set(registrar),
      await request(mock.app).get(`${base}${course}`).set('Prefer', 'code=429'),
      await request(mock.app)
        .get(`${base}${course}`)
        .set({ ...registrar, Prefer: 'variation=1' }),
      await request(mock.app).delete(`${base}${course}`),
      await request(mock.app).get(`${base}/api/v0/nope`),
      await request(mock.app).post(`${base}/api/v0/study-registry/completion-registered-to-study-registry`),
    ];
    const ids = replies.map(idOf);
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(replies.length);
    expect(idOf(await request(mock.app).get(`${base}/nope`))).toBeUndefined();
  });

  test('is the same for the same request in a session, and different in another session', async () => {
    const ask = async (id: string): Promise<unknown> => {
      const session = mock.session(id);
      session.reset();
      return idOf(await request(mock.app).get(`${session.apis.helsinki.path}${course}`).set(registrar));
    };
    const [first, again, other] = [await ask('one'), await ask('one'), await ask('two')];
    expect(first).toBe(again);
    expect(other).not.toBe(first);
  });

  test('can be set by a rule', async () => {
    const session = mock.session();
    const id = '00000000-0000-4000-8000-000000000000';
    session.on('streamCompletions').reply({ status: 403, headers: { 'Request-Id': id } });
    expect(idOf(await request(mock.app).get(`${session.apis.helsinki.path}${course}`))).toBe(id);
    const off = { match: { operation: 'registerCompletions' }, answer: { status: 500 }, offContract: true } as const;
    session.rules.add(off);
    const path = `${session.apis.helsinki.path}/api/v0/study-registry/completion-registered-to-study-registry`;
    expect(idOf(await request(mock.app).post(path))).toMatch(UUID);
  });
});
