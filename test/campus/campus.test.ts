import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { AWKWARD_LABELS } from '../../src/campus/names/awkward.ts';
import type { AwkwardLabel } from '../../src/campus/names/awkward.ts';
import type { Enrolment } from '../../src/campus/enrolment.ts';
import { formatInstant } from '../../src/campus/instant.ts';
import { BUILT_IN_FACTS, FEW_RUNS, anyCampus, campusWith, factsOf, upTo } from './support.ts';

test('one seed gives the same bytes on each machine and in each version', { concurrent: false }, () => {
  const campus = campusWith({ pinned: BUILT_IN_FACTS });
  const enrolments = upTo(150).flatMap((index) => campus.enrolment(index) ?? []);
  const ids = (['uuid', 'digits', 'key'] as const).map((format) => {
    const { idOf } = campus.idSpace(`snapshot.${format}`, { of: 'enrolment', format });
    return upTo(3).map(idOf);
  });
  const lines = [
    ...upTo(24).map(campus.learner),
    ...upTo(campus.courseCount).map(campus.course),
    ...upTo(8).map(campus.department),
    ...enrolments.map((one) => ({ ...one, learner: one.learner.username, course: one.course.slug })),
    ...ids,
  ].map((entity) => JSON.stringify(entity));
  expect(lines.join('\n')).toMatchSnapshot();
});

test('campuses with the same seed are equal, and with different seeds differ', () => {
  const [one, same, other] = [1, 1, 2].map((seed) => JSON.stringify([...campusWith({ seed }).enrolments()]));
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

test('a larger campus begins with the smaller one: the same learners in the same courses', () => {
  const [small, large] = [campusWith({ learners: 50 }), campusWith({ learners: 10_000_000 })];
  expect(upTo(50).map(large.learner)).toEqual(upTo(50).map(small.learner));
  const ofLarge = upTo(50).flatMap((index) => [...large.enrolmentsOfLearner(large.learner(index))]);
  expect(ofLarge).toEqual([...small.enrolments()]);
});

test.each([0, 1, 2, 10_000_000])('a campus of %i learners works with 0, 1 and 10,000 courses', (learners) => {
  for (const courses of [0, 1, 2, 10_000]) {
    const campus = campusWith({ learners, courses, now: Number.MAX_SAFE_INTEGER });
    expect([campus.learnerCount, campus.courseCount, campus.departmentCount]).toEqual([learners, courses, 40]);
    const [first] = campus.enrolments();
    expect(first === undefined).toBe(learners === 0 || courses === 0);
    for (const index of [0, 1, learners - 1].filter((at) => at >= 0 && at < learners)) {
      const learner = campus.learner(index);
      expect(campus.learnerByUsername(learner.username)).toEqual(learner);
      for (const enrolment of campus.enrolmentsOfLearner(learner)) {
        expect(campus.enrolmentOf(learner, enrolment.course)).toEqual(enrolment);
      }
    }
    for (const index of [0, courses - 1].filter((at) => at >= 0 && at < courses)) {
      const [enrolment] = campus.enrolmentsOfCourse(campus.course(index));
      expect(campus.enrolment(enrolment?.index ?? -1)).toEqual(enrolment);
    }
  }
});

test('ten million learners take as little time and memory as ten', () => {
  const costOf = (learners: number): { readonly ms: number; readonly bytes: number } => {
    const bytesBefore = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const startMs = performance.now();
    const campuses = upTo(20).map((seed) => campusWith({ seed, learners }));
    for (const campus of campuses) for (const index of upTo(10)) campus.enrolment(index);
    const ms = performance.now() - startMs;
    return { ms, bytes: process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - bytesBefore };
  };
  costOf(10);
  const [few, many] = [costOf(10), costOf(10_000_000)];
  // Time or memory for each learner would exceed these limits a thousand times.
  expect(many.ms).toBeLessThan(few.ms * 10 + 1000);
  expect(many.bytes).toBeLessThan(100e6);
});

test('the awkward learners have the same labels with each seed, and each is enrolled at the default time', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 30 }), (seed, courses) => {
      const campus = campusWith({ seed, courses });
      expect(upTo(12).map((index) => campus.learner(index).label)).toEqual([...AWKWARD_LABELS]);
      expect(upTo(200).filter((index) => campus.learner(index).label !== undefined)).toEqual(upTo(12));
      for (const index of upTo(12)) expect([...campus.enrolmentsOfLearner(campus.learner(index))]).not.toEqual([]);
    }),
    FEW_RUNS,
  );
});

