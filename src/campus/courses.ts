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

/** The catalogue. Each course is computed when it is requested. */
export interface Courses {
  readonly numbering: Numbering;
  at(index: number): Course;
  byKey(key: string): Course | undefined;
  bySlug(slug: string): Course | undefined;
  byCode(code: string): readonly Course[];
}

/** The inputs of the catalogue. */
export interface CoursesOptions {
  readonly seed: number;
  readonly count: number;
  readonly pinned: readonly PinnedCourse[];
  readonly english: Vocabulary['english'];
}

type CourseKind = Pick<Course, 'gradingScale' | 'isScored'>;

const TRAIT = { pass: 0, title: 1 } as const;
const PASS_RATIOS: readonly number[] = [0.5, 0.6, 0.7, 0.8];

// Assigned in turn, not drawn, so that a small catalogue has every kind. The first course is graded because
// the awkward learners take it.
const FIRST_KIND: CourseKind = { gradingScale: 'zero-to-five', isScored: true };
const KINDS: readonly CourseKind[] = [
  FIRST_KIND,
  { gradingScale: 'letters', isScored: true },
  { gradingScale: 'pass-fail', isScored: false },
  { gradingScale: 'pass-fail', isScored: true },
];
const LANGUAGES: readonly Language[] = ['en-US', 'fi-FI', 'en-US', 'sv-SE', 'en-US'];

/** Makes the catalogue of a seed. */
export function createCourses({ seed, count, pinned, english }: CoursesOptions): Courses {
  const numbering = createNumbering({ pinned: pinned.length, seeded: count, capacity: SEEDED_COURSES_MAX });
  const key = keyOf(seed, 'course');
  const names = createCourseNames(seed, pinned);
  // A walk over learners meets the same courses many times, and computing a course costs several times as much as
  // computing a learner. So every requested course is kept: the largest catalogue takes a few MB.
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
    byKey: (courseKey) => candidates(courseKey).find((course) => course.key === courseKey),
    bySlug: (slug) => candidates(slug).find((course) => course.slug === slug),
    byCode: (code) => candidates(code).filter((course) => course.code === code),
  };
}

function pinnedTitle(text: string): TitleWords {
  return { text, slug: slugOf(text) || 'course' };
}

/** A pinned course with a grading scale or pass mark is graded, unless the fixture says otherwise. */
function kindOf(ordinal: number, { gradingScale, isScored, passRatio }: PinnedCourse): CourseKind {
  const kind = KINDS[ordinal % KINDS.length] ?? FIRST_KIND;
  return {
    gradingScale: gradingScale ?? kind.gradingScale,
    isScored: isScored ?? (passRatio !== undefined || gradingScale !== undefined || kind.isScored),
  };
}
