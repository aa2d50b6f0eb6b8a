import { below, draw, hashOf, keyOf, pick } from '../hash.ts';
import { createPermutation } from '../ids/permutation.ts';
import type { PinnedCourse } from '../pinned/pinned-facts.ts';
import { unlessTaken } from '../ids/unless-taken.ts';

/** Most seeded courses that a campus takes. */
export const SEEDED_COURSES_MAX = 10_000;

/** Most pinned courses: the numbers in codes have room for no more. */
export const PINNED_COURSES_MAX = 80_000;

/** The code, key and slug of a course by its ordinal, and the way back. */
export interface CourseNames {
  codeOf(ordinal: number): string;
  /** @param code the course's own, pinned or not. */
  keyOf(ordinal: number, code: string): string;
  /** @param words the title as a slug. */
  slugOf(ordinal: number, words: string): string;
  /** The ordinals of all the courses that a code, a key or a slug may be of. Few, and to be looked at. */
  ordinalsBehind(name: string): readonly number[];
}

const TRAIT = { organisation: 0, prefix: 1, year: 2 } as const;
const ORGANISATIONS: readonly string[] = ['ExampleX', 'CampusX', 'MOOCX'];
const PREFIXES: readonly string[] = ['TKT', 'MAT', 'KIK', 'LAA', 'OIK'];
const PAIRS_PER_SHARED_CODE = 5;

// A code has five digits, a slug ends in four characters: both carry the ordinal.
const NUMBERS_FROM = 10_000;
const NUMBER_COUNT = SEEDED_COURSES_MAX + PINNED_COURSES_MAX;
const SLUG_CODE_COUNT = 36 ** 4;

/** Names the courses of a seed; seeded ones make room for pinned names. */
export function createCourseNames(seed: number, pinned: readonly PinnedCourse[]): CourseNames {
  const key = keyOf(seed, 'course.names');
  const numbers = createPermutation(NUMBER_COUNT, keyOf(seed, 'course.number'));
  const slugCodes = createPermutation(SLUG_CODE_COUNT, keyOf(seed, 'course.slug'));
  const taken = {
    codes: ordinalsBy(pinned, 'code'),
    keys: ordinalsBy(pinned, 'key'),
    slugs: ordinalsBy(pinned, 'slug'),
  };
  // Whoever might have a pinned name. Looking at all others' names would be half of the cost of a course.
  const crowded = new Set(Object.values(taken).flatMap((names) => [...names.keys()].flatMap(ordinalsIn)));
  const isCrowded = (ordinal: number): boolean => ordinal >= SEEDED_COURSES_MAX || crowded.has(ordinal);

  /** Whose number is in a name, as far as its shape goes; where it is in a code, the neighbour may share that. */
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
      // Not even by chance may a seeded course answer to a pinned code: a documented request must get the
      // documented answer.
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
      // A composed key may hold a pinned code, which has no number in it.
      const [, code = name] = name.split('+');
      const told = [taken.codes.get(code), taken.keys.get(name), taken.slugs.get(name)];
      return [...new Set([...told.flatMap((ordinals) => ordinals ?? []), ...ordinalsIn(name)])];
    },
  };
}

/** Every fifth pair of neighbours has one code, as the versions of a course in two languages do. */
function codeOwnerOf(ordinal: number): number {
  const pair = Math.floor(ordinal / 2);
  return ordinal < SEEDED_COURSES_MAX && pair % PAIRS_PER_SHARED_CODE === 1 ? pair * 2 : ordinal;
}

/** The run tells apart what shares a code: neighbours in the catalogue, or any number of pinned courses. */
function runOf(ordinal: number, hash: number): string {
  const year = 2023 + below(draw(hash, TRAIT.year), 4);
  const position = ordinal - SEEDED_COURSES_MAX;
  return position < 0 ? `${year}_T${1 + (ordinal % 2)}` : `${year}_P${position}`;
}

function suffix(separator: string, attempt: number): string {
  return attempt === 0 ? '' : `${separator}${attempt + 1}`;
}

/** The ordinals of the pinned courses by one of their names; a code may have several. */
function ordinalsBy(
  pinned: readonly PinnedCourse[],
  name: 'slug' | 'key' | 'code',
): ReadonlyMap<string, readonly number[]> {
  const told = pinned.flatMap((facts, position) => {
    const value = facts[name];
    return value === undefined ? [] : [{ value, ordinal: SEEDED_COURSES_MAX + position }];
  });
  const groups = Map.groupBy(told, ({ value }) => value);
  return new Map([...groups].map(([value, owners]) => [value, owners.map(({ ordinal }) => ordinal)]));
}
