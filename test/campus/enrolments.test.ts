import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Enrolment } from '../../src/campus/enrolment.ts';
import { FEW_RUNS, anyCampus, campusWith, upTo } from './support.ts';

function byIndex(enrolments: Iterable<Enrolment>): readonly Enrolment[] {
  return [...enrolments].toSorted((one, other) => one.index - other.index);
}

test('courses and learners have the same enrolments, each only once', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const all = byIndex(campus.enrolments());
      const ofCourses = upTo(campus.courseCount).flatMap((index) => [
        ...campus.enrolmentsOfCourse(campus.course(index)),
      ]);
      const ofLearners = upTo(campus.learnerCount).flatMap((index) => [
        ...campus.enrolmentsOfLearner(campus.learner(index)),
      ]);
      expect(byIndex(ofCourses)).toEqual(all);
      expect(byIndex(ofLearners)).toEqual(all);
      expect(new Set(all.map(({ index }) => index)).size).toBe(all.length);
      expect(new Set(all.map(({ learner, course }) => `${learner.index} ${course.index}`)).size).toBe(all.length);
    }),
    FEW_RUNS,
  );
});

test('an enrolment is found by its index, and by its learner and course', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const all = [...campus.enrolments()];
      expect(all.map(({ index }) => campus.enrolment(index))).toEqual(all);
      expect(all.map(({ learner, course }) => campus.enrolmentOf(learner, course))).toEqual(all);
      for (const { learner, course } of all) {
        expect(learner).toEqual(campus.learner(learner.index));
        expect(course).toEqual(campus.course(course.index));
      }
    }),
    FEW_RUNS,
  );
});

test('a walk visits every enrolment', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const indexes = new Set(Array.from(campus.enrolments(), ({ index }) => index));
      const pairs = new Set(
        Array.from(campus.enrolments(), ({ learner, course }) => `${learner.index} ${course.index}`),
      );
      for (const index of [-1, 0.5, Number.NaN, ...upTo(500)]) {
        expect(campus.enrolment(index) === undefined).toBe(!indexes.has(index));
      }
      for (const learner of upTo(campus.learnerCount).map(campus.learner)) {
        for (const course of upTo(campus.courseCount).map(campus.course)) {
          const isThere = campus.enrolmentOf(learner, course) !== undefined;
          expect(isThere).toBe(pairs.has(`${learner.index} ${course.index}`));
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('a walk can be repeated, and stopped halfway', () => {
  const campus = campusWith({ learners: 10_000_000 });
  for (const enrolments of [campus.enrolments(), campus.enrolmentsOfCourse(campus.course(5))]) {
    const [first] = enrolments;
    const [again] = enrolments;
    expect(first).toBeDefined();
    expect(again).toEqual(first);
  }
});

test('a walk gives enrolments in small batches, each only once', () => {
  const campus = campusWith({ learners: 4_000, courses: 5, now: Number.MAX_SAFE_INTEGER });
  for (const walk of [campus.enrolments(), campus.enrolmentsOfCourse(campus.course(1))]) {
    const batches = [...walk.batches()];
    expect(batches.flat()).toEqual([...walk]);
    expect(batches.length).toBeGreaterThan(3);
    for (const { length } of batches) {
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThan(300);
    }
    const withdrawn = walk.collect((enrolment) => (enrolment.isWithdrawn ? enrolment.index : undefined));
    expect([...withdrawn]).toEqual([...walk].filter(({ state }) => state === 'withdrawn').map(({ index }) => index));
  }
});

test('a walk gives empty batches while it finds nothing', () => {
  const campus = campusWith({ learners: 100_000, courses: 5, now: 0 });
  for (const walk of [campus.enrolments(), campus.enrolmentsOfCourse(campus.course(1))]) {
    const batches = [...walk.batches()];
    expect(batches.flat()).toEqual([]);
    expect(batches.length).toBeGreaterThan(20);
  }
  const all = campusWith({ learners: 100_000, courses: 5, now: Number.MAX_SAFE_INTEGER }).enrolments();
  expect([...all.collect(() => undefined).batches()].length).toBeGreaterThan(100);
});

test('a learner takes three courses on average, from none to six, and courses differ in size', () => {
  const campus = campusWith({ learners: 2_000, courses: 40, now: Number.MAX_SAFE_INTEGER });
  const counts = upTo(2_000).map((index) => [...campus.enrolmentsOfLearner(campus.learner(index))].length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  expect(total / 2_000).toBeGreaterThan(2.6);
  expect(total / 2_000).toBeLessThan(3.2);
  expect(new Set(counts)).toEqual(new Set(upTo(7)));
  const sizes = upTo(40).map((index) => [...campus.enrolmentsOfCourse(campus.course(index))].length);
  expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(2);
});

test('with few learners, each course can still have one', () => {
  const reached = upTo(300).flatMap((seed) =>
    Array.from(
      campusWith({ seed, learners: 1, courses: 10, awkward: false }).enrolments(),
      ({ course }) => course.index,
    ),
  );
  expect(new Set(reached)).toEqual(new Set(upTo(10)));
});
