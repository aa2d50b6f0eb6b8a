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
import { wordLists } from './word-lists.ts';
import type { PersonNames } from './word-lists.ts';
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

/** Draws the vocabulary of a seed from the word lists. */
export function drawVocabulary(seed: number): Vocabulary {
  const { names, adjectives, nouns } = wordLists;
  return {
    names: [
      namesOf(names.english, 'en-US', 12, seed),
      namesOf(names.finnish, 'fi-FI', 10, seed),
      namesOf(names.swedish, 'sv-SE', 4, seed),
      namesOf(names.german, 'de-DE', 4, seed),
      { locale: 'ar', share: 1, givenNames: ARABIC_GIVEN_NAMES, familyNames: ARABIC_FAMILY_NAMES },
      { locale: 'he-IL', share: 1, givenNames: HEBREW_GIVEN_NAMES, familyNames: HEBREW_FAMILY_NAMES },
    ],
    english: {
      adjectives: titleWords(sample(adjectives, keyOf(seed, 'adjectives')).map(capitalised)),
      nouns: titleWords(sample(nouns, keyOf(seed, 'nouns')).map(capitalised)),
    },
  };
}

function namesOf({ given, family }: PersonNames, locale: string, share: number, seed: number): NameStock {
  return {
    locale,
    share,
    givenNames: spelled(given, GIVEN_LATIN_MAX, keyOf(seed, `given.${locale}`)),
    familyNames: spelled(family, FAMILY_LATIN_MAX, keyOf(seed, `family.${locale}`)),
  };
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
