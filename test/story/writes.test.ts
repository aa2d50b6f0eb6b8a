import * as fc from 'fast-check';
import request from 'supertest';
import { expect, test } from 'vitest';

import type { MockSession, PersonaName } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { readHelsinki, readIspring, readMoocit, readStackOne } from './clients.ts';
import type { Caller } from './clients.ts';

const mock = createMock({ learners: 12, courses: 4 });
const learners = [...mock.campus.findLearners()];
const courses = [...mock.campus.findCourses()];

/** Completions to create and delete, and enrolments to begin and end, for any learner in any course. */
const writes = fc.array(
  fc.record({
    learner: fc.constantFrom(...learners),
    course: fc.constantFrom(...courses),
    word: fc.constantFrom('Pass', 'Fail'),
    isDeleted: fc.boolean(),
    assigned: fc.constantFrom('pending', 'in_progress', 'none'),
    actions: fc.array(fc.constantFrom('enroll', 'unenroll'), { maxLength: 2 }),
    days: fc.integer({ min: 0, max: 30 }),
  }),
  { minLength: 1, maxLength: 12 },
);

async function readAll(session: MockSession) {
  const as = (persona: PersonaName): Caller => ({ mock, apis: session.apis, persona });
  const ids = [...session.campus.findEnrolments()].map((one) => one.ids.stackone.completionId);
  return {
    moocit: await readMoocit(as('admin')),
    stackone: await readStackOne(as('integrator'), ids),
    ispring: await readIspring(
      as('owner'),
      courses.map((course) => course.ids.ispring.contentId),
    ),
    helsinki: await readHelsinki(
      as('registrar'),
      courses.map((course) => ({ id: course.ids.helsinki.courseId, name: course.slug })),
    ),
  };
}

async function bulkEnroll({ apis }: MockSession, body: object): Promise<void> {
  const sent = request(mock.app).post(`${apis.moocit.path}/api/bulk_enroll/v1/bulk_enroll/`);
  expect((await sent.set(apis.moocit.personas['admin']?.headers ?? {}).send(body)).status).toBe(200);
}

test('written records are in the truth of their session for every API, until a reset', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(writes, async (list) => {
      const session = mock.session();
      const untouched = await readAll(session);
      const headers = session.apis.stackone.personas['integrator']?.headers ?? {};
      for (const { learner, course, word, isDeleted, assigned, actions, days } of list) {
        const user = `${session.apis.stackone.path}/unified/lms/users/${learner.ids.stackone.userId}`;
        const named = { learning_object_id: course.ids.stackone.courseId };
        const assignment = { ...named, status: { value: assigned } };
        await request(mock.app).post(`${user}/assignments`).set(headers).send(assignment);
        const users = `${user}/completions`;
        const body = { ...named, result: { value: word } };
        const { status, body: answer } = await request(mock.app).post(users).set(headers).send(body);
        expect([201, 409, 422]).toContain(status);
        if (status === 201 && isDeleted) await request(mock.app).delete(`${users}/${answer.data.id}`).set(headers);
        for (const action of actions)
          await bulkEnroll(session, { action, courses: course.key, identifiers: learner.email });
        session.advance({ days });
      }
      const known = await readAll(session);
      expect(known.moocit).toEqual(session.campus.truth('moocit', 'admin'));
      expect(known.stackone).toEqual(session.campus.truth('stackone', 'integrator'));
      expect(known.ispring).toEqual(session.campus.truth('ispring', 'owner'));
      expect(known.helsinki).toEqual(session.campus.truth('helsinki', 'registrar'));
      for (const { enrolledAt, startedAt, completedAt, updatedAt } of session.campus.enrolments()) {
        const instants = [enrolledAt, startedAt, completedAt, updatedAt, session.campus.now];
        const present = instants.filter((instant) => instant !== undefined);
        expect(present).toEqual(present.toSorted((one, other) => one - other));
      }
      session.reset();
      expect(await readAll(session)).toEqual(untouched);
      session.delete();
    }),
    { numRuns: runs(4, 100), ...RUNS.parameters },
  );
});
