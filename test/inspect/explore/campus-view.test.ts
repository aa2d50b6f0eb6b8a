import request from 'supertest';
import { expect, test } from 'vitest';

import { OptionError } from '../../../src/index.ts';
import { createMock } from '../../support/create-mock.ts';

const mock = createMock();
const { campus } = mock;

test('each query returns exactly the matching records of the campus', () => {
  const all = [...campus.findEnrolments()];
  expect(all).toHaveLength([...campus.enrolments()].length);
  expect(all.filter(({ state }) => state === 'failed')).toEqual([...campus.findEnrolments({ state: 'failed' })]);
  const ofCourse = all.filter(({ courseKey }) => courseKey === all[20]?.courseKey);
  expect(new Set(campus.findEnrolments({ course: all[20]?.courseKey ?? '' }))).toEqual(new Set(ofCourse));
  expect([...campus.findLearners()].map(({ index }) => index)).toEqual(
    Array.from({ length: campus.learnerCount }, (_, index) => index),
  );
  expect([...campus.findLearners({ label: 'any' })].map(({ label }) => label)).toEqual(
    [...campus.findLearners()].flatMap(({ label }) => label ?? []),
  );
  const courses = [...campus.findCourses()];
  expect([...campus.findCourses({ scale: 'zero-to-five', language: 'en-US' })]).toEqual(
    courses.filter(({ gradingScale, language }) => gradingScale === 'zero-to-five' && language === 'en-US'),
  );
  expect([...campus.findCourses({ limit: 3 })]).toEqual(courses.slice(0, 3));
});

test('learners and enrolments are plain objects, which can be stored, spread, printed and compared', () => {
  const [later] = campus.at(campus.now + 86_400e6).enrolments();
  const [first] = campus.enrolmentsOfCourse(campus.course(campus.courseCount - 1));
  if (first === undefined || later === undefined) throw new Error('there are no enrolments');
  const { index, learner, course } = first;
  const found = [campus.enrolment(index), campus.enrolmentOf(learner, course), ...campus.enrolmentsOfLearner(learner)];
  expect(found).toContainEqual(first);
  for (const enrolment of [first, later, ...campus.enrolments(), ...found]) {
    const copy: unknown = JSON.parse(JSON.stringify(enrolment));
    expect(copy).toEqual({ ...enrolment });
    expect(copy).toMatchObject({ state: enrolment?.state, updatedAt: enrolment?.updatedAt });
    expect(copy).toMatchObject({ learner: { username: enrolment?.learner.username } });
  }
  const last = campus.learner(campus.learnerCount - 1);
  for (const one of [learner, last, campus.learnerByUsername(last.username)]) {
    const copy: unknown = JSON.parse(JSON.stringify(one));
    expect(copy).toEqual({ ...one });
    expect(copy).toMatchObject({ username: one?.username, fullName: one?.fullName });
  }
});

test('the enrolments of one learner share one learner, to group them by', () => {
  const learners = Array.from({ length: campus.learnerCount }, (_, index) => campus.learner(index));
  const taken = learners.map((learner) => [...campus.enrolmentsOfLearner(learner)]).filter(({ length }) => length > 1);
  expect(taken.length).toBeGreaterThan(50);
  for (const enrolments of taken) expect(Map.groupBy(enrolments, ({ learner }) => learner).size).toBe(1);
});

test('a learner and a course are found by each of their names and ids in the APIs', () => {
  const [enrolment] = campus.findEnrolments({ state: 'passed' });
  if (enrolment === undefined) throw new Error('there is no passed enrolment');
  const { moocit, stackone, ispring, helsinki } = enrolment.ids;
  for (const learner of [moocit.username, stackone.userId, stackone.remoteUserId, ispring.userId, helsinki.userId]) {
    expect([...campus.findLearners({ learner })].map(({ username }) => username)).toEqual([moocit.username]);
  }
  const names = [moocit.courseKey, stackone.courseId, stackone.remoteCourseId, ispring.contentId, helsinki.courseId];
  for (const course of [...names, helsinki.slug]) {
    expect([...campus.findEnrolments({ learner: moocit.username, course })]).toEqual([enrolment]);
  }
});

test('a department includes those below it, like the scope of a persona', () => {
  const root = [...campus.findLearners({ department: campus.department(0).code })];
  const inside = campus.departmentsWithin([0]);
  expect(root.map(({ index }) => index)).toEqual(
    [...campus.findLearners()]
      .map(({ index }) => index)
      .filter((index) => inside(campus.learner(index).departmentIndex)),
  );
});

test('search finds parts of names, user names and e-mails in any case', () => {
  const [learner] = campus.findLearners({ label: 'diacritics' });
  if (learner === undefined) throw new Error('there is no learner with diacritics');
  // Each part occurs only in one of the three texts.
  const parts = [learner.fullName.slice(1, 5), learner.username.slice(5, 12), learner.email.slice(-14)];
  for (const part of parts) expect([...campus.findLearners({ search: part.toUpperCase() })]).toContainEqual(learner);
  expect([...campus.findLearners({ search: 'no such person' })]).toEqual([]);
});

test.for([
  { query: { course: 'nope' }, want: 'course must be' },
  { query: { learner: 'nobody' }, want: 'learner must be' },
  { query: { department: 'X9' }, want: 'one of the departments D00, D01' },
])('a query for an unknown record is refused: $query', ({ query, want }) => {
  expect(() => [...campus.findEnrolments(query)]).toThrow(want);
});

