import { expect, test } from 'vitest';

import type { Campus } from '../../../src/campus/campus.ts';
import type { Enrolment } from '../../../src/campus/enrolment.ts';
import { formatInstant } from '../../../src/campus/instant.ts';
import { BUILT_IN_FACTS, campusWith, factsOf, instant, upTo } from '../support.ts';

function pinnedTo(
  username: string,
  key: string,
  campus: Campus = campusWith({ pinned: BUILT_IN_FACTS }),
): Enrolment | undefined {
  const learner = campus.learnerByUsername(username);
  const course = campus.courseByKey(key);
  return learner === undefined || course === undefined ? undefined : campus.enrolmentOf(learner, course);
}

/** The only enrolment of a campus, with the given facts. */
function onlyEnrolment(yaml: string, now?: string): Enrolment | undefined {
  const pinned = factsOf(`
    learners: { a: }
    courses: { c: { gradingScale: zero-to-five, passRatio: 0.5 }, open: { isScored: false } }
    enrolments: [{ learner: a, course: c, ${yaml} }]
  `);
  return campusWith({ pinned, learners: 0, courses: 0, ...(now === undefined ? {} : { now: instant(now) }) }).enrolment(
    0,
  );
}

test('the documented grades are unchanged', () => {
  expect(pinnedTo('johndoe', 'course-v1:MOOCit-demo-1')).toMatchObject({
    state: 'passed',
    progressRatio: 0.8,
    gradeRatio: 0.8,
    firstPassedAt: instant('2020-03-28T23:21:24.354019Z'),
    learner: { email: 'john@example.com' },
    course: { title: 'MOOCit demonstration Course #1' },
    as: { moocit: { completion: '0.80' } },
  });
  expect(pinnedTo('JaneDoe', 'course-v1:MOOCit-demo-2')).toMatchObject({
    state: 'in-progress',
    gradeRatio: 0.2,
    lastViewedAt: instant('2020-11-26T12:00:00Z'),
    as: { moocit: { completion: '0.5' } },
  });
  expect(pinnedTo('johndoe', 'course-v1:MOOCit-demo-2')?.as).toEqual({ moocit: { completion: '0.50' } });
  expect(pinnedTo('JaneDoe', 'course-v1:MOOCit-demo-1')).not.toHaveProperty('firstPassedAt');
});

test('the documented enrolment is found by the documented id, and has it', () => {
  const campus = campusWith({ pinned: BUILT_IN_FACTS });
  const completions = campus.idSpace('stackone.completionId', { of: 'enrolment', format: 'digits' });
  const enrolment = campus.enrolment(completions.indexOf('123456') ?? -1);
  expect(formatInstant(enrolment?.completedAt ?? 0, { fractionDigits: 3 })).toBe('2021-07-21T14:00:00.000Z');
  expect(Object.keys(enrolment?.as?.['stackone'] ?? {})).toHaveLength(21);
  expect(completions.idOf(enrolment?.index ?? -1)).toBe('123456');

  const contents = campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
  const users = campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' });
  const statuses = [...campus.enrolmentsOfCourse(campus.course(contents.indexOf('123') ?? -1))];
  expect(statuses.map(({ learner }) => users.idOf(learner.index))).toEqual([
    '28199714-a7e4-11e9-bcd3-4289493f2b99',
    '2820942e-a7e4-11e9-abaa-4289493f2b99',
  ]);
  expect(statuses[0]).toMatchObject({
    state: 'passed',
    progressRatio: 0.9091,
    completedAt: instant('2019-10-26T12:35:10Z'),
    lastViewedAt: instant('2019-10-26T12:33:21Z'),
  });
  expect(statuses[1]).toMatchObject({ state: 'in-progress', progressRatio: 0.2 });
  expect(statuses[1]).not.toHaveProperty('completedAt');
});

