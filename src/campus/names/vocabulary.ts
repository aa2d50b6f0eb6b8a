import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as finnish } from '@faker-js/faker/locale/fi';
import { faker as swedish } from '@faker-js/faker/locale/sv';

import { asciiWord } from './ascii.ts';
import { titleWords } from './course-title.ts';
import type { TitleWords } from './course-title.ts';
import {
  ARABIC_FAMILY_NAMES,
  ARABIC_GIVEN_NAMES,
  HEBREW_FAMILY_NAMES,
  HEBREW_GIVEN_NAMES,
} from './hand-listed-words.ts';
import type { SpelledName } from './hand-listed-words.ts';
import { keyOf } from '../hash.ts';
import { createPermutation } from '../ids/permutation.ts';

/** The names of one language. */
export interface NameStock {
  readonly locale: string;
  /** Share of the learners, in thirty-seconds. */
  readonly share: number;
  readonly givenNames: readonly SpelledName[];
  readonly familyNames: readonly SpelledName[];
}

/** The words from which the records of a seed are composed. */
export interface Vocabulary {
  readonly names: readonly NameStock[];
  /** Words for course titles. */
  readonly english: { readonly adjectives: readonly TitleWords[]; readonly nouns: readonly TitleWords[] };
}

/** Maximum length of the Latin spelling of a given name, so that a username has at most 30 characters. */
const GIVEN_LATIN_MAX = 11;
/** Maximum length of the Latin spelling of a family name. */
const FAMILY_LATIN_MAX = 10;

const WORDS_PER_LIST = 120;

/**
 * Draws the vocabulary of a seed from faker's word lists.
 *
 * Only the lists are read. faker's own generators are shared by the whole process: seeding them would change the values
 * in a test that uses faker.
 */
export function drawVocabulary(seed: number): Vocabulary {
  const company = english.rawDefinitions.company;
  return {
    names: [
      namesOf(english, 'en-US', 12, seed),
      namesOf(finnish, 'fi-FI', 10, seed),
      namesOf(swedish, 'sv-SE', 4, seed),
      namesOf(german, 'de-DE', 4, seed),
      { locale: 'ar', share: 1, givenNames: ARABIC_GIVEN_NAMES, familyNames: ARABIC_FAMILY_NAMES },
      { locale: 'he-IL', share: 1, givenNames: HEBREW_GIVEN_NAMES, familyNames: HEBREW_FAMILY_NAMES },
    ],
    english: {
      adjectives: titleWords(sample(company?.buzz_adjective ?? [], keyOf(seed, 'adjectives')).map(capitalised)),
      nouns: titleWords(sample(company?.buzz_noun ?? [], keyOf(seed, 'nouns')).map(capitalised)),
    },
  };
}

function namesOf(faker: Faker, locale: string, share: number, seed: number): NameStock {
  const { first_name: given, last_name: family } = faker.rawDefinitions.person ?? {};
  return {
    locale,
    share,
    givenNames: spelled(allOf(given), GIVEN_LATIN_MAX, keyOf(seed, `given.${locale}`)),
    familyNames: spelled(allOf(family), FAMILY_LATIN_MAX, keyOf(seed, `family.${locale}`)),
  };
}

type ListsBySex = { readonly [sex in 'generic' | 'female' | 'male']?: readonly string[] };

function allOf(lists: ListsBySex | null | undefined): readonly string[] {
  return [...new Set([...(lists?.female ?? []), ...(lists?.male ?? []), ...(lists?.generic ?? [])])];
}

function spelled(names: readonly string[], maxCharacters: number, key: number): readonly SpelledName[] {
  return sample(names, key).map((text) => ({ text, latin: asciiWord(text, maxCharacters) }));
}

function capitalised(words: string): string {
  return words.replace(/(^|[ -])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Some items of a list, in a seeded order. */
function sample(list: readonly string[], key: number): readonly string[] {
  const order = createPermutation(list.length, key);
  const drawn: string[] = [];
  for (let index = 0; index < Math.min(list.length, WORDS_PER_LIST); index += 1) {
    const word = list[order.forward(index)];
    if (word !== undefined) drawn.push(word);
  }
  return drawn;
}