test.for([0, -1, 1.5, Number.NaN, 10_000_001, 'many'])('the limit %s is refused', (given) => {
  const query: object = { limit: given };
  const shown = typeof given === 'string' ? '"many"' : String(given);
  const message = `limit must be a whole number from 1 to 10000000, got ${shown}.`;
  for (const find of [campus.findLearners, campus.findCourses, campus.findEnrolments]) {
    expect(() => find(query)).toThrow(OptionError);
    expect(() => find(query)).toThrow(message);
  }
});

test('a query with an unknown filter or value is refused, and undefined filters are ignored', () => {
  const unknown: object = { state: 'failed' };
  expect(() => campus.findLearners(unknown)).toThrow(
    'A filter of learners must be one of learner, department, label, search, limit',
  );
  const lost: object = { state: 'lost' };
  expect(() => campus.findEnrolments(lost)).toThrow('state must be one of enrolled, in-progress, passed');
  const nothing: object = { scale: undefined, limit: undefined };
  expect([...campus.findCourses(nothing)]).toEqual([...campus.findCourses()]);
});

test('an unknown persona is refused with the list of known ones', () => {
  // @ts-expect-error iSpring has no persona with this name.
  expect(() => campus.truth('ispring', 'admin')).toThrow('persona of ispring must be one of owner, administrator');
});

test('the truth of a persona contains only records that it can access', () => {
  const all = campus.truth('ispring', 'owner');
  const own = campus.truth('ispring', 'publisher');
  expect(campus.truth('ispring', 'administrator')).toEqual(all);
  expect(own.length).toBeLessThan(all.length);
  expect(all).toEqual(expect.arrayContaining([...own]));
  expect(campus.truth('ispring', 'learner')).toEqual([]);
  expect(campus.truth('moocit', 'forbidden')).toEqual([]);
});

test('the campus of a session is at the time of its clock', () => {
  const session = mock.session();
  const before = session.campus.truth('stackone', 'integrator');
  session.advance({ days: 60 });
  const after = session.campus.truth('stackone', 'integrator');
  expect(after.length).toBeGreaterThan(before.length);
  expect(campus.truth('stackone', 'integrator')).toEqual(before);
});

test('campus.at() equals the campus of a session at that time', () => {
  const session = mock.session();
  session.advance({ days: 60 });
  const later = campus.at(campus.now + 60 * 86_400e6);
  expect(later.summary()).toEqual(session.campus.summary());
  expect(later.summary()).not.toEqual(campus.summary());
  expect(later.truth('helsinki', 'registrar')).toEqual(session.campus.truth('helsinki', 'registrar'));
  expect([...later.findEnrolments({ state: 'failed' })]).toEqual([
    ...session.campus.findEnrolments({ state: 'failed' }),
  ]);
  expect([...later.findLearners({ limit: 3 })]).toEqual([...campus.findLearners({ limit: 3 })]);
  expect([...later.findCourses()]).toEqual([...campus.findCourses()]);
  expect(later.at(campus.now).summary()).toEqual(campus.summary());
  expect(() => campus.at(0.5)).toThrow(RangeError);
});

test('the summary counts a small campus, and estimates a large one', () => {
  const states = [...campus.findEnrolments()].map(({ state }) => state);
  const { enrolments, ...counts } = campus.summary();
  expect(counts).toMatchObject({ seed: 1, now: '2026-09-01T09:00:00.000000Z', learners: campus.learnerCount });
  expect(enrolments).toMatchObject({ total: states.length, isEstimated: false });
  expect(enrolments.byState.failed).toBe(states.filter((state) => state === 'failed').length);
  const large = createMock({ learners: 120_000 }).campus;
  const estimate = large.summary().enrolments;
  expect(estimate.isEstimated).toBe(true);
  const counted = [...large.enrolments()].length;
  expect(Math.abs(estimate.total - counted) / counted).toBeLessThan(0.02);
});

test('the control API returns the same', async () => {
  const get = async (path: string): Promise<{ status: number; body: unknown }> => {
    const { status, body } = await request(mock.app).get(`/__mock/${path}`).set('Host', 'localhost');
    return { status, body };
  };
  expect(await get('campus')).toEqual({ status: 200, body: campus.summary() });
  expect(await get('campus/enrolments?state=failed&limit=3')).toEqual({
    status: 200,
    body: [...campus.findEnrolments({ state: 'failed', limit: 3 })],
  });
  expect(await get('campus/learners')).toEqual({ status: 200, body: [...campus.findLearners({ limit: 20 })] });
  expect(await get('campus/courses?course=BSCS1001')).toEqual({
    status: 200,
    body: [...campus.findCourses({ course: 'BSCS1001' })],
  });
  const session = mock.session();
  session.advance({ days: 30 });
  expect(await get(`sessions/${session.id}/campus`)).toEqual({ status: 200, body: session.campus.summary() });
  expect(await get('campus/teachers')).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('must be one of ["learners","courses","enrolments"], got "teachers"') },
  });
  expect(await get('sessions/never-made/campus')).toMatchObject({ status: 404 });
  expect(await get('campus/learners?limit=0')).toMatchObject({ status: 400 });
  expect(await get('campus/learners?limit=1001')).toMatchObject({ status: 400 });
  expect(await get('campus/learners?state=failed')).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('one of learner, department, label, search, limit') },
  });
});
