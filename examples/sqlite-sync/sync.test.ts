import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { createMock } from 'lms-mock';
import type { MockSession } from 'lms-mock';

import { Refused, sync } from './sync.ts';
import type { Registry } from './sync.ts';

const mock = createMock({ port: 0, learners: 60, courses: 4 });
before(() => mock.listen());
after(() => mock.close());

const courses = [...mock.campus.findCourses()].map(({ slug }) => slug);

function registryOf({ apis: { helsinki } }: MockSession): Registry {
  return { baseUrl: helsinki.baseUrl, headers: helsinki.personas.registrar.headers };
}

function storedIds(database: DatabaseSync): readonly string[] {
  return database
    .prepare('SELECT id FROM completions')
    .all()
    .map(({ id }) => String(id))
    .toSorted();
}

/** The rows that a correct client must have at the end. */
function wantedIds({ campus }: MockSession): readonly string[] {
  return campus
    .truth('helsinki', 'registrar')
    .map(({ id }) => id)
    .toSorted();
}

test('all completions are stored despite resets, cut streams and a busy registry', async () => {
  const session = mock.session();
  const troubles = session
    .on('streamCompletions')
    .sequence([
      { fault: { kind: 'reset' } },
      { fault: { kind: 'cut', afterRows: 2 } },
      { status: 429, headers: { 'Retry-After': '0' } },
      { normal: true },
      { fault: { kind: 'cut', afterBytes: 1 } },
      { fault: { kind: 'stream-error', afterRows: 1 } },
    ]);
  const database = new DatabaseSync(':memory:');
  await sync(registryOf(session), database, courses);
  assert.equal(troubles.callCount, 6);
  assert.deepEqual(storedIds(database), wantedIds(session));
  assert.deepEqual(session.violations, []);
});

test('a later sync adds what has happened since', async () => {
  const session = mock.session();
  const database = new DatabaseSync(':memory:');
  await sync(registryOf(session), database, courses);
  const earlier = storedIds(database);
  session.advance({ days: 90 });
  await sync(registryOf(session), database, courses);
  assert.ok(storedIds(database).length > earlier.length);
  assert.deepEqual(storedIds(database), wantedIds(session));
});

test('a registry that is always broken ends the sync, and no course is stored in part', async () => {
  const session = mock.session();
  session.on('streamCompletions').fault({ kind: 'cut', afterRows: 1 });
  const database = new DatabaseSync(':memory:');
  await assert.rejects(sync(registryOf(session), database, courses));
  assert.deepEqual(storedIds(database), []);
});

test('a wrong key is refused at once', async () => {
  const session = mock.session();
  const registry = { ...registryOf(session), headers: { authorization: 'Basic wrong' } };
  await assert.rejects(sync(registry, new DatabaseSync(':memory:'), courses), Refused);
  assert.equal(session.journal.exchanges().length, 1);
});
