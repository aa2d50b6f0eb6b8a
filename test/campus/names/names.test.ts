import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { NO_PINNED_FACTS } from '../../../src/campus/pinned/pinned-facts.ts';
import { FEW_RUNS, anyCampus, campusWith, upTo } from '../support.ts';

test('user names are unique and valid in Open edX, and their learner is found by them', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const learners = upTo(campus.learnerCount).map(campus.learner);
      expect(new Set(learners.map(({ username }) => username.toLowerCase())).size).toBe(learners.length);
      for (const learner of learners) {
        expect(learner.username).toMatch(/^[A-Za-z0-9_-]{2,30}$/);
        expect(campus.learnerByUsername(learner.username)).toEqual(learner);
      }
    }),
    FEW_RUNS,
  );
});

test('e-mails are unique ASCII at example domains, and their learner is found by them', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const learners = upTo(campus.learnerCount).map(campus.learner);
      expect(new Set(learners.map(({ email }) => email.toLowerCase())).size).toBe(learners.length);
      for (const learner of learners) {
        expect(learner.email).toMatch(/^[a-z0-9.]{1,64}@([a-z]+\.)?example\.(org|com|net)$/);
        expect(campus.learnerByEmail(learner.email.toUpperCase())).toEqual(learner);
        expect(campus.learnerByEmail(`x${learner.email}`)).toBeUndefined();
      }
    }),
    FEW_RUNS,
  );
});

test('a course is found by its unique key and slug, and all courses with a code by the code', () => {
  fc.assert(
    fc.property(anyCampus, (campus) => {
      const courses = upTo(campus.courseCount).map(campus.course);
      expect(new Set(courses.map(({ key }) => key)).size).toBe(courses.length);
      expect(new Set(courses.map(({ slug }) => slug)).size).toBe(courses.length);
      for (const course of courses) {
        expect(campus.courseByKey(course.key)).toEqual(course);
        expect(campus.courseBySlug(course.slug)).toEqual(course);
        const sharing = courses.filter(({ code }) => code === course.code);
        expect(campus.coursesByCode(course.code).toSorted((a, b) => a.index - b.index)).toEqual(sharing);
      }
    }),
    FEW_RUNS,
  );
});

test('a name that was never generated is unknown', () => {
  const anyName = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[a-z]{3,9}-[0-9a-z]{5}$/),
    fc.stringMatching(/^[a-z]{3,9}-[0-9a-z]{4}$/),
    fc.stringMatching(/^[A-Z]{3}\d{5}$/),
    fc.stringMatching(/^course-v1:X\+TKT\d{5}\+2026_T1$/),
    fc.constantFrom('', '+', '__proto__', 'constructor', 'toString'),
  );
  const campus = campusWith();
  fc.assert(
    fc.property(anyName, (name) => {
      expect(campus.learnerByUsername(name)).toBeUndefined();
      expect(campus.courseByKey(name)).toBeUndefined();
      expect(campus.courseBySlug(name)).toBeUndefined();
      expect(campus.coursesByCode(name)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('two of the twelve default courses have the same code, and there is each kind of course', () => {
  const courses = upTo(12).map(campusWith().course);
  expect(new Set(courses.map(({ code }) => code)).size).toBe(11);
  expect(new Set(courses.map(({ language }) => language))).toEqual(new Set(['en-US', 'fi-FI', 'sv-SE']));
  expect(new Set(courses.map(({ gradingScale, isScored }) => `${gradingScale} ${isScored}`))).toEqual(
    new Set(['zero-to-five true', 'letters true', 'pass-fail false', 'pass-fail true']),
  );
});

test('a seeded learner or course gets another name if its name is pinned to another one', () => {
  const seeded = campusWith();
  const { username, email } = seeded.learner(20);
  const { slug, key, code } = seeded.course(3);
  const pinned = {
    ...NO_PINNED_FACTS,
    learners: [{ username }, { email: email.toUpperCase() }],
    courses: [{ slug }, { key }, { code }],
  };
  const campus = campusWith({ pinned });
  const learners = upTo(campus.learnerCount).map(campus.learner);
  expect(new Set(learners.map((learner) => learner.username)).size).toBe(202);
  expect(new Set(learners.map((learner) => learner.email.toLowerCase())).size).toBe(202);
  expect(learners.map((learner) => campus.learnerByUsername(learner.username)?.index)).toEqual(upTo(202));
  expect(campus.learnerByUsername(username)?.index).toBe(0);
  expect(campus.courseBySlug(slug)?.index).toBe(0);
  expect(campus.courseByKey(key)?.index).toBe(1);
  expect(campus.coursesByCode(code).map(({ index }) => index)).toEqual([2]);
  for (const course of upTo(campus.courseCount).map(campus.course)) {
    expect(campus.courseBySlug(course.slug)?.index).toBe(course.index);
    expect(campus.courseByKey(course.key)?.index).toBe(course.index);
    expect(campus.coursesByCode(course.code)).toContainEqual(course);
  }
});

test('names are in several scripts, and many have letters beyond ASCII', () => {
  const campus = campusWith({ learners: 2_000 });
  const names = upTo(2_000).map((index) => campus.learner(index).fullName);
  expect(names.filter((name) => /\p{Script=Arabic}/u.test(name)).length).toBeGreaterThan(20);
  expect(names.filter((name) => /\p{Script=Hebrew}/u.test(name)).length).toBeGreaterThan(20);
  expect(names.filter((name) => /[äöåü]/i.test(name)).length).toBeGreaterThan(100);
});
