import { below, draw, hashOf, keyOf, pick } from '../hash.ts';
import { createPermutation } from '../ids/permutation.ts';
import type { PinnedCourse } from '../pinned/pinned-facts.ts';
import { unlessTaken } from '../ids/unless-taken.ts';

/** Maximum number of seeded courses. */
export const SEEDED_COURSES_MAX = 10_000;

/** Maximum number of pinned courses, because of the digits in course codes. */
export const PINNED_COURSES_MAX = 80_000;

/** Converts the ordinal of a course to its code, key and slug, and back. */
export interface CourseNames {
  codeOf(ordinal: number): string;
  /** @param code The code of the course, pinned or seeded. */
  keyOf(ordinal: number, code: string): string;
  /** @param words The title as a slug. */
  slugOf(ordinal: number, words: string): string;
  /** The ordinals of the courses that may have a code, key or slug. They are few, and the caller must check each. */
  ordinalsBehind(name: string): readonly number[];
}

const TRAIT = { organisation: 0, prefix: 1, year: 2 } as const;
const ORGANISATIONS: readonly string[] = ['ExampleX', 'CampusX', 'MOOCX'];
const PREFIXES: readonly string[] = ['TKT', 'MAT', 'KIK', 'LAA', 'OIK'];
const PAIRS_PER_SHARED_CODE = 5;

// The five digits of a code and the last four characters of a slug contain the ordinal.
const NUMBERS_FROM = 10_000;
const NUMBER_COUNT = SEEDED_COURSES_MAX + PINNED_COURSES_MAX;
const SLUG_CODE_COUNT = 36 ** 4;

/** Names the courses of a seed. A seeded course never gets a pinned name. */
export function createCourseNames(seed: number, pinned: readonly PinnedCourse[]): CourseNames {
  const key = keyOf(seed, 'course.names');
  const numbers = createPermutation(NUMBER_COUNT, keyOf(seed, 'course.number'));
  const slugCodes = createPermutation(SLUG_CODE_COUNT, keyOf(seed, 'course.slug'));
  const taken = {
    codes: ordinalsBy(pinned, 'code'),
    keys: ordinalsBy(pinned, 'key'),
    slugs: ordinalsBy(pinned, 'slug'),
  };
  // Courses that could have a pinned name. Checking the names of all courses would be half of the cost of a course.
  const crowded = new Set(Object.values(taken).flatMap((names) => [...names.keys()].flatMap(ordinalsIn)));
  const isCrowded = (ordinal: number): boolean => ordinal >= SEEDED_COURSES_MAX || crowded.has(ordinal);

  /** Reads the ordinal in a name, if the format matches. Two neighbours may share a code. */
  function ordinalsIn(name: string): readonly number[] {
    const digits = /(?:^|\+)[A-Z]{3}([1-9]\d{4})(?:-\d+)?(?:\+|$)/.exec(name)?.[1];
    const slugCode = /-([0-9a-z]{4})$/.exec(name)?.[1];
    const owner = digits === undefined ? undefined : numbers.backward(Number(digits) - NUMBERS_FROM);
    return [
      ...(owner === undefined ? [] : [owner, owner + 1]),
      ...(slugCode === undefined ? [] : [slugCodes.backward(Number.parseInt(slugCode, 36))]),
    ];
  }

  return {
    codeOf(ordinal) {
      const owner = codeOwnerOf(ordinal);
      const code = pick(PREFIXES, draw(hashOf(key, owner), TRAIT.prefix)) + (NUMBERS_FROM + numbers.forward(owner));
      // A seeded course must never have a pinned code: a documented request must get the documented answer.
      return isCrowded(owner) ? unlessTaken(taken.codes, (attempt) => code + suffix('-', attempt)) : code;
    },
    keyOf(ordinal, code) {
      const hash = hashOf(key, ordinal);
      const stem = `course-v1:${pick(ORGANISATIONS, draw(hash, TRAIT.organisation))}+${code}+${runOf(ordinal, hash)}`;
      return isCrowded(ordinal) ? unlessTaken(taken.keys, (attempt) => stem + suffix('.', attempt)) : stem;
    },
    slugOf(ordinal, words) {
      const slugCode = (SLUG_CODE_COUNT + slugCodes.forward(ordinal)).toString(36).slice(1);
      if (!isCrowded(ordinal)) return `${words}-${slugCode}`;
      return unlessTaken(taken.slugs, (attempt) => `${words}${suffix('-', attempt)}-${slugCode}`);
    },
    ordinalsBehind(name) {
      // A composed key may contain a pinned code, which has no ordinal in it.
      const [, code = name] = name.split('+');
      const owners = [taken.codes.get(code), taken.keys.get(name), taken.slugs.get(name)];
      return [...new Set([...owners.flatMap((ordinals) => ordinals ?? []), ...ordinalsIn(name)])];
    },
  };
}

/** Every fifth pair of neighbours shares a code, like versions of a course in two languages. */
function codeOwnerOf(ordinal: number): number {
  const pair = Math.floor(ordinal / 2);
  return ordinal < SEEDED_COURSES_MAX && pair % PAIRS_PER_SHARED_CODE === 1 ? pair * 2 : ordinal;
}

/** The run differs between courses that share a code: neighbours, or any number of pinned courses. */
function runOf(ordinal: number, hash: number): string {
  const year = 2023 + below(draw(hash, TRAIT.year), 4);
  const position = ordinal - SEEDED_COURSES_MAX;
  return position < 0 ? `${year}_T${1 + (ordinal % 2)}` : `${year}_P${position}`;
}

function suffix(separator: string, attempt: number): string {
  return attempt === 0 ? '' : `${separator}${attempt + 1}`;
}

/** The ordinals of pinned courses by code, key or slug. A code may belong to several. */
function ordinalsBy(
  pinned: readonly PinnedCourse[],
  name: 'slug' | 'key' | 'code',
): ReadonlyMap<string, readonly number[]> {
  const named = pinned.flatMap((facts, position) => {
    const value = facts[name];
    return value === undefined ? [] : [{ value, ordinal: SEEDED_COURSES_MAX + position }];
  });
  const groups = Map.groupBy(named, ({ value }) => value);
  return new Map([...groups].map(([value, owners]) => [value, owners.map(({ ordinal }) => ordinal)]));
}
