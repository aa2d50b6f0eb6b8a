import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Enrolment } from '../../../src/campus/enrolment.ts';
import { FixtureError } from '../../../src/campus/fixture/fixture-error.ts';
import type { PinnedFacts } from '../../../src/campus/pinned/pinned-facts.ts';
import { campusWith, factsOf } from '../support.ts';

const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `2024-01-${String(day).padStart(2, '0')}T00:00:00Z`);
const anyHundredths = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100);

const anyCourse = fc.record(
  {
    gradingScale: fc.constantFrom('zero-to-five', 'letters'),
    passRatio: fc.constantFrom(0, 0.5, 0.6, 1),
    isScored: fc.boolean(),
  },
  { requiredKeys: [] },
);

const anyMember = {
  state: fc.constantFrom('enrolled', 'in-progress', 'passed', 'failed', 'withdrawn'),
  progressRatio: fc.oneof(fc.constant(0), anyHundredths),
  gradeRatio: fc.option(anyHundredths),
  gradePoints: fc.integer({ min: 0, max: 5 }),
  attemptCount: fc.integer({ min: 0, max: 2 }),
  lastViewedAt: anyDay,
  firstPassedAt: anyDay,
  completedAt: anyDay,
};

/** Only a few members: an enrolment with many is probably refused. */
const anyEnrolment = fc
  .tuple(fc.record(anyMember), fc.subarray(Object.keys(anyMember), { maxLength: 3 }), fc.constantFrom('c', 'd', 'e'))
  .map(([members, said, course]) => ({
    learner: 'a',
    course,
    ...Object.fromEntries(Object.entries(members).filter(([name]) => said.includes(name))),
  }));

/** The facts of a fixture, or undefined if it is refused. */
function factsIn(fixture: unknown): PinnedFacts | undefined {
  try {
    return factsOf(JSON.stringify(fixture));
  } catch (error) {
    if (error instanceof FixtureError) return undefined;
    throw error;
  }
}

/** The rules of enrolments (enrolment.ts) that pinned ones must obey as well, so that the APIs agree. */
function brokenRules(enrolment: Enrolment): readonly string[] {
  const { state, course, progressRatio, gradeRatio, gradePoints, attemptCount, firstPassedAt, completedAt } = enrolment;
  const passes = gradeRatio !== null && gradeRatio >= course.passRatio;
  const isOver = state === 'passed' || state === 'failed';
  const rules = {
    'the state is passed if the grade passes': gradeRatio === null || passes === (state === 'passed'),
    'points pass if the ratio passes': gradePoints === null || gradePoints > 0 === passes,
    'points need a ratio': gradePoints === null || gradeRatio !== null,
    'a grade needs an attempt': (gradeRatio === null) === (attemptCount === 0),
    'only a scored course has a grade or is failed': course.isScored || (gradeRatio === null && state !== 'failed'),
    'a finished enrolment has progress': !isOver || progressRatio > 0,
    'a finished enrolment has a completion': isOver === (completedAt !== undefined),
    'a withdrawn enrolment was never passed': state !== 'withdrawn' || firstPassedAt === undefined,
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

test('each accepted fixture obeys the rules on which the APIs agree', () => {
  let taken = 0;
  fc.assert(
    fc.property(anyCourse, anyEnrolment, fc.integer(), (course, enrolment, seed) => {
      const pinned = factsIn({ learners: { a: {} }, courses: { c: course, d: {}, e: {} }, enrolments: [enrolment] });
      if (pinned === undefined) return;
      taken += 1;
      const pinnedEnrolment = campusWith({ seed, pinned, learners: 0, courses: 0 }).enrolment(0);
      expect(pinnedEnrolment && brokenRules(pinnedEnrolment)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  // The property must not pass because every fixture was refused.
  expect(taken).toBeGreaterThan(500);
});