test('a documented course is found by its code, its slug and its id', () => {
  const campus = campusWith({ pinned: BUILT_IN_FACTS });
  const course = campus.courseBySlug('introduction-to-programming');
  const ids = campus.idSpace('helsinki.courseId', { of: 'course', format: 'uuid' });
  expect(campus.coursesByCode('BSCS1001')).toEqual([course]);
  expect(ids.indexOf('b3e9575b-fa13-492c-bd14-10cb27df4eec')).toBe(course?.index);
  expect(ids.indexOf('B3E9575B-FA13-492C-BD14-10CB27DF4EEC')).toBe(course?.index);
  const [only, ...others] = course === undefined ? [] : campus.enrolmentsOfCourse(course);
  expect(only).toMatchObject({ gradePoints: 4, completedAt: instant('2022-06-21T00:00:00Z'), state: 'passed' });
  expect(others).toEqual([]);
});

test('a pinned course has only its pinned learners, and a pinned learner only pinned courses', () => {
  const campus = campusWith({ pinned: BUILT_IN_FACTS });
  const { learners, courses, enrolments } = BUILT_IN_FACTS;
  const ofCourses = upTo(courses.length).flatMap((index) => [...campus.enrolmentsOfCourse(campus.course(index))]);
  const ofLearners = upTo(learners.length).flatMap((index) => [...campus.enrolmentsOfLearner(campus.learner(index))]);
  expect(new Set(ofCourses.map(({ index }) => index))).toEqual(new Set(upTo(enrolments.length)));
  expect(new Set(ofLearners.map(({ index }) => index))).toEqual(new Set(upTo(enrolments.length)));
  expect(campus.enrolmentOf(campus.learner(0), campus.course(courses.length))).toBeUndefined();
  expect(campus.enrolmentOf(campus.learner(learners.length), campus.course(0))).toBeUndefined();
});

test('the documented samples exist with any seed', () => {
  const tellings = [1, 2, -7].map((seed) => {
    const campus = campusWith({ seed, pinned: BUILT_IN_FACTS });
    return upTo(BUILT_IN_FACTS.enrolments.length).map((index) => {
      const { state, progressRatio, lastViewedAt, completedAt, as } = campus.enrolment(index) ?? {};
      return { state, progressRatio, lastViewedAt, completedAt, as };
    });
  });
  expect(tellings[1]).toEqual(tellings[0]);
  expect(tellings[2]).toEqual(tellings[0]);
});

test.each([
  { title: 'nothing', given: '', want: { state: 'enrolled', progressRatio: 0, gradeRatio: null, attemptCount: 0 } },
  {
    title: 'progress',
    given: 'progressRatio: 0.3',
    want: { state: 'in-progress', progressRatio: 0.3, gradeRatio: null },
  },
  {
    title: 'a grade that fails',
    given: 'gradeRatio: 0.4',
    want: { state: 'in-progress', gradePoints: 0, attemptCount: 1 },
  },
  {
    title: 'a grade that passes',
    given: 'gradeRatio: 0.95',
    want: { state: 'passed', progressRatio: 1, gradePoints: 5, attemptCount: 1 },
  },
  {
    title: 'a pass without an attempt',
    given: 'state: passed, attemptCount: 0',
    want: { state: 'passed', gradeRatio: null, gradePoints: null, attemptCount: 0 },
  },
  {
    title: 'a completion',
    given: 'completedAt: 2024-01-01T00:00:00Z',
    want: { state: 'passed', progressRatio: 1, attemptCount: 1 },
  },
  {
    title: 'a completion with a low grade',
    given: 'gradeRatio: 0.49, completedAt: 2024-01-01T00:00:00Z',
    want: { state: 'failed', gradePoints: 0 },
  },
  { title: 'points', given: 'gradePoints: 3, state: passed', want: { state: 'passed', gradePoints: 3 } },
  {
    title: 'no points',
    given: 'gradePoints: 0, completedAt: 2024-01-01T00:00:00Z',
    want: { state: 'failed', gradePoints: 0 },
  },
  {
    title: 'a withdrawal',
    given: 'state: withdrawn, progressRatio: 0.2',
    want: { state: 'withdrawn', progressRatio: 0.2 },
  },
  {
    title: 'a grade that is null',
    given: 'state: passed, gradeRatio: null',
    want: { gradeRatio: null, attemptCount: 0 },
  },
])('an enrolment with $title gets matching values for the rest', ({ given, want }) => {
  const enrolment = onlyEnrolment(given);
  expect(enrolment).toMatchObject(want);
  const { enrolledAt = 0, startedAt, lastViewedAt, completedAt, updatedAt = 0 } = enrolment ?? {};
  expect(startedAt ?? enrolledAt).toBeGreaterThanOrEqual(enrolledAt);
  expect(lastViewedAt ?? enrolledAt).toBeGreaterThanOrEqual(startedAt ?? enrolledAt);
  expect(completedAt !== undefined).toBe(enrolment?.state === 'passed' || enrolment?.state === 'failed');
  expect(updatedAt).toBe(Math.max(enrolledAt, lastViewedAt ?? 0, completedAt ?? 0));
});

