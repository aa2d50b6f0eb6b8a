import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Campus } from '../../../src/campus/campus.ts';
import type { Enrolment } from '../../../src/campus/enrolment.ts';
import type { Instant } from '../../../src/campus/instant.ts';
import { FEW_RUNS, NOW, anyCampus, anyNow, anySeededCampus, campusWith } from '../support.ts';

const LARGE: Campus = campusWith({ learners: 4_000 });

/** The names of the broken rules, with the index of the enrolment. */
function broken({ index }: Enrolment, rules: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(rules).flatMap((rule) => (rules[rule] === true ? [] : [`${index}: ${rule}`]));
}

test('instants are in order, and none is after now', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      expect(Array.from(campus.enrolments(), (enrolment) => brokenOrder(enrolment, campus.now)).flat()).toEqual([]);
    }),
    FEW_RUNS,
  );
});

function brokenOrder(enrolment: Enrolment, now: Instant): readonly string[] {
  const { enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt, updatedAt } = enrolment;
  const later = [lastViewedAt, firstPassedAt, completedAt].filter((instant) => instant !== undefined);
  return broken(enrolment, {
    'an instant is whole': [enrolledAt, startedAt ?? 0, ...later, updatedAt].every(Number.isSafeInteger),
    'a begun enrolment has a view': (startedAt === undefined) === (lastViewedAt === undefined),
    'nothing before the start': later.every((instant) => startedAt !== undefined && instant >= startedAt),
    'no start before the enrolment': startedAt === undefined || startedAt >= enrolledAt,
    'no completion before the first pass': (completedAt ?? Infinity) >= (firstPassedAt ?? 0),
    'nothing after the last change': later.every((instant) => instant <= updatedAt) && enrolledAt <= updatedAt,
    'nothing after now': updatedAt <= now,
  });
}

test('state, progress, grade and completion of a seeded enrolment agree', () => {
  fc.assert(
    fc.property(anySeededCampus, (campus) => {
      expect(Array.from(campus.enrolments(), brokenRules).flat()).toEqual([]);
    }),
    FEW_RUNS,
  );
});

function brokenRules(enrolment: Enrolment): readonly string[] {
  const { state, course, progressRatio, gradeRatio, gradePoints, attemptCount, startedAt, firstPassedAt } = enrolment;
  const isOver = state === 'passed' || state === 'failed';
  const hasPoints = course.gradingScale === 'zero-to-five' && gradeRatio !== null;
  return broken(enrolment, {
    'a completed enrolment is passed or failed': (enrolment.completedAt !== undefined) === isOver,
    'a finished enrolment has full progress': !isOver || progressRatio === 1,
    'an enrolment in the state enrolled has not begun':
      state !== 'enrolled' || (progressRatio === 0 && startedAt === undefined),
    'an enrolment in progress has begun': state !== 'in-progress' || startedAt !== undefined,
    'a passed enrolment has a first pass': state !== 'passed' || firstPassedAt !== undefined,
    'a completion at the first pass is a pass':
      !isOver || enrolment.completedAt !== firstPassedAt || state === 'passed',
    'a re-opened enrolment has no full progress':
      state !== 'in-progress' || firstPassedAt === undefined || progressRatio < 1,
    'a withdrawn enrolment was never passed': state !== 'withdrawn' || firstPassedAt === undefined,
    'a grade needs an attempt': (gradeRatio === null) === (attemptCount === 0),
    'a grade passes from the pass mark on':
      !course.isScored || (state === 'passed') === (gradeRatio !== null && gradeRatio >= course.passRatio),
    'a course that is not scored has no grade': course.isScored || (gradeRatio === null && state !== 'failed'),
    'a grade is in hundredths': gradeRatio === null || isDecimal(gradeRatio, 2),
    'progress is in ten-thousandths': isDecimal(progressRatio, 4),
    'only the scale zero to five has points': hasPoints === (gradePoints !== null),
    'points from 1 pass': !hasPoints || (gradePoints ?? 0) >= 1 === gradeRatio >= course.passRatio,
    'points are from 0 to 5': [null, 0, 1, 2, 3, 4, 5].includes(gradePoints),
  });
}

function isDecimal(ratio: number, digits: number): boolean {
  return ratio >= 0 && ratio <= 1 && ratio === Number(ratio.toFixed(digits));
}

test('nothing is undone later, except by a withdrawal or a re-opening', () => {
  fc.assert(
    fc.property(anyCampus, anyNow, (campus, other) => {
      const [before, after] = [campus.at(Math.min(campus.now, other)), campus.at(Math.max(campus.now, other))];
      const breaches = Array.from(before.enrolments(), (earlier) => {
        const later = after.enrolment(earlier.index);
        return later === undefined ? ['it is gone'] : brokenCourseOfTime(earlier, later);
      });
      expect(breaches.flat()).toEqual([]);
    }),
    FEW_RUNS,
  );
});

function brokenCourseOfTime(earlier: Enrolment, later: Enrolment): readonly string[] {
  const isReopened = later.state === 'in-progress' && later.firstPassedAt !== undefined;
  return broken(later, {
    'the enrolment stays': later.enrolledAt === earlier.enrolledAt,
    'the start stays': (earlier.startedAt ?? later.startedAt) === later.startedAt,
    'the first pass stays': (earlier.firstPassedAt ?? later.firstPassedAt) === later.firstPassedAt,
    'a withdrawal stays': earlier.state !== 'withdrawn' || later.state === 'withdrawn',
    'attempts are not taken back': later.attemptCount >= earlier.attemptCount,
    'progress is not lost': later.progressRatio >= earlier.progressRatio || isReopened,
    'a completion is not undone':
      earlier.completedAt === undefined || later.completedAt !== undefined || later.state === 'withdrawn' || isReopened,
  });
}

