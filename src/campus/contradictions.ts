import { closest } from 'fastest-levenshtein';
import { enrolmentProblems } from './enrolment-contradictions.ts';
import type { FixturePath, FixtureProblem } from './fixture-error.ts';
import type { SoundFixture } from './fixture-structure.ts';
import type { PinnedIds } from './pinned-facts.ts';

/** Whatever a fixture says that can't all be true, or names that isn't there. */
export function contradictionsIn(fixture: SoundFixture): readonly FixtureProblem[] {
  return [
    ...unknownNames(fixture),
    ...duplicates(fixture),
    ...duplicateIds(fixture),
    ...departmentCircles(fixture),
    ...ungradedCourses(fixture),
    ...enrolmentProblems(fixture),
  ];
}

type Section = 'learners' | 'courses' | 'departments';

interface Reference {
  readonly path: FixturePath;
  readonly to: Section;
  readonly name: string | undefined;
}

function unknownNames(fixture: SoundFixture): readonly FixtureProblem[] {
  const references: readonly Reference[] = [
    ...entriesOf(fixture.learners).map(([key, { department }]): Reference => ({
      path: ['learners', key, 'department'],
      to: 'departments',
      name: department,
    })),
    ...entriesOf(fixture.departments).flatMap(([key, { parent, manager }]): readonly Reference[] => [
      { path: ['departments', key, 'parent'], to: 'departments', name: parent },
      { path: ['departments', key, 'manager'], to: 'learners', name: manager },
    ]),
    ...fixture.enrolments.flatMap((enrolment, position): readonly Reference[] => [
      { path: ['enrolments', position, 'learner'], to: 'learners', name: enrolment?.learner },
      { path: ['enrolments', position, 'course'], to: 'courses', name: enrolment?.course },
    ]),
  ];
  return references.flatMap(({ path, to, name }) => {
    const known = Object.keys(fixture[to] ?? {});
    if (name === undefined || known.includes(name)) return [];
    const advice = known.length === 0 ? `this file has no ${to}` : `did you mean "${closest(name, known)}"?`;
    return [{ path, message: `there is no "${name}" under ${to}; ${advice}` }];
  });
}

interface Told {
  readonly path: FixturePath;
  /** What must be unlike any other; the same text in another case may be the same. */
  readonly identity: string;
  readonly value: string;
}

function duplicates({ learners, courses, departments }: SoundFixture): readonly FixtureProblem[] {
  const people = entriesOf(learners);
  const catalogue = entriesOf(courses);
  return [
    ...clashes(people.flatMap(([key, { username }]) => told(['learners', key, 'username'], username))),
    ...clashes(people.flatMap(([key, { email }]) => told(['learners', key, 'email'], email, email?.toLowerCase()))),
    ...clashes(catalogue.flatMap(([key, { slug }]) => told(['courses', key, 'slug'], slug))),
    ...clashes(catalogue.flatMap(([key, course]) => told(['courses', key, 'key'], course.key))),
    ...clashes(entriesOf(departments).flatMap(([key, { code }]) => told(['departments', key, 'code'], code))),
  ];
}

/** An id is unlike any other in its space, and a space is for one kind of thing. */
function duplicateIds(fixture: SoundFixture): readonly FixtureProblem[] {
  const sections: readonly Section[] = ['learners', 'courses', 'departments'];
  const owners = [
    ...sections.flatMap((section) =>
      entriesOf<{ readonly ids?: PinnedIds }>(fixture[section]).map(([key, { ids }]) => ({
        kind: section,
        path: [section, key, 'ids'],
        ids,
      })),
    ),
    ...fixture.enrolments.map((enrolment, position) => ({
      kind: 'enrolments',
      path: ['enrolments', position, 'ids'],
      ids: enrolment?.ids,
    })),
  ];
  const all = owners.flatMap(({ kind, path, ids = {} }) =>
    Object.entries(ids).map(([space, id]) => ({ kind, space, id, path: [...path, space] })),
  );
  const kindOfSpace = new Map(all.toReversed().map(({ space, kind }) => [space, kind]));
  return [
    ...clashes(all.flatMap(({ path, space, id }) => told(path, id, `${space} ${id.toLowerCase()}`))),
    ...all.flatMap(({ path, space, kind }) => {
      const first = kindOfSpace.get(space);
      return first === kind
        ? []
        : [
            {
              path,
              message: `is an id of ${kind}, but further up ${space} has ids of ${first}; a space is for one kind`,
            },
          ];
    }),
  ];
}

function told(path: FixturePath, value: string | undefined, identity: string | undefined = value): readonly Told[] {
  return value === undefined || identity === undefined ? [] : [{ path, value, identity }];
}

function clashes(all: readonly Told[]): readonly FixtureProblem[] {
  const first = new Map<string, Told>();
  return all.flatMap((one) => {
    const other = first.get(one.identity);
    if (other === undefined) first.set(one.identity, one);
    return other === undefined
      ? []
      : [{ path: one.path, message: `"${one.value}" is taken by ${other.path.join('.')}; give each its own` }];
  });
}

function departmentCircles({ departments }: SoundFixture): readonly FixtureProblem[] {
  const parents = new Map(entriesOf(departments).map(([key, { parent }]) => [key, parent]));
  return [...parents.keys()].flatMap((key) => {
    const above = new Set<string>();
    for (let next = parents.get(key); next !== undefined && !above.has(next); next = parents.get(next)) above.add(next);
    return above.has(key)
      ? [
          {
            path: ['departments', key, 'parent'],
            message: `"${key}" is above itself; give it a parent that isn't below it`,
          },
        ]
      : [];
  });
}

function ungradedCourses({ courses }: SoundFixture): readonly FixtureProblem[] {
  return entriesOf(courses).flatMap(([key, { isScored, passRatio }]) =>
    isScored === false && passRatio !== undefined
      ? [
          {
            path: ['courses', key, 'passRatio'],
            message: 'a course that is not scored has no pass mark; leave passRatio out, or isScored: false',
          },
        ]
      : [],
  );
}

function entriesOf<T>(
  entries: Readonly<Record<string, T | null>> | null | undefined,
): readonly (readonly [string, T])[] {
  return Object.entries(entries ?? {}).flatMap(([key, entry]) => (entry === null ? [] : [[key, entry] as const]));
}
