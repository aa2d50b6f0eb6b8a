import { expect, test } from 'vitest';

import { parsePinnedFacts } from '../../src/campus/parse-pinned-facts.ts';
import { NO_PINNED_FACTS } from '../../src/campus/pinned-facts.ts';
import { factsOf, refusalOf } from './support.ts';

test.each(['', 'learners:', '{}', 'enrolments: []'])('a fixture of %j pins nothing', (yaml) => {
  expect(factsOf(yaml)).toEqual(NO_PINNED_FACTS);
});

const PEOPLE = 'learners: { a: , b: }\ncourses: { c: , d: { isScored: false }, e: { gradingScale: zero-to-five } }\n';

test.each([
  {
    title: 'an unknown member',
    given: 'learners:\n  a:\n    user: x',
    want: /^line 3: learners\.a\.user: is not known here; there are givenName, familyName, username/,
  },
  {
    title: 'a section of another name',
    given: 'learner: {}',
    want: /^line 1: learner: is not known here; there are learners, /,
  },
  { title: 'a list at the top', given: '- 1', want: /^line 1: the file: is \[1\], but must be a mapping$/ },
  {
    title: 'an id that is a number',
    given: 'courses:\n  c:\n    ids:\n      x.id: 123',
    want: /^line 4: courses\.c\.ids\.x\.id: is 123, but must be text \(quote it\)$/,
  },
  {
    title: 'a user name of one letter',
    given: 'learners:\n  a: { username: x }',
    want: /^line 2: learners\.a\.username: is "x", but /,
  },
  {
    title: 'an e-mail that is none',
    given: 'learners:\n  a: { email: x }',
    want: /but must be an e-mail address, such as /,
  },
  {
    title: 'an e-mail that the contracts do not take',
    given: 'learners:\n  a: { email: root@localhost }',
    want: /^line 2: learners\.a\.email: is "root@localhost", but must be an e-mail address, such as /,
  },
  {
    title: 'an unknown language',
    given: 'courses:\n  c: { language: fr }',
    want: /is "fr", but must be one of en-US, fi-FI, sv-SE$/,
  },
  {
    title: 'an enrolment of nobody',
    given: `${PEOPLE}enrolments:\n  - { course: c }`,
    want: /^line 4: enrolments\.0: lacks learner$/,
  },
  {
    title: 'an instant without a zone',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, startedAt: 2020-01-01T00:00:00 }`,
    want: /^line 4: enrolments\.0\.startedAt: is "2020-01-01T00:00:00", but must be an instant with its zone/,
  },
  {
    title: 'an instant that is too late to hold',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, startedAt: 9999-12-31T23:59:59Z }`,
    want: /startedAt: is "9999-12-31T23:59:59Z", but must be an instant .*, between 1684-07-28 and 2255-06-05$/,
  },
  {
    title: 'a grade beyond 1',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, gradeRatio: 80 }`,
    want: /^line 4: enrolments\.0\.gradeRatio: is 80, but must be <= 1\. The grade, from 0 to 1/,
  },
  {
    title: 'an unknown learner',
    given: `${PEOPLE}enrolments:\n  - learner: aa\n    course: c`,
    want: /^line 4: enrolments\.0\.learner: there is no "aa" under learners; did you mean "a"\?$/,
  },
  {
    title: 'an unknown course',
    given: 'learners: { a: }\nenrolments:\n  - { learner: a, course: c }',
    want: /^line 3: enrolments\.0\.course: there is no "c" under courses; this file has no courses$/,
  },
  {
    title: 'an unknown department',
    given: 'learners:\n  a: { department: x }',
    want: /^line 2: learners\.a\.department: there is no "x"/,
  },
  {
    title: 'an unknown manager',
    given: 'departments:\n  d: { manager: x }',
    want: /^line 2: departments\.d\.manager: there is no "x"/,
  },
  {
    title: 'two learners of one user name',
    given: 'learners:\n  a: { username: same }\n  b: { username: same }',
    want: /^line 3: learners\.b\.username: "same" is taken by learners\.a\.username; give each its own$/,
  },
  {
    title: 'two learners of one e-mail, whatever the case',
    given: 'learners:\n  a: { email: a@x.org }\n  b: { email: A@X.ORG }',
    want: /^line 3: learners\.b\.email: "A@X\.ORG" is taken by learners\.a\.email/,
  },
  {
    title: 'two courses of one key',
    given: 'courses:\n  a: { key: k }\n  b: { key: k }',
    want: /^line 3: courses\.b\.key: "k" is taken/,
  },
  {
    title: 'two courses of one slug',
    given: 'courses:\n  a: { slug: s }\n  b: { slug: s }',
    want: /^line 3: courses\.b\.slug: "s" is taken/,
  },
  {
    title: 'one id for two',
    given: "courses:\n  a: { ids: { x: '1' } }\n  b: { ids: { x: '1' } }",
    want: /^line 3: courses\.b\.ids\.x: "1" is taken by courses\.a\.ids\.x/,
  },
  {
    title: 'an id of a space that no API has',
    given: "learners:\n  a: { ids: { ispring.userID: '1' } }",
    want: /^line 2: learners\.a\.ids\.ispring\.userID: is no space of a learner's ids; there are .*ispring\.userId/,
  },
  {
    title: 'a spelling of no vendor',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, as: { mooc: {} } }`,
    want: /^line 4: enrolments\.0\.as\.mooc: is not known here; there are moocit, stackone, ispring, helsinki$/,
  },
  {
    title: 'a space for two kinds',
    given: "learners:\n  a: { ids: { x: '1' } }\ncourses:\n  c: { ids: { x: '2' } }",
    want: /^line 4: courses\.c\.ids\.x: is an id of courses, but further up x has ids of learners/,
  },
  {
    title: 'departments in a circle',
    given: 'departments:\n  a: { parent: a }\n  b: { parent: a }',
    want: /^line 2: departments\.a\.parent: "a" is above itself/,
  },
  {
    title: 'a pass mark without a score',
    given: 'courses:\n  c: { isScored: false, passRatio: 0.5 }',
    want: /^line 2: courses\.c\.passRatio: a course that is not scored has no pass mark/,
  },
  {
    title: 'a completion before the start',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, startedAt: 2020-02-01T00:00:00Z, completedAt: 2020-01-01T00:00:00Z }`,
    want: /^line 4: enrolments\.0\.completedAt: 2020-01-01T00:00:00Z is before startedAt \(2020-02-01T00:00:00Z\)/,
  },
  {
    title: 'a grade of who has not begun',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, state: enrolled, gradeRatio: 0.5 }`,
    want: /^line 4: enrolments\.0\.gradeRatio: state enrolled means never begun, so it has no gradeRatio/,
  },
  {
    title: 'a completion that is not over',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, state: in-progress, completedAt: 2020-01-01T00:00:00Z }`,
    want: /^line 4: enrolments\.0\.completedAt: state in-progress means not completed/,
  },
  {
    title: 'a grade where nothing is graded',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: d, gradeRatio: 0.5 }`,
    want: /^line 4: enrolments\.0\.gradeRatio: the course "d" is not scored, so it has no grade$/,
  },
  {
    title: 'points on another scale',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, gradePoints: 3 }`,
    want: /^line 4: enrolments\.0\.gradePoints: points need gradingScale: zero-to-five in the course "c"$/,
  },
  {
    title: 'a grade without an attempt',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: e, gradePoints: 3, attemptCount: 0 }`,
    want: /^line 4: enrolments\.0\.attemptCount: is 0, but there is a grade/,
  },
  {
    title: 'a grade of 0 of who has not begun',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, state: enrolled, gradeRatio: 0 }`,
    want: /^line 4: enrolments\.0\.gradeRatio: state enrolled means never begun/,
  },
  {
    title: 'a withdrawal after a pass',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c, state: withdrawn, firstPassedAt: 2020-01-01T00:00:00Z }`,
    want: /^line 4: enrolments\.0\.firstPassedAt: state withdrawn means never passed; leave one of them out$/,
  },
  {
    title: 'a failure where nothing is graded',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: d, state: failed }`,
    want: /^line 4: enrolments\.0\.state: is failed, but the course "d" is not scored, so nobody fails it; it may be /,
  },
  {
    title: 'an attempt where nothing is graded',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: d, state: passed, attemptCount: 1 }`,
    want: /^line 4: enrolments\.0\.attemptCount: is 1, but there is no grade; /,
  },
  {
    title: 'one learner twice in a course',
    given: `${PEOPLE}enrolments:\n  - { learner: a, course: c }\n  - { learner: b, course: c }\n  - { learner: a, course: c }`,
    want: /^line 6: enrolments\.2\.course: "a" takes "c" in enrolments\.0 already; a learner takes a course once$/,
  },
])('$title is refused, with its line', ({ given, want }) => {
  expect(refusalOf(given)).toEqual([expect.stringMatching(want)]);
});

test('all that is wrong is told at once, and a slip hides no contradiction', () => {
  const lines = refusalOf(`
    learners: { a: { username: '!' }, b: { username: bb }, c: { username: bb } }
    courses: { c: }
    enrolments:
      - { learner: a, course: c, state: gone }
      - { learner: a, course: x }
      - { learner: b, course: c, progressRatio: 2 }
      - { learner: zz, course: c }
  `);
  expect(lines.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
    'line 2: learners.a.username',
    'line 5: enrolments.0.state',
    'line 7: enrolments.2.progressRatio',
    'line 6: enrolments.1.course',
    'line 8: enrolments.3.learner',
    'line 2: learners.c.username',
  ]);
});

test('a schema that is none is a mistake of the program', () => {
  expect(() => parsePinnedFacts({}, { schema: undefined, locate: () => '' })).toThrow(TypeError);
});
