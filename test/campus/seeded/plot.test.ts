import { expect, test } from 'vitest';

import { hashOf } from '../../../src/campus/hash.ts';
import { plotOf } from '../../../src/campus/seeded/plot.ts';
import type { Plot } from '../../../src/campus/seeded/plot.ts';

function plotsOf(isScored: boolean): readonly Plot[] {
  const course = { gradingScale: 'pass-fail', isScored, passRatio: isScored ? 0.5 : 1 };
  return Array.from({ length: 100_000 }, (_, index) => plotOf(hashOf(1, index), course));
}

const graded = plotsOf(true);
const ungraded = plotsOf(false);
const finished = graded.filter(({ finishes }) => finishes);
const failed = finished.filter(({ passesExam }) => !passesExam);
const resat = failed.filter(({ resits }) => resits);
const passed = finished.filter(({ passesExam }) => passesExam);
const reopened = passed.filter(({ reopens }) => reopens);
const retaken = reopened.filter(({ retakes }) => retakes);
const neverPassed = graded.filter(({ passesExam, passesResit }) => !passesExam && !passesResit);
const finishedUngraded = ungraded.filter(({ finishes }) => finishes);
const reopenedUngraded = finishedUngraded.filter(({ reopens }) => reopens);

test.for<readonly [what: string, of: readonly Plot[], is: (plot: Plot) => boolean, share: number]>([
  ['of all begin', graded, ({ begins }) => begins, 0.9],
  ['of all finish', graded, ({ finishes }) => finishes, 0.7],
  ['of those who finish pass at once', finished, ({ passesExam }) => passesExam, 0.75],
  ['of those who fail resit', failed, ({ resits }) => resits, 0.7],
  ['of those who resit pass', resat, ({ passesResit }) => passesResit, 0.75],
  ['of those who pass at once are opened again', passed, ({ reopens }) => reopens, 0.04],
  ['of those who are opened again retake', reopened, ({ retakes }) => retakes, 0.75],
  ['of those who retake pass', retaken, ({ passesRetake }) => passesRetake, 0.75],
  ['of those who never pass withdraw', neverPassed, ({ withdraws }) => withdraws, 0.25],
  ['of all begin in a course without grades', ungraded, ({ begins }) => begins, 0.9],
  ['of all finish in a course without grades', ungraded, ({ finishes }) => finishes, 0.7],
  ['of those who finish pass in a course without grades', finishedUngraded, ({ passesExam }) => passesExam, 1],
  ['of those who finish are opened again in a course without grades', finishedUngraded, ({ reopens }) => reopens, 0.04],
  ['of those opened again retake in a course without grades', reopenedUngraded, ({ retakes }) => retakes, 0.75],
])('the expected share %s', ([, of, is, share]) => {
  const found = of.filter(is).length / of.length;
  // Three standard deviations, plus the rounding.
  expect(Math.abs(found - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / of.length) + 0.01);
});

test('no plot has contradictions', () => {
  for (const plot of new Set([...graded, ...ungraded])) {
    const { begins, finishes, passesExam, resits, passesResit, reopens, retakes, passesRetake, withdraws } = plot;
    expect(finishes && !begins).toBe(false);
    expect((passesExam || resits) && !finishes).toBe(false);
    expect(resits && passesExam).toBe(false);
    expect(passesResit && !resits).toBe(false);
    expect(reopens && !passesExam).toBe(false);
    expect(retakes && !reopens).toBe(false);
    expect(passesRetake && !retakes).toBe(false);
    expect(withdraws && (passesExam || passesResit)).toBe(false);
  }
});