test('updatedAt is between two times if and only if the enrolment changed between them', () => {
  fc.assert(
    fc.property(anyCampus, anyNow, (campus, other) => {
      const before = campus.at(Math.min(campus.now, other));
      const after = campus.at(Math.max(campus.now, other));
      expect(changedBetween(before, after)).toEqual(freshSince(before, after));
    }),
    FEW_RUNS,
  );
});

test('no rule is broken in a large campus with rare events such as re-openings and retakes', () => {
  for (const enrolment of LARGE.enrolments()) {
    expect([...brokenOrder(enrolment, LARGE.now), ...brokenRules(enrolment)]).toEqual([]);
  }
});

test('nothing changes after a withdrawal, and earlier progress and grades are kept', () => {
  const withdrawn = [...LARGE.enrolments()].filter(({ isWithdrawn }) => isWithdrawn);
  expect(withdrawn.length).toBeGreaterThan(400);
  const muchLater = LARGE.at(NOW + 3_650 * 86_400e6);
  for (const enrolment of withdrawn) {
    const { index, updatedAt: withdrawnAt, ...rest } = enrolment;
    expect(muchLater.enrolment(index)).toEqual(enrolment);
    const before = LARGE.at(withdrawnAt - 1).enrolment(index);
    const { state, progressRatio, gradeRatio, attemptCount, startedAt, lastViewedAt } = before ?? enrolment;
    expect(state).not.toBe('withdrawn');
    expect(rest).toMatchObject({ progressRatio, gradeRatio, attemptCount });
    expect([rest.startedAt, rest.lastViewedAt]).toEqual([startedAt, lastViewedAt]);
  }
});

test('each change sets updatedAt, re-openings as well', () => {
  const [before, after] = [LARGE, LARGE.at(NOW + 60 * 86_400e6)];
  const changed = changedBetween(before, after);
  expect(changed).toEqual(freshSince(before, after));
  const isOpenAgain = ({ state, firstPassedAt }: Enrolment): boolean =>
    state === 'in-progress' && firstPassedAt !== undefined;
  expect(changed.filter(isOpenAgain).length).toBeGreaterThan(5);
});

function changedBetween(before: Campus, after: Campus): readonly Enrolment[] {
  return [...after.enrolments()].filter((later) => !isDeepStrictEqual(later, before.enrolment(later.index)));
}

function freshSince(before: Campus, after: Campus): readonly Enrolment[] {
  return [...after.enrolments()].filter(({ updatedAt }) => updatedAt > before.now);
}

test('campus.at() equals a campus that is created with that time', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), anyNow, (seed, now) => {
      const moved = campusWith({ seed, learners: 30 }).at(now);
      const made = campusWith({ seed, learners: 30, now });
      expect(moved.now).toBe(now);
      expect([...moved.enrolments()]).toEqual([...made.enrolments()]);
    }),
    FEW_RUNS,
  );
});

test('a campus of moderate size has each possible state', () => {
  const all = [...LARGE.enrolments()];
  const states = Map.groupBy(all, ({ state }) => state);
  for (const state of ['enrolled', 'in-progress', 'passed', 'failed', 'withdrawn'] as const) {
    expect((states.get(state)?.length ?? 0) / all.length, state).toBeGreaterThan(0.02);
  }
  const inProgress = states.get('in-progress') ?? [];
  expect(inProgress.some(({ gradeRatio }) => gradeRatio !== null)).toBe(true);
  expect(inProgress.some(({ firstPassedAt }) => firstPassedAt !== undefined)).toBe(true);
  expect(
    all.some(({ firstPassedAt, completedAt = 0 }) => firstPassedAt !== undefined && completedAt > firstPassedAt),
  ).toBe(true);
  expect(all.some(({ attemptCount }) => attemptCount >= 3)).toBe(true);
  expect(all.some(({ completedAt = Infinity, lastViewedAt = 0 }) => lastViewedAt > completedAt)).toBe(true);
  expect(all.some(({ progressRatio }) => progressRatio !== Number(progressRatio.toFixed(2)))).toBe(true);
  expect(all.filter(({ updatedAt }) => updatedAt > NOW - 7 * 86_400e6).length).toBeGreaterThan(100);
});

test('finally 10 % have never begun, 62 % have passed, and 25 % of the rest have withdrawn', () => {
  const all = [...campusWith({ learners: 4_000, now: Number.MAX_SAFE_INTEGER }).enrolments()].filter(
    ({ course }) => course.isScored,
  );
  const neverPassed = all.filter(({ firstPassedAt }) => firstPassedAt === undefined);
  const shares = {
    neverBegun: all.filter(({ startedAt }) => startedAt === undefined).length / all.length,
    passed: 1 - neverPassed.length / all.length,
    withdrawn: neverPassed.filter(({ isWithdrawn }) => isWithdrawn).length / neverPassed.length,
  };
  expect(shares.neverBegun).toSatisfy(isAbout(0.1));
  expect(shares.passed).toSatisfy(isAbout(0.62));
  expect(shares.withdrawn).toSatisfy(isAbout(0.25));
});

function isAbout(share: number): (found: number) => boolean {
  return (found) => Math.abs(found - share) < 0.02;
}

test('the calendar is fixed: no enrolment exists before it, and all exist after it', () => {
  const early = campusWith({ now: Date.UTC(2023, 5, 1) * 1_000 });
  const late = campusWith({ now: Date.UTC(2028, 8, 1) * 1_000 });
  expect([...early.enrolments()]).toEqual([]);
  expect([...late.enrolments()]).toHaveLength([...late.at(Number.MAX_SAFE_INTEGER).enrolments()].length);
});
