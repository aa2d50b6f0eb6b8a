import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Mock, MockSession, PersonaName } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { RUNS, runs } from '../support/generate/runs.ts';
import { ask, readHelsinki, readIspring, readMoocit, readStackOne } from './clients.ts';
import type { Caller } from './clients.ts';

const numRuns = runs(4, 300);

/** A campus of any seed at any time of its calendar, with or without the samples and the awkward learners. */
const anyOptions = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  learners: fc.integer({ min: 0, max: 40 }),
  courses: fc.integer({ min: 0, max: 8 }),
  now: fc.date({ min: new Date('2024-06-01'), max: new Date('2029-01-01'), noInvalidDate: true }),
  samples: fc.boolean(),
  awkward: fc.boolean(),
});

function as(mock: Mock, persona: PersonaName, { apis }: Mock | MockSession = mock): Caller {
  return { mock, apis, persona };
}

function coursesOf(mock: Mock) {
  return [...mock.campus.findCourses()];
}

/** The records of a client of each API that has read everything. */
async function readAll(mock: Mock, seen: Mock | MockSession = mock) {
  const courses = coursesOf(mock);
  const ids = [...mock.campus.findEnrolments()].map((enrolment) => enrolment.ids.stackone.completionId);
  return {
    moocit: await readMoocit(as(mock, 'admin', seen)),
    stackone: await readStackOne(as(mock, 'integrator', seen), ids),
    ispring: await readIspring(
      as(mock, 'owner', seen),
      courses.map((course) => course.ids.ispring.contentId),
    ),
    helsinki: await readHelsinki(
      as(mock, 'registrar', seen),
      courses.map((course) => ({ id: course.ids.helsinki.courseId, name: course.slug })),
    ),
  };
}

test('a correct client reads the truth from each API', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, async (options) => {
      const mock = createMock(options);
      const known = await readAll(mock);
      expect(known.moocit).toEqual(mock.campus.truth('moocit', 'admin'));
      expect(known.stackone).toEqual(mock.campus.truth('stackone', 'integrator'));
      expect(known.ispring).toEqual(mock.campus.truth('ispring', 'owner'));
      expect(known.helsinki).toEqual(mock.campus.truth('helsinki', 'registrar'));
    }),
    { numRuns, ...RUNS.parameters },
  );
});

test('an enrolment has the same content in all four formats', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, async (options) => {
      const mock = createMock(options);
      const known = await readAll(mock);
      const find = <R extends { readonly person: { readonly id: string }; readonly course: { readonly id: string } }>(
        rows: readonly R[],
        person: string,
        course: string,
      ): R | undefined => rows.find((row) => row.person.id === person && row.course.id === course);
      for (const { ids, state, completedAt, label } of mock.campus.findEnrolments()) {
        const moocit = find(known.moocit, ids.moocit.username, ids.moocit.courseKey);
        const stackone = known.stackone.find(({ id }) => id === ids.stackone.completionId);
        const ispring = find(known.ispring, ids.ispring.userId, ids.ispring.contentId);
        const helsinki = known.helsinki.find(({ id }) => id === ids.helsinki.completionId);
        const who = `${state} ${label ?? ''} ${JSON.stringify(ids)}`;
        const isCompleted = state === 'passed' || state === 'failed';
        // The lists of progress have exactly the enrolled learners, and those of completions exactly the completed ones.
        expect([moocit !== undefined, ispring !== undefined], who).toEqual([
          state !== 'withdrawn',
          state !== 'withdrawn',
        ]);
        expect([stackone !== undefined, helsinki !== undefined], who).toEqual([isCompleted, isCompleted]);
        if (moocit === undefined || ispring === undefined) continue;
        expect(Math.abs(moocit.progressRatio - ispring.progressRatio), who).toBeLessThan(0.00501);
        expect(
          state === 'enrolled' ? [moocit.progressRatio, moocit.grade, ispring.lastViewedAt] : [0, null, null],
          who,
        ).toEqual([0, null, null]);
        if (stackone === undefined || helsinki === undefined) continue;
        expect([stackone.passed, helsinki.passed, ispring.passed], who).toEqual([
          state === 'passed',
          state === 'passed',
          state === 'passed',
        ]);
        expect(helsinki.person.email, who).toBe(moocit.person.email);
        // The same instant, with the precision of each format.
        expect(Date.parse(helsinki.completedAt ?? ''), who).toBe(Date.parse(completedAt ?? ''));
        expect(Date.parse(stackone.completedAt ?? ''), who).toBe(Date.parse(completedAt ?? ''));
        expect(ispring.completedAt?.slice(0, 19), who).toBe(completedAt?.slice(0, 19));
      }
    }),
    { numRuns, ...RUNS.parameters },
  );
});

