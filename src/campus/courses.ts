import { slugOf } from './ascii.ts';
import { titleOf } from './course-title.ts';
import type { TitleWords } from './course-title.ts';
import type { Course, Language } from './course.ts';
import { below, draw, hashOf, keyOf, pick } from './hash.ts';
import { assertIndex, createNumbering } from './numbering.ts';
import type { Numbering } from './numbering.ts';
import { createPermutation } from './permutation.ts';
import type { PinnedCourse } from './pinned-facts.ts';
import { unlessTaken } from './unless-taken.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Most seeded courses that a campus takes. */
export const SEEDED_COURSES_MAX = 10_000;

/** The catalogue, each course composed when asked for. */
export interface Courses {
  readonly numbering: Numbering;
  at(index: number): Course;
  byKey(key: string): Course | undefined;
  bySlug(slug: string): Course | undefined;
  byCode(code: string): readonly Course[];
}

export interface CoursesOptions {
  readonly seed: number;
  readonly count: number;
  readonly pinned: readonly PinnedCourse[];
  readonly english: Vocabulary['english'];
}

type CourseKind = Pick<Course, 'gradingScale' | 'isScored'>;

const TRAIT = { pass: 0, organisation: 1, prefix: 2, year: 3, title: 4 } as const;
const ORGANISATIONS: readonly string[] = ['ExampleX', 'CampusX', 'MOOCX'];
const PREFIXES: readonly string[] = ['TKT', 'MAT', 'KIK', 'LAA', 'OIK'];
const PASS_RATIOS: readonly number[] = [0.5, 0.6, 0.7, 0.8];

// Taken in turn and not drawn, so that a handful of courses has every kind. The first is graded, since
// the awkward learners meet there.
const FIRST_KIND: CourseKind = { gradingScale: 'zero-to-five', isScored: true };
const KINDS: readonly CourseKind[] = [
  FIRST_KIND,
  { gradingScale: 'letters', isScored: true },
  { gradingScale: 'pass-fail', isScored: false },
  { gradingScale: 'pass-fail', isScored: true },
];
const LANGUAGES: readonly Language[] = ['en-US', 'fi-FI', 'en-US', 'sv-SE', 'en-US'];
const PAIRS_PER_SHARED_CODE = 5;

// A code has five digits, a slug ends in four characters: both carry the ordinal, pinned ones included.
const NUMBERS_FROM = 10_000;
const NUMBER_COUNT = 90_000;
// A walk over learners meets the same courses again and again, and a course costs as much as three learners.
// Holding a few of them changes nothing but the time, and never takes more memory than this.
const RECENT_COURSES = 1_024;
const SLUG_CODE_COUNT = 36 ** 4;

