import { expect, test } from 'vitest';

import { refusalOf } from './support.ts';

test.each([
  { given: 'learners: { a: { ids: { ispring.userId: u-1 } } }', want: 'learners.a.ids.ispring.userId: is "u-1"' },
  { given: 'learners: { a: { ids: { helsinki.userId: u-1 } } }', want: 'learners.a.ids.helsinki.userId: is "u-1"' },
  { given: 'courses: { c: { ids: { helsinki.courseId: x } } }', want: 'courses.c.ids.helsinki.courseId: is "x"' },
])('an id that no contract would take is refused: $given', ({ given, want }) => {
  const hint = 'must be a UUID, such as b3e9575b-fa13-492c-bd14-10cb27df4eec';
  expect(refusalOf(`\n${given}`)).toEqual([`line 2: ${want}, but ${hint}`]);
});

test.each(['..', '\\u0001', '\\ud800'])('an id of "%s", which no path can have, is refused', (id) => {
  expect(refusalOf(`courses: { c: { ids: { ispring.contentId: "${id}" } } }`)).toEqual([
    expect.stringContaining('but must be text that a path can have'),
  ]);
});

test.each(['a/b c?ä%20', '123', '...'])('any other text may be an id: "%s"', (id) => {
  expect(refusalOf(`courses: { c: { ids: { ispring.contentId: "${id}" } } }`)).toEqual([]);
});

test.each([
  {
    given: 'moocit: { completion: 5 }',
    want: 'moocit.completion: is 5, but must be text (quote it)',
  },
  { given: 'moocit: { completion: half }', want: 'moocit.completion: is "half", but must match pattern ' },
  {
    given: 'moocit: { foo: bar }',
    want: 'moocit.foo: is not known here; there are username, email, course_id, completion',
  },
  { given: 'stackone: { result: Pass }', want: 'stackone.result: is "Pass", but must be a mapping' },
  {
    given: 'stackone: { certificate_url: x y }',
    want: 'stackone.certificate_url: is "x y", but must be a URI, such as ',
  },
  { given: 'ispring: { progress: many }', want: 'ispring.progress: is "many", but must be a number' },
  { given: 'ispring: { userId: u-1 }', want: 'ispring.userId: is "u-1", but must be a UUID, such as ' },
  { given: 'helsinki: { grade: 5 }', want: 'helsinki.grade: is 5, but must be a mapping' },
  { given: "helsinki: { grade: { grade: '5' } }", want: 'helsinki.grade: lacks scale' },
])('a spelling of $given is refused', ({ given, want }) => {
  const [line, ...others] = refusalOf(
    `learners: { a: }\ncourses: { c: }\nenrolments:\n  - { learner: a, course: c, as: { ${given} } }`,
  );
  expect(others).toEqual([]);
  expect(line).toContain(`line 4: enrolments.0.as.${want}`);
});
