// The mock in the process of the test, without a port.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMock } from 'lms-mock';
import type { MockSession } from 'lms-mock';
import request from 'supertest';

import { passedCourses } from './grades.ts';
import type { Send } from './grades.ts';

const mock = createMock({ learners: 50 });

/** Sends to a new session, so that tests don't disturb each other. */
function senderOf({ apis: { moocit } }: MockSession): Send {
  const headers = { ...moocit.personas.admin.headers, 'content-type': 'application/json' };
  return (path) =>
    request(mock.app)
      .get(moocit.path + path)
      .set(headers);
}

test('the passed courses are those of the campus', async () => {
  const session = mock.session();
  const passed = session.campus.truth('moocit', 'admin').filter((row) => row.passed === true);
  const [{ person } = { person: { id: '' } }] = passed;
  const want = passed.filter((row) => row.person.id === person.id).map(({ course }) => course.id);
  assert.ok(want.length > 0);
  assert.deepEqual((await passedCourses(person.id, senderOf(session))).toSorted(), want);
  assert.deepEqual(session.violations, []);
});

test('a refusal is an error', async () => {
  const session = mock.session();
  session.on('listGrades').reply({ status: 403 });
  await assert.rejects(passedCourses('johndoe', senderOf(session)), { message: 'MOOCit answered 403.' });
});