const STORY = [
  'enrolledAt: 2024-01-01T00:00:00Z, startedAt: 2024-01-02T00:00:00Z, completedAt: 2024-02-01T00:00:00Z',
  'lastViewedAt: 2024-03-01T00:00:00Z, progressRatio: 0.9, gradeRatio: 0.8, as: { ispring: { progress: 91 } }',
].join(', ');

test('a pinned enrolment shows only past events', () => {
  expect(onlyEnrolment(STORY, '2023-12-31T23:59:59.999999Z')).toBeUndefined();
  expect(onlyEnrolment(STORY, '2024-01-01T00:00:00Z')).toMatchObject({
    state: 'enrolled',
    progressRatio: 0,
    gradeRatio: null,
  });
  const midway = onlyEnrolment(STORY, '2024-01-15T00:00:00Z');
  expect(midway).toMatchObject({ state: 'in-progress', progressRatio: 0.45, gradeRatio: null, attemptCount: 0 });
  expect(midway).toMatchObject({ lastViewedAt: midway?.startedAt, updatedAt: midway?.startedAt });
  expect(midway).not.toHaveProperty('completedAt');
  expect(midway).not.toHaveProperty('as');
  const done = onlyEnrolment(STORY, '2024-02-01T00:00:00Z');
  expect(done).toMatchObject({
    state: 'passed',
    progressRatio: 0.9,
    gradeRatio: 0.8,
    as: { ispring: { progress: 91 } },
  });
  expect(done?.lastViewedAt).toBe(instant('2024-02-01T00:00:00Z'));
  expect(onlyEnrolment(STORY, '2024-04-01T00:00:00Z')?.lastViewedAt).toBe(instant('2024-03-01T00:00:00Z'));
});

test('a course that is not scored never has a grade', () => {
  const pinned = factsOf(`
    learners: { a: }
    courses: { open: { isScored: false } }
    enrolments: [{ learner: a, course: open, state: passed }]
  `);
  const campus = campusWith({ pinned });
  expect(campus.course(0)).toMatchObject({ isScored: false, passRatio: 1 });
  expect(campus.enrolment(0)).toMatchObject({ state: 'passed', gradeRatio: null, gradePoints: null, attemptCount: 0 });
});

test('whether a pinned grade passes does not depend on the seed', () => {
  const pinned = factsOf(`
    learners: { a: , b: , c: }
    courses: { first: { title: First }, second: , third: { title: Third } }
    enrolments:
      - { learner: a, course: second, state: passed, gradeRatio: 0.5 }
      - { learner: b, course: second, state: failed, gradeRatio: 0.49 }
      - { learner: c, course: third, state: failed }
  `);
  for (const seed of [1, 2, 3, 4, 5]) {
    const campus = campusWith({ seed, pinned, learners: 0, courses: 0 });
    expect(campus.course(1)).toMatchObject({ isScored: true, passRatio: 0.5 });
    // By its index the course would not be scored, and could not be failed.
    expect(campus.course(2).isScored).toBe(true);
  }
});
