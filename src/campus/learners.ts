import { AWKWARD_LEARNERS } from './names/awkward.ts';
import type { AwkwardLearner } from './names/awkward.ts';
import { draw, hashOf, keyOf, pick } from './hash.ts';
import { createLearnerNames, namePartOf } from './names/learner-names.ts';
import type { Naming } from './names/learner-names.ts';
import { fullNameOf, plainLearner } from './learner.ts';
import type { Learner } from './learner.ts';
import { assertIndex, createNumbering } from './ids/numbering.ts';
import type { Numbering } from './ids/numbering.ts';
import type { PinnedLearner } from './pinned/pinned-facts.ts';
import { SeededLearner } from './seeded/seeded-learner.ts';
import type { LearnerDraws } from './seeded/seeded-learner.ts';
import type { NameStock } from './names/vocabulary.ts';

/** Maximum number of seeded learners. */
export const SEEDED_LEARNERS_MAX = 10_000_000;

/** The learners of a campus. Each is computed when it is requested. */
export interface Learners {
  readonly numbering: Numbering;
  at(index: number): Learner;
  byUsername(username: string): Learner | undefined;
  /** Case doesn't matter. */
  byEmail(email: string): Learner | undefined;
  /** Number of awkward learners. They are the first seeded learners. */
  readonly awkwardCount: number;
  /** The awkward learner with this ordinal, if it is one. */
  awkwardAt(ordinal: number): AwkwardLearner | undefined;
}

/** The inputs of the learners. */
export interface LearnersOptions {
  readonly seed: number;
  readonly count: number;
  readonly awkward: boolean;
  readonly pinned: readonly PinnedLearner[];
  readonly names: readonly NameStock[];
  /** Maps a drawn number to the department of a learner without a pinned one. */
  readonly drawnDepartmentIndex: (drawn: number) => number;
}

const TRAIT = { stock: 0, givenName: 1, familyName: 2, department: 3, domain: 4 } as const;
const DOMAINS: readonly string[] = ['@example.org', '@example.com', '@example.net', '@students.example.org'];

/** Makes the learners of a seed. */
export function createLearners(options: LearnersOptions): Learners {
  const { seed, pinned, drawnDepartmentIndex } = options;
  const numbering = createNumbering({ pinned: pinned.length, seeded: options.count, capacity: SEEDED_LEARNERS_MAX });
  const key = keyOf(seed, 'learner');
  const names = createLearnerNames(seed, pinned);
  const stocks = options.names.flatMap(({ share, locale, ...words }) => {
    const stock = { locale, given: words.givenNames.map(namePartOf), family: words.familyNames.map(namePartOf) };
    return Array.from({ length: share }, () => stock);
  });
  const awkward = options.awkward ? AWKWARD_LEARNERS : [];
  const indexByPinnedUsername = new Map(
    pinned.flatMap(({ username }, index) => (username === undefined ? [] : [[username, index]])),
  );
  const indexByPinnedEmail = new Map(
    pinned.flatMap(({ email }, index) => (email === undefined ? [] : [[email.toLowerCase(), index]])),
  );

  function namingOf(hash: number): Naming {
    const { given, family, locale } = pick(stocks, draw(hash, TRAIT.stock));
    return {
      given: pick(given, draw(hash, TRAIT.givenName)),
      family: pick(family, draw(hash, TRAIT.familyName)),
      locale,
    };
  }

  const draws: LearnerDraws = {
    identityOf(ordinal) {
      const hash = hashOf(key, ordinal);
      const oddity = awkward[ordinal];
      const naming = oddity === undefined ? namingOf(hash) : oddNamingOf(oddity);
      return names.of(ordinal, naming, pick(DOMAINS, draw(hash, TRAIT.domain)));
    },
    departmentIndexOf: (ordinal) => drawnDepartmentIndex(draw(hashOf(key, ordinal), TRAIT.department)),
    labelOf: (ordinal) => awkward[ordinal]?.label,
  };

  const seededAt = (index: number): Learner => new SeededLearner(index, numbering.ordinalOf(index), draws);
  // Pinned learners are few and often requested, so they are kept.
  const pinnedLearners = pinned.map((facts, index) => withPinned(plainLearner(seededAt(index)), facts));

  function at(index: number): Learner {
    assertIndex('learner', index, numbering.count);
    return pinnedLearners[index] ?? seededAt(index);
  }

  /** The learner whose ordinal is in a username or an e-mail address, if the format matches. */
  function seededIn(name: string): Learner | undefined {
    const ordinal = names.ordinalIn(name);
    const index = ordinal === undefined ? undefined : numbering.indexOf(ordinal);
    return index === undefined ? undefined : at(index);
  }

  function pinnedAt(index: number | undefined): Learner | undefined {
    return index === undefined ? undefined : at(index);
  }

  return {
    numbering,
    at,
    awkwardCount: Math.min(awkward.length, options.count),
    awkwardAt: (ordinal) => awkward[ordinal],
    byUsername(username) {
      const learner = pinnedAt(indexByPinnedUsername.get(username)) ?? seededIn(username);
      return learner?.username === username ? learner : undefined;
    },
    byEmail(email) {
      const sought = email.toLowerCase();
      const learner = pinnedAt(indexByPinnedEmail.get(sought)) ?? seededIn(sought);
      return learner?.email.toLowerCase() === sought ? learner : undefined;
    },
  };
}

function oddNamingOf({ given, family, locale }: AwkwardLearner): Naming {
  return { given: namePartOf(given), family: namePartOf(family), locale };
}

function withPinned(composed: Learner, facts: PinnedLearner): Learner {
  const learner = { ...composed, ...facts };
  return { ...learner, fullName: fullNameOf(learner.givenName, learner.familyName) };
}
