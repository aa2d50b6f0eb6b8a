import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { sessionIdOf } from '../../src/session-handle/session-id.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

test('the name of a test can be the name of a session', async () => {
  const mock = createMock({ learners: 3 });
  const name = 'sync › stores each completion once (ülo, 100 %)';
  const session = mock.session(name);
  expect(session.id).toMatch(/^sync-stores-each-completion-once-lo-100-[\w-]{22}$/);
  const { path, personas } = session.apis.moocit;
  await request(mock.app).get(`${path}/api/so2/v1/grades`).set(personas.admin.headers);
  expect([...mock.session(name).journal]).toHaveLength(1);
  expect([...mock.session(session.id).journal]).toHaveLength(1);
});

test.for(['', ' ', 'ä', '../x', '-', 'x'.repeat(65), 'a\0b', '\ud800'])('%j can be the name of a session', (name) => {
  const mock = createMock({ learners: 0 });
  expect(mock.session(name).id).toMatch(ID);
  expect(() => mock.session(JSON.parse('7'))).toThrow('The session id must be a string, got 7.');
});

test('each name has its own valid id, and a valid id does not change', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ minLength: 60 }),
    fc.constantFrom('\ud800', '\udc00'),
  );
  fc.assert(
    fc.property(names, names, (one, other) => {
      expect(sessionIdOf(one)).toMatch(ID);
      expect(sessionIdOf(sessionIdOf(one))).toBe(sessionIdOf(one));
      expect(sessionIdOf(one) === sessionIdOf(other)).toBe(one === other);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a session without a name is always a new one', () => {
  const mock = createMock({ learners: 0 });
  mock.session('session-1').advance({ days: 1 });
  expect(mock.session().now).toBe(mock.session().now);
  expect(mock.session('session-1').now).not.toBe(mock.session().now);
});

test('a session is deleted at the end of its block, and the report of the mock keeps its exchanges', async () => {
  const mock = createMock({ learners: 3 });
  {
    using session = mock.session('block');
    session.advance({ days: 1 });
    const { path, personas } = session.apis.moocit;
    await request(mock.app).get(`${path}/api/so2/v1/grades`).set(personas.admin.headers);
  }
  expect(mock.session('block').now).toBe(mock.session('other').now);
  expect(mock.report().exchanges).toBe(1);
});
