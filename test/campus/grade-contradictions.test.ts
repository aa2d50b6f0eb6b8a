import { expect, test } from 'vitest';

import { refusalOf } from './support.ts';

/** What is wrong with one enrolment in a course of zero to five points that is passed from 0.6 up, unless it says otherwise. */
function slipOf(enrolment: string, course = 'passRatio: 0.6'): string {
  const lines = refusalOf(`
    learners: { a: }
    courses: { c: { gradingScale: zero-to-five, ${course} } }
    enrolments:
      - { learner: a, course: c, ${enrolment} }
  `);
  expect(lines.length).toBeLessThan(2);
  return lines.join('');
}

test.each([
  {
    given: 'state: passed, gradeRatio: 0.59',
    want: 'gradeRatio: 0.59 fails the course "c", whose passRatio is 0.6, but state is passed; it must be from 0.6 up, or state failed, or the course\'s passRatio another',
  },
  {
    given: 'state: failed, gradeRatio: 0.6',
    want: 'gradeRatio: 0.6 passes the course "c", whose passRatio is 0.6, but state is failed; it must be below 0.6, or state passed, or the course\'s passRatio another',
  },
  {
    given: 'state: in-progress, gradeRatio: 0.95',
    want: 'gradeRatio: 0.95 passes the course "c", whose passRatio is 0.6, but state is in-progress',
  },
  {
    given: 'state: withdrawn, gradeRatio: 0.95',
    want: 'gradeRatio: 0.95 passes the course "c", whose passRatio is 0.6, but state is withdrawn',
  },
  {
    given: 'state: passed, gradePoints: 0',
    want: 'gradePoints: 0 fails, but state is passed; it must be 1 to 5, or state failed',
  },
  {
    given: 'state: failed, gradePoints: 5',
    want: 'gradePoints: 5 passes, but state is failed; it must be 0, or state passed',
  },
  {
    given: 'gradePoints: 5, gradeRatio: 0.05',
    want: "gradePoints: 5 passes, but gradeRatio 0.05 doesn't where passRatio is 0.6; leave one of them out",
  },
  { given: 'gradePoints: 0, gradeRatio: 0.9', want: "gradePoints: 0 fails, but gradeRatio 0.9 doesn't" },
  {
    given: 'gradePoints: 3',
    course: 'passRatio: 1',
    want: 'gradePoints: no grade earns 3 where passRatio is 1; change passRatio in the course "c"',
  },
  { given: 'state: failed', course: 'passRatio: 0', want: 'state: is failed, but in the course "c" any grade passes' },
  {
    given: 'state: passed, progressRatio: 0',
    want: 'progressRatio: is 0, but the course is over (passed); it must be above 0, or left out',
  },
  { given: 'gradeRatio: 0.7, progressRatio: 0', want: 'progressRatio: is 0, but the course is over (passed)' },
  {
    given: 'state: in-progress, attemptCount: 1',
    want: 'attemptCount: is 1, but there is no grade; leave it out, or say a gradeRatio',
  },
  { given: 'state: passed, gradeRatio: null, attemptCount: 2', want: 'attemptCount: is 2, but there is no grade' },
  { given: 'attemptCount: 1', course: '', want: 'attemptCount: is 1, but there is no grade' },
  // Without a pass mark of its own it is 0.5, for every seed.
  {
    given: 'state: passed, gradeRatio: 0.45',
    course: '',
    want: 'gradeRatio: 0.45 fails the course "c", whose passRatio is 0.5',
  },
  {
    given: 'state: failed, gradeRatio: 0.55',
    course: '',
    want: 'gradeRatio: 0.55 passes the course "c", whose passRatio is 0.5',
  },
])('an enrolment of $given is refused ($course)', ({ given, course, want }) => {
  const line = slipOf(given, course);
  expect(line).toContain(`line 5: enrolments.0.${want}`);
});

test.each([
  'state: passed, gradeRatio: 0.6',
  'state: failed, gradeRatio: 0.59',
  'state: in-progress, gradeRatio: 0.59',
  'state: passed, gradePoints: 5, gradeRatio: 0.6',
  'state: passed, progressRatio: 0.1',
  'state: passed, attemptCount: 3',
  'state: in-progress, firstPassedAt: 2020-01-01T00:00:00Z, gradeRatio: 0.2',
])('an enrolment of %s is taken', (given) => {
  expect(slipOf(given)).toBe('');
});
