import { fiveDigits } from '../ids/base36.ts';
import type { SpelledName } from './hand-listed-words.ts';
import { below, keyOf } from '../hash.ts';
import type { Learner } from '../learner.ts';
import type { PinnedLearner } from '../pinned/pinned-facts.ts';
import { unlessTaken } from '../ids/unless-taken.ts';

/** A name and its prefixes in usernames and e-mail addresses: `ayman-`, `ayman.`; empty without Latin letters. */
export interface NamePart {
  readonly text: string;
  readonly dashed: string;
  readonly dotted: string;
}

/** Computed once per word, because composing names is a large part of the cost of a learner. */
export function namePartOf({ text, latin }: SpelledName): NamePart {
  return latin === '' ? { text, dashed: '', dotted: '' } : { text, dashed: `${latin}-`, dotted: `${latin}.` };
}

/** The names of a learner, and the locale. */
export interface Naming {
  readonly given: NamePart;
  readonly family: NamePart;
  readonly locale: string;
}

/** The identity of a learner. Username and e-mail address are unique. */
export type LearnerIdentity = Pick<Learner, 'givenName' | 'familyName' | 'username' | 'email' | 'locale'>;

/** Converts the ordinal of a learner to names, and back. */
export interface LearnerNames {
  of(ordinal: number, naming: Naming, domain: string): LearnerIdentity;
  /** Reads the ordinal in a username, if the format matches. */
  ordinalIn(username: string): number | undefined;
}

// Five characters contain the ordinal. Of the 60 million values, those above the seeded learners are for pinned ones.
const CODE_COUNT = 36 ** 5;
// Distance between the codes of consecutive ordinals, and its inverse modulo the number of codes. It is about the golden
// ratio of that number, so the codes of neighbours look unrelated.
const CODE_STEP = 37_370_147;
const CODE_STEP_BACK = 2_392_715;

/** Names the learners of a seed. A seeded learner never gets a pinned name. */
export function createLearnerNames(seed: number, pinned: readonly PinnedLearner[]): LearnerNames {
  const firstCode = below(keyOf(seed, 'learner.code'), CODE_COUNT);
  const usernames = new Set(pinned.flatMap(({ username }) => username ?? []));
  const emails = new Set(pinned.flatMap(({ email }) => email?.toLowerCase() ?? []));
  // Learners that could have a pinned name. Checking all learners would be a third of the cost of a learner.
  const crowded = new Set([...usernames, ...emails].flatMap((name) => ordinalIn(name) ?? []));

  function codeOf(ordinal: number): string {
    // Exact, because the product is below 2^53, and faster than % for such large numbers.
    const place = ordinal * CODE_STEP + firstCode;
    return fiveDigits(place - Math.floor(place / CODE_COUNT) * CODE_COUNT);
  }

  function ordinalIn(name: string): number | undefined {
    const code = /[-.]([0-9a-z]{5})(?:@.*)?$/.exec(name)?.[1];
    if (code === undefined) return undefined;
    return ((Number.parseInt(code, 36) - firstCode + CODE_COUNT) * CODE_STEP_BACK) % CODE_COUNT;
  }

  return {
    of(ordinal, { given, family, locale }, domain) {
      const code = codeOf(ordinal);
      const username = given.dashed + family.dashed;
      const email = given.dotted + family.dotted;
      const identity = {
        givenName: given.text,
        familyName: family.text,
        username: username + code,
        email: email + code + domain,
        locale,
      };
      if (!crowded.has(ordinal)) return identity;
      return {
        ...identity,
        username: unlessTaken(usernames, (attempt) => numbered(username, attempt) + code),
        email: unlessTaken(emails, (attempt) => numbered(email, attempt) + code + domain),
      };
    },
    ordinalIn,
  };
}

/** Maximum 30 characters: 11 + 1 + 10 of the name, two digits, a separator and the code. */
function numbered(name: string, attempt: number): string {
  return attempt === 0 ? name : name.slice(0, -1) + (attempt + 1) + name.slice(-1);
}