test('filtered lists add up to the whole, and each name of a course returns the same rows', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, async (options) => {
      const mock = createMock(options);
      const admin = as(mock, 'admin');
      const whole = await readMoocit(admin);
      const byCourse = await Promise.all(
        coursesOf(mock).map(({ key }) => readMoocit(admin, `?course_id=${encodeURIComponent(key)}`)),
      );
      expect(byCourse.flat().map(nameOf).sort()).toEqual(whole.map(nameOf).sort());
      const usernames = [...mock.campus.findLearners()].map(({ username }) => username);
      const byLearner = await Promise.all(
        usernames.map((username) => readMoocit(admin, `?username=${encodeURIComponent(username)}`)),
      );
      expect(byLearner.flat().map(nameOf).sort()).toEqual(whole.map(nameOf).sort());
      const [row] = whole;
      const both =
        row &&
        (await readMoocit(
          admin,
          `?username=${encodeURIComponent(row.person.id)}&course_id=${encodeURIComponent(row.course.id)}`,
        ));
      expect(both).toEqual(row && [row]);
      for (const { slug, ids } of coursesOf(mock).slice(0, 2)) {
        const registrar = as(mock, 'registrar');
        const bySlug = await ask(registrar, 'helsinki', `/api/v0/study-registry/completions/${slug}`);
        expect(await ask(registrar, 'helsinki', `/api/v0/study-registry/completions/${ids.helsinki.courseId}`)).toEqual(
          bySlug,
        );
      }
    }),
    { numRuns, ...RUNS.parameters },
  );
});

function nameOf({
  person,
  course,
}: {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
}): string {
  return `${person.id} ${course.id}`;
}

test('unknown ids are not found, and no id occurs twice', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, fc.uuid(), fc.integer({ min: 1e14, max: 9e14 }), async (options, uuid, digits) => {
      const mock = createMock(options);
      const known = await readAll(mock);
      for (const rows of Object.values(known)) expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
      expect((await ask(as(mock, 'integrator'), 'stackone', `/unified/lms/completions/${digits}`)).status).toBe(404);
      expect((await ask(as(mock, 'owner'), 'ispring', `/content/${uuid}/final_statuses`)).status).toBe(404);
      expect((await ask(as(mock, 'registrar'), 'helsinki', `/api/v0/study-registry/completions/${uuid}`)).status).toBe(
        404,
      );
      expect(await ask(as(mock, 'admin'), 'moocit', `/api/so2/v1/completion?username=${uuid}`)).toEqual({
        status: 200,
        text: '[]',
      });
    }),
    { numRuns, ...RUNS.parameters },
  );
});

test('scopes are nested, and each contains exactly its departments', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, async (options) => {
      const mock = createMock(options);
      const contents = coursesOf(mock).map((course) => course.ids.ispring.contentId);
      const all = await readIspring(as(mock, 'owner'), contents);
      expect(await readIspring(as(mock, 'administrator'), contents)).toEqual(all);
      for (const persona of ['department-administrator', 'publisher', 'custom'] as const) {
        const seen = await readIspring(as(mock, persona), contents);
        expect(seen).toEqual(mock.campus.truth('ispring', persona));
        const names = new Set(all.map(nameOf));
        expect(seen.every((row) => names.has(nameOf(row)))).toBe(true);
      }
    }),
    { numRuns, ...RUNS.parameters },
  );
});

test('moving the clock adds later events, and removes only results that were undone', RUNS.test, async () => {
  await fc.assert(
    fc.asyncProperty(anyOptions, fc.integer({ min: 1, max: 400 }), async (options, days) => {
      const mock = createMock(options);
      const session = mock.session();
      const before = (await readAll(mock, session)).helsinki;
      const from = session.now;
      session.advance({ days });
      const after = (await readAll(mock, session)).helsinki;
      expect(after).toEqual(session.campus.truth('helsinki', 'registrar'));
      const later = new Map(after.map((row) => [row.id, row]));
      const states = new Map(
        [...session.campus.findEnrolments()].map((one) => [one.ids.helsinki.completionId, one.state]),
      );
      for (const row of before.filter(({ id }) => !later.has(id)))
        expect(['withdrawn', 'in-progress', 'enrolled']).toContain(states.get(row.id));
      expect(Date.parse(session.now) - Date.parse(from)).toBe(days * 86_400_000);
      const earlier = new Map(before.map((row) => [row.id, row]));
      for (const row of after) {
        const isNew = Date.parse(row.completedAt ?? '') > Date.parse(from);
        expect(isNew ? undefined : earlier.get(row.id), row.id).toEqual(isNew ? undefined : row);
        expect(Date.parse(row.completedAt ?? '')).toBeLessThanOrEqual(Date.parse(session.now));
      }
    }),
    { numRuns, ...RUNS.parameters },
  );
});

test('awkward learners are in the lists of every API, unless they are turned off', async () => {
  const mock = createMock();
  const known = await readAll(mock);
  const awkward = [...mock.campus.findLearners({ label: 'any' })];
  expect(awkward.length).toBeGreaterThan(10);
  for (const { ids, label } of awkward) {
    expect(
      known.moocit.some(({ person }) => person.id === ids.moocit.username),
      label,
    ).toBe(true);
    expect(
      known.ispring.some(({ person }) => person.id === ids.ispring.userId),
      label,
    ).toBe(true);
  }
  const completed = new Set(
    [...mock.campus.findEnrolments({ label: 'any' })]
      .filter(({ completedAt }) => completedAt !== undefined)
      .map(({ username }) => username),
  );
  const those = awkward.filter(({ username }) => completed.has(username));
  expect(those.length).toBeGreaterThan(3);
  for (const { ids, label } of those) {
    expect(
      known.helsinki.some(({ person }) => person.id === ids.helsinki.userId),
      label,
    ).toBe(true);
    expect(
      known.stackone.some(({ person }) => person.id === ids.stackone.userId),
      label,
    ).toBe(true);
  }
  const plain = createMock({ awkward: false });
  expect([...plain.campus.findLearners({ label: 'any' })]).toEqual([]);
});