export function createCourses({ seed, count, pinned, english }: CoursesOptions): Courses {
  const numbering = createNumbering({ pinned: pinned.length, seeded: count, capacity: SEEDED_COURSES_MAX });
  const key = keyOf(seed, 'course');
  const numbers = createPermutation(NUMBER_COUNT, keyOf(seed, 'course.number'));
  const slugCodes = createPermutation(SLUG_CODE_COUNT, keyOf(seed, 'course.slug'));
  const recent: (Course | undefined)[] = [];
  const taken = {
    slugs: positionsBy(pinned, 'slug'),
    keys: positionsBy(pinned, 'key'),
    codes: positionsBy(pinned, 'code'),
  };

  /** Every fifth pair of neighbours is two runs of one course, and so has one code. */
  function codeOwnerOf(ordinal: number): number {
    const pair = Math.floor(ordinal / 2);
    return ordinal < SEEDED_COURSES_MAX && pair % PAIRS_PER_SHARED_CODE === 1 ? pair * 2 : ordinal;
  }

  function codeOf(ordinal: number): string {
    const owner = codeOwnerOf(ordinal);
    const stem = pick(PREFIXES, draw(hashOf(key, owner), TRAIT.prefix)) + (NUMBERS_FROM + numbers.forward(owner));
    // Not even by chance may a seeded course answer to a pinned code: a documented request must get the
    // documented answer.
    return unlessTaken(taken.codes, (attempt) => (attempt === 0 ? stem : `${stem}-${attempt + 1}`));
  }

  function at(index: number): Course {
    const known = recent[index % RECENT_COURSES];
    if (known?.index === index) return known;
    assertIndex('course', index, numbering.count);
    const course = compose(index);
    recent[index % RECENT_COURSES] = course;
    return course;
  }

  function compose(index: number): Course {
    const ordinal = numbering.ordinalOf(index);
    const facts = pinned[index] ?? {};
    const hash = hashOf(key, ordinal);
    const kind = kindOf(ordinal, facts);
    const language = facts.language ?? LANGUAGES[ordinal % LANGUAGES.length] ?? 'en-US';
    const code = facts.code ?? codeOf(ordinal);
    const title = facts.title === undefined ? titleOf(language, draw(hash, TRAIT.title), english) : pinnedTitle(facts.title);
    return {
      index,
      title: title.text,
      slug: facts.slug ?? slugOfCourse(title.slug, ordinal),
      code,
      key: facts.key ?? keyOfCourse(code, ordinal, hash),
      language,
      ...kind,
      passRatio: facts.passRatio ?? (kind.isScored ? pick(PASS_RATIOS, draw(hash, TRAIT.pass)) : 1),
      ...(facts.ids === undefined ? {} : { ids: facts.ids }),
    };
  }

  function slugOfCourse(words: string, ordinal: number): string {
    const slugCode = (SLUG_CODE_COUNT + slugCodes.forward(ordinal)).toString(36).slice(1);
    return unlessTaken(taken.slugs, (attempt) => `${words}${attempt === 0 ? '' : `-${attempt + 1}`}-${slugCode}`);
  }

  /** The run tells apart what shares a code: neighbours in the catalogue, or any number of pinned courses. */
  function keyOfCourse(code: string, ordinal: number, hash: number): string {
    const year = 2023 + below(draw(hash, TRAIT.year), 4);
    const run = ordinal < SEEDED_COURSES_MAX ? `${year}_T${1 + (ordinal % 2)}` : `${year}_P${ordinal - SEEDED_COURSES_MAX}`;
    const stem = `course-v1:${pick(ORGANISATIONS, draw(hash, TRAIT.organisation))}+${code}+${run}`;
    return unlessTaken(taken.keys, (attempt) => (attempt === 0 ? stem : `${stem}.${attempt + 1}`));
  }

  function byCode(code: string): readonly Course[] {
    const digits = /^[A-Z]{3}(\d{5})(?:-\d+)?$/.exec(code)?.[1];
    const owner = digits === undefined ? undefined : numbers.backward(Number(digits) - NUMBERS_FROM);
    const seeded = owner === undefined || Number(digits) < NUMBERS_FROM ? [] : [owner, owner + 1];
    const indexes = new Set([...(taken.codes.get(code) ?? []), ...seeded.flatMap((ordinal) => numbering.indexOf(ordinal) ?? [])]);
    return [...indexes].map(at).filter((course) => course.code === code);
  }

  return {
    numbering,
    at,
    byCode,
    byKey(wanted) {
      const position = taken.keys.get(wanted)?.[0];
      return position === undefined ? byCode(wanted.split('+')[1] ?? '').find((course) => course.key === wanted) : at(position);
    },
    bySlug(slug) {
      const slugCode = /-([0-9a-z]{4})$/.exec(slug)?.[1];
      const seeded = slugCode === undefined ? undefined : numbering.indexOf(slugCodes.backward(Number.parseInt(slugCode, 36)));
      const index = taken.slugs.get(slug)?.[0] ?? seeded;
      const course = index === undefined ? undefined : at(index);
      return course?.slug === slug ? course : undefined;
    },
  };
}

function pinnedTitle(text: string): TitleWords {
  return { text, slug: slugOf(text) || 'course' };
}

function kindOf(ordinal: number, facts: PinnedCourse): CourseKind {
  const { gradingScale, isScored } = KINDS[ordinal % KINDS.length] ?? FIRST_KIND;
  return {
    gradingScale: facts.gradingScale ?? gradingScale,
    isScored: facts.isScored ?? (facts.passRatio !== undefined || facts.gradingScale !== undefined || isScored),
  };
}

/** The positions of the pinned courses by one of their names; a code may have several. */
function positionsBy(pinned: readonly PinnedCourse[], name: 'slug' | 'key' | 'code'): ReadonlyMap<string, readonly number[]> {
  return Map.groupBy(
    pinned.flatMap((facts, position) => (facts[name] === undefined ? [] : [position])),
    (position) => pinned[position]?.[name] ?? '',
  );
}
