import { slugOf } from './names/ascii.ts';
import { createCourseNames, SEEDED_COURSES_MAX } from './names/course-names.ts';
import { titleOf } from './names/course-title.ts';
import type { TitleWords } from './names/course-title.ts';
import type { Course, Language } from './course.ts';
import { draw, hashOf, keyOf, pick } from './hash.ts';
import { assertIndex, createNumbering } from './ids/numbering.ts';
import type { Numbering } from './ids/numbering.ts';
import type { PinnedCourse } from './pinned/pinned-facts.ts';
import type { Vocabulary } from './names/vocabulary.ts';

/** The catalogue, each course composed when asked for. */
export interface Courses {
  readonly numbering: Numbering;
  at(index: number): Course;
  byKey(key: string): Course | undefined;
  bySlug(slug: string): Course | undefined;
  byCode(code: string): readonly Course[];
}

/** What the catalogue is composed from. */
export interface CoursesOptions {
  readonly seed: number;
  readonly count: number;
  readonly pinned: readonly PinnedCourse[];
  readonly english: Vocabulary['english'];
}

type CourseKind = Pick<Course, 'gradingScale' | 'isScored'>;

const TRAIT = { pass: 0, title: 1 } as const;
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

/** Opens the catalogue of a seed. */
export function createCourses({ seed, count, pinned, english }: CoursesOptions): Courses {
  const numbering = createNumbering({ pinned: pinned.length, seeded: count, capacity: SEEDED_COURSES_MAX });
  const key = keyOf(seed, 'course');
  const names = createCourseNames(seed, pinned);
  // A walk over learners meets the same courses again and again, and a course costs several times as much as a learner.
  // All that were asked for are kept: the largest catalogue takes a few MB.
  const composed = Array.from<Course | undefined>({ length: numbering.count });

  function at(index: number): Course {
    const known = composed[index];
    if (known !== undefined) return known;
    assertIndex('course', index, numbering.count);
    const course = compose(index);
    composed[index] = course;
    return course;
  }

  function compose(index: number): Course {
    const ordinal = numbering.ordinalOf(index);
    const facts = pinned[index] ?? {};
    const hash = hashOf(key, ordinal);
    const kind = kindOf(ordinal, facts);
    const language = facts.language ?? LANGUAGES[ordinal % LANGUAGES.length] ?? 'en-US';
    const code = facts.code ?? names.codeOf(ordinal);
    const title =
      facts.title === undefined ? titleOf(language, draw(hash, TRAIT.title), english) : pinnedTitle(facts.title);
    return {
      index,
      title: title.text,
      slug: facts.slug ?? names.slugOf(ordinal, title.slug),
      code,
      key: facts.key ?? names.keyOf(ordinal, code),
      language,
      ...kind,
      passRatio: facts.passRatio ?? (kind.isScored ? pick(PASS_RATIOS, draw(hash, TRAIT.pass)) : 1),
      ...(facts.ids === undefined ? {} : { ids: facts.ids }),
    };
  }

  function candidates(name: string): readonly Course[] {
    return names.ordinalsBehind(name).flatMap((ordinal) => {
      const index = numbering.indexOf(ordinal);
      return index === undefined ? [] : [at(index)];
    });
  }

  return {
    numbering,
    at,
    byKey: (wanted) => candidates(wanted).find((course) => course.key === wanted),
    bySlug: (slug) => candidates(slug).find((course) => course.slug === slug),
    byCode: (code) => candidates(code).filter((course) => course.code === code),
  };
}

function pinnedTitle(text: string): TitleWords {
  return { text, slug: slugOf(text) || 'course' };
}

/** What a fixture says of marks makes a course a graded one, unless it says that it isn't. */
function kindOf(ordinal: number, { gradingScale, isScored, passRatio }: PinnedCourse): CourseKind {
  const kind = KINDS[ordinal % KINDS.length] ?? FIRST_KIND;
  return {
    gradingScale: gradingScale ?? kind.gradingScale,
    isScored: isScored ?? (passRatio !== undefined || gradingScale !== undefined || kind.isScored),
  };
}