test('each awkward learner has the property in its label', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (seed) => {
      const campus = campusWith({ seed });
      const host = campus.course(0);
      const awkward = new Map(upTo(12).map((index) => [campus.learner(index).label, campus.learner(index)]));
      const nameOf = (label: AwkwardLabel): string => awkward.get(label)?.fullName ?? '';
      const enrolmentOf = (label: AwkwardLabel): Enrolment | undefined => {
        const learner = awkward.get(label);
        return learner === undefined ? undefined : campus.enrolmentOf(learner, host);
      };
      expect(nameOf('single-letter-name')).toHaveLength(1);
      expect(nameOf('long-name')).toHaveLength(200);
      expect(nameOf('diacritics')).toMatch(/(?=.*ä)(?=.*ö)(?=.*ü)(?=.*õ)(?=.*å)/i);
      expect(nameOf('right-to-left')).toMatch(/^[\p{Script=Arabic} ]+$/u);
      expect(nameOf('emoji')).toMatch(/\p{Emoji_Presentation}/u);
      expect(nameOf('apostrophe-and-ampersand')).toMatch(/(?=.*')(?=.*&)/);
      expect(nameOf('same-name-again')).toBe(nameOf('same-name'));
      expect(formatInstant(enrolmentOf('leap-day')?.completedAt ?? 0)).toMatch(/^2024-02-29T/);
      // One attempt each, because an earlier failed attempt would change the case.
      const graded = (['leap-day', 'zero-grade', 'full-marks'] as const).map(enrolmentOf);
      expect(graded.map((enrolment) => enrolment?.attemptCount)).toEqual([1, 1, 1]);
      expect(enrolmentOf('zero-grade')).toMatchObject({ gradeRatio: 0, gradePoints: 0, state: 'failed' });
      expect(enrolmentOf('no-grade')).toMatchObject({ gradeRatio: null, gradePoints: null, state: 'in-progress' });
      expect(enrolmentOf('full-marks')).toMatchObject({ gradeRatio: 1, gradePoints: 5, state: 'passed' });
    }),
    FEW_RUNS,
  );
});

test('without awkward learners no learner has a label', () => {
  const campus = campusWith({ awkward: false });
  expect(upTo(200).filter((index) => 'label' in campus.learner(index))).toEqual([]);
});

test('a campus with fewer learners than labels has only the first labels', () => {
  const campus = campusWith({ learners: 3 });
  expect(upTo(3).map((index) => campus.learner(index).label)).toEqual(AWKWARD_LABELS.slice(0, 3));
});

test('departments are a tree of 40 with three to four levels, and learners are in all parts of it', () => {
  const campus = campusWith({ learners: 2_000 });
  const depthOf = (index: number): number => {
    const { parentIndex } = campus.department(index);
    return parentIndex === undefined ? 1 : 1 + depthOf(parentIndex);
  };
  expect(new Set(upTo(40).map(depthOf))).toEqual(new Set([1, 2, 3, 4]));
  expect(new Set(upTo(40).map((index) => campus.department(index).code)).size).toBe(40);
  expect(new Set(upTo(2_000).map((index) => campus.learner(index).departmentIndex)).size).toBe(40);
  const managers = upTo(40).map((index) => campus.department(index).managerLearnerIndex);
  expect(managers).toContain(undefined);
  expect(managers.filter((manager) => manager !== undefined).every((manager) => manager < 2_000)).toBe(true);
});

test('scopes nest: a scope contains a department and all below it, and nothing else', () => {
  fc.assert(
    fc.property(anyCampus, fc.array(fc.integer({ min: -1, max: 45 }), { maxLength: 4 }), (campus, roots) => {
      const isWithin = campus.departmentsWithin(roots);
      for (const index of upTo(campus.departmentCount)) {
        const { parentIndex } = campus.department(index);
        const isBelow = parentIndex !== undefined && isWithin(parentIndex);
        expect(isWithin(index)).toBe(roots.includes(index) || isBelow);
      }
      expect(isWithin(campus.departmentCount)).toBe(false);
      expect(isWithin(-1)).toBe(false);
    }),
    FEW_RUNS,
  );
  expect(upTo(40).every(campusWith().departmentsWithin([0]))).toBe(true);
  expect(upTo(40).some(campusWith().departmentsWithin([]))).toBe(false);
});

test('the parent of a pinned department is another one, or the root', () => {
  const pinned = factsOf(`
    learners: { boss: { department: lab } }
    departments:
      lab: { name: Lab, parent: institute, manager: boss }
      institute: { code: D00, ids: { x.departmentId: '7' } }
  `);
  const campus = campusWith({ pinned });
  expect(campus.department(0)).toEqual({ index: 0, name: 'Lab', code: 'P00', parentIndex: 1, managerLearnerIndex: 0 });
  expect(campus.department(1)).toMatchObject({ code: 'D00', parentIndex: 2, ids: { 'x.departmentId': '7' } });
  expect(campus.department(2)).toMatchObject({ code: 'D00-2', name: 'Example University' });
  expect(campus.learner(0).departmentIndex).toBe(0);
  expect(campus.departmentsWithin([1])(0)).toBe(true);
  expect(campus.departmentsWithin([2])(0)).toBe(true);
});

test.each([
  { title: 'a seed that is not whole', given: { seed: 0.5 } },
  { title: 'a negative number of learners', given: { learners: -1 } },
  { title: 'more than ten million learners', given: { learners: 10_000_001 } },
  { title: 'more than ten thousand courses', given: { courses: 10_001 } },
  { title: 'a number of courses that is NaN', given: { courses: Number.NaN } },
  { title: 'an infinite time', given: { now: Infinity } },
  { title: 'a time between two microseconds', given: { now: 0.5 } },
])('$title is refused', ({ given }) => {
  expect(() => campusWith(given)).toThrow(RangeError);
});

test.each([-1, 200, 0.5, Number.NaN, Infinity])('there is no learner %d of 200', (index) => {
  expect(() => campusWith().learner(index)).toThrow('There is no learner');
});

test.each([-1, 12, 0.5, Number.NaN, 1_024])('there is no course %d of 12', (index) => {
  expect(() => campusWith().course(index)).toThrow('There is no course');
});
