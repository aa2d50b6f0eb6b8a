import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as finnish } from '@faker-js/faker/locale/fi';
import { faker as swedish } from '@faker-js/faker/locale/sv';

/** The names of people in one language. */
export interface PersonNames {
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/** Words of names and of course titles. */
export interface WordLists {
  readonly names: Readonly<Record<'english' | 'finnish' | 'swedish' | 'german', PersonNames>>;
  readonly adjectives: readonly string[];
  readonly nouns: readonly string[];
}

const company = english.rawDefinitions.company;

/**
 * The word lists that are read of faker. Its generators are shared by the whole process: seeding them would change the values
 * in a test that uses faker.
 *
 * The build replaces this module by its value, because faker takes longer to load than all else of a campus.
 */
export const wordLists: WordLists = {
  names: {
    english: namesOf(english),
    finnish: namesOf(finnish),
    swedish: namesOf(swedish),
    german: namesOf(german),
  },
  adjectives: company?.buzz_adjective ?? [],
  nouns: company?.buzz_noun ?? [],
};

function namesOf(faker: Faker): PersonNames {
  const { first_name: given, last_name: family } = faker.rawDefinitions.person ?? {};
  return { given: allOf(given), family: allOf(family) };
}

type ListsBySex = { readonly [sex in 'generic' | 'female' | 'male']?: readonly string[] };

function allOf(lists: ListsBySex | null | undefined): readonly string[] {
  return [...new Set([...(lists?.female ?? []), ...(lists?.male ?? []), ...(lists?.generic ?? [])])];
}
