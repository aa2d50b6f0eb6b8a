import { AWKWARD_LEARNERS } from './awkward.ts';
import type { AwkwardLearner } from './awkward.ts';
import type { SpelledName } from './hand-listed-words.ts';
import { draw, hashOf, keyOf, pick } from './hash.ts';
import type { Learner } from './learner.ts';
import { assertIndex, createNumbering } from './numbering.ts';
import type { Numbering } from './numbering.ts';
import { createPermutation } from './permutation.ts';
import type { PinnedLearner } from './pinned-facts.ts';
import { unlessTaken } from './unless-taken.ts';
import type { NameStock } from './vocabulary.ts';

/** Most seeded learners that a campus takes. */
export const SEEDED_LEARNERS_MAX = 10_000_000;

/** The people of a campus, each composed when asked for. */
export interface Learners {
  readonly numbering: Numbering;
  at(index: number): Learner;
  byUsername(username: string): Learner | undefined;
  /** How many of the first seeded learners are awkward. */
  readonly awkwardCount: number;
  /** The awkward learner with this ordinal, if it is one. */
  awkwardAt(ordinal: number): AwkwardLearner | undefined;
}

export interface LearnersOptions {
  readonly seed: number;
  readonly count: number;
  readonly awkward: boolean;
  readonly pinned: readonly PinnedLearner[];
  readonly names: readonly NameStock[];
  /** The department of a learner who has none pinned, from what was drawn. */
  readonly departmentIndexOf: (drawn: number) => number;
}

const TRAIT = { stock: 0, givenName: 1, familyName: 2, department: 3, domain: 4 } as const;
const DOMAINS: readonly string[] = ['example.org', 'example.com', 'example.net', 'students.example.org'];

// A user name ends in five characters that carry the ordinal, pinned ones (above the seeded) included.
const CODE_LENGTH = 5;
const CODE_COUNT = 36 ** CODE_LENGTH;

interface Naming {
  readonly given: SpelledName;
  readonly family: SpelledName;
  readonly locale: string;
}

export function createLearners(options: LearnersOptions): Learners {
  const { seed, pinned, departmentIndexOf } = options;
  const numbering = createNumbering({ pinned: pinned.length, seeded: options.count, capacity: SEEDED_LEARNERS_MAX });
  const key = keyOf(seed, 'learner');
  const codes = createPermutation(CODE_COUNT, keyOf(seed, 'learner.code'));
  const stocks = options.names.flatMap((stock) => Array.from({ length: stock.share }, () => stock));
  const awkward = options.awkward ? AWKWARD_LEARNERS : [];
  const pinnedUsernames = new Map(pinned.flatMap(({ username }, index) => (username === undefined ? [] : [[username, index]])));
  const pinnedEmails = new Set(pinned.flatMap(({ email }) => email?.toLowerCase() ?? []));
  // Whoever might have a pinned name. Looking at all others' names would be a third of the cost of a learner.
  const crowded = new Set([...pinnedUsernames.keys(), ...pinnedEmails].flatMap((name) => ordinalIn(name) ?? []));

  function nameOf(hash: number): Naming {
    const { givenNames, familyNames, locale } = pick(stocks, draw(hash, TRAIT.stock));
    return {
      given: pick(givenNames, draw(hash, TRAIT.givenName)),
      family: pick(familyNames, draw(hash, TRAIT.familyName)),
      locale,
    };
  }

  function seededAt(ordinal: number, index: number): Learner {
    const hash = hashOf(key, ordinal);
    const oddity = awkward[ordinal];
    const { given, family, locale } = oddity === undefined
      ? nameOf(hash)
      : { given: oddity.givenName, family: oddity.familyName, locale: oddity.locale };
    const code = (CODE_COUNT + codes.forward(ordinal)).toString(36).slice(1);
    const domain = pick(DOMAINS, draw(hash, TRAIT.domain));
    const learner: Learner = {
      index,
      givenName: given.text,
      familyName: family.text,
      fullName: fullNameOf(given.text, family.text),
      username: joined(given, family, '-', '', code),
      email: `${joined(given, family, '.', '', code)}@${domain}`,
      locale,
      departmentIndex: departmentIndexOf(draw(hash, TRAIT.department)),
    };
    if (oddity === undefined && !crowded.has(ordinal)) return learner;
    return {
      ...learner,
      username: unlessTaken(pinnedUsernames, (attempt) => joined(given, family, '-', nth(attempt), code)),
      email: unlessTaken(pinnedEmails, (attempt) => `${joined(given, family, '.', nth(attempt), code)}@${domain}`),
      ...(oddity === undefined ? {} : { label: oddity.label }),
    };
  }

  function at(index: number): Learner {
    assertIndex('learner', index, numbering.count);
    const seeded = seededAt(numbering.ordinalOf(index), index);
    const facts = pinned[index];
    return facts === undefined ? seeded : withPinned(seeded, facts);
  }

  return {
    numbering,
    at,
    awkwardCount: Math.min(awkward.length, options.count),
    awkwardAt: (ordinal) => awkward[ordinal],
    byUsername(username) {
      const ordinal = ordinalIn(username);
      const index = pinnedUsernames.get(username) ?? (ordinal === undefined ? undefined : numbering.indexOf(ordinal));
      const learner = index === undefined ? undefined : at(index);
      return learner?.username === username ? learner : undefined;
    },
  };

  /** Whose code a user name or an e-mail has, as far as its shape goes. */
  function ordinalIn(name: string): number | undefined {
    const code = /[-.]([0-9a-z]{5})(?:@.*)?$/.exec(name)?.[1];
    return code === undefined ? undefined : codes.backward(Number.parseInt(code, 36));
  }
}

function withPinned(seeded: Learner, facts: PinnedLearner): Learner {
  const told = { ...seeded, ...facts };
  return { ...told, fullName: fullNameOf(told.givenName, told.familyName) };
}

function fullNameOf(givenName: string, familyName: string): string {
  return familyName === '' ? givenName : `${givenName} ${familyName}`;
}

function joined(given: SpelledName, family: SpelledName, separator: string, nth: string, code: string): string {
  const name = family.latin === '' ? given.latin : given.latin + separator + family.latin;
  return name + nth + separator + code;
}

function nth(attempt: number): string {
  return attempt === 0 ? '' : String(attempt + 1);
}
