import type { SpelledName } from './hand-listed-words.ts';
import { keyOf } from './hash.ts';
import { createPermutation } from './permutation.ts';
import type { PinnedLearner } from './pinned-facts.ts';
import { unlessTaken } from './unless-taken.ts';

/** What a learner is called, and where that puts them. */
export interface Naming {
  readonly given: SpelledName;
  readonly family: SpelledName;
  readonly locale: string;
}

/** The user name and the e-mail of a learner by ordinal, and the way back. */
export interface LearnerNames {
  of(ordinal: number, naming: Naming, domain: string): { readonly username: string; readonly email: string };
  /** The ordinal whose code a user name has, as far as its shape goes. */
  ordinalIn(username: string): number | undefined;
}

// Five characters carry the ordinal; of 60 million there is room for pinned learners above the seeded ones.
const CODE_COUNT = 36 ** 5;

/** Names the learners of a seed; seeded ones make room for pinned names. */
export function createLearnerNames(seed: number, pinned: readonly PinnedLearner[]): LearnerNames {
  const codes = createPermutation(CODE_COUNT, keyOf(seed, 'learner.code'));
  const usernames = new Set(pinned.flatMap(({ username }) => username ?? []));
  const emails = new Set(pinned.flatMap(({ email }) => email?.toLowerCase() ?? []));
  // Whoever might have a pinned name. Looking at all others' names would be a third of the cost of a learner.
  const crowded = new Set([...usernames, ...emails].flatMap((name) => ordinalIn(name) ?? []));

  function ordinalIn(name: string): number | undefined {
    const code = /[-.]([0-9a-z]{5})(?:@.*)?$/.exec(name)?.[1];
    return code === undefined ? undefined : codes.backward(Number.parseInt(code, 36));
  }

  return {
    of(ordinal, naming, domain) {
      const code = (CODE_COUNT + codes.forward(ordinal)).toString(36).slice(1);
      const plain = { username: joined(naming, '-', code), email: `${joined(naming, '.', code)}@${domain}` };
      if (!crowded.has(ordinal)) return plain;
      return {
        username: unlessTaken(usernames, (attempt) => joined(naming, '-', code, attempt)),
        email: unlessTaken(emails, (attempt) => `${joined(naming, '.', code, attempt)}@${domain}`),
      };
    },
    ordinalIn,
  };
}

/** At most 11 + 1 + 10 characters of the name, two digits, a separator and the code: 30, as a user name may have. */
function joined({ given, family }: Naming, separator: string, code: string, attempt = 0): string {
  const name = family.latin === '' ? given.latin : given.latin + separator + family.latin;
  return attempt === 0 ? name + separator + code : name + (attempt + 1) + separator + code;
}
