import { fiveDigits } from '../ids/base36.ts';
import type { SpelledName } from './hand-listed-words.ts';
import { below, keyOf } from '../hash.ts';
import type { Learner } from '../learner.ts';
import type { PinnedLearner } from '../pinned/pinned-facts.ts';
import { unlessTaken } from '../ids/unless-taken.ts';

/** A name, and how a user name and an e-mail begin with it: `ayman-`, `ayman.`; without Latin letters they don't. */
export interface NamePart {
  readonly text: string;
  readonly dashed: string;
  readonly dotted: string;
}

/** Made once for each word, not for each learner: putting names together is much of what a learner costs. */
export function namePartOf({ text, latin }: SpelledName): NamePart {
  return latin === '' ? { text, dashed: '', dotted: '' } : { text, dashed: `${latin}-`, dotted: `${latin}.` };
}

/** What a learner is called, and where that puts them. */
export interface Naming {
  readonly given: NamePart;
  readonly family: NamePart;
  readonly locale: string;
}

/** All that tells who a learner is; user name and e-mail are nobody else's. */
export type LearnerIdentity = Pick<Learner, 'givenName' | 'familyName' | 'username' | 'email' | 'locale'>;

/** The names of a learner by ordinal, and the way back. */
export interface LearnerNames {
  of(ordinal: number, naming: Naming, domain: string): LearnerIdentity;
  /** The ordinal whose code a user name has, as far as its shape goes. */
  ordinalIn(username: string): number | undefined;
}

// Five characters carry the ordinal; of 60 million there is room for pinned learners above the seeded ones.
const CODE_COUNT = 36 ** 5;
// From one ordinal's code to the next one's, around the circle of all codes, and the same backwards: one times the other
// is 1, modulo their count. A golden section apart, neighbours look nothing alike.
const CODE_STEP = 37_370_147;
const CODE_STEP_BACK = 2_392_715;

/** Names the learners of a seed; seeded ones make room for pinned names. */
export function createLearnerNames(seed: number, pinned: readonly PinnedLearner[]): LearnerNames {
  const firstCode = below(keyOf(seed, 'learner.code'), CODE_COUNT);
  const usernames = new Set(pinned.flatMap(({ username }) => username ?? []));
  const emails = new Set(pinned.flatMap(({ email }) => email?.toLowerCase() ?? []));
  // Whoever might have a pinned name. Looking at all others' names would be a third of the cost of a learner.
  const crowded = new Set([...usernames, ...emails].flatMap((name) => ordinalIn(name) ?? []));

  function codeOf(ordinal: number): string {
    // Exact: the product stays below 2^53. Faster than % where numbers are this large.
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

/** At most 11 + 1 + 10 characters of the name, two digits, a separator and the code: 30, as a user name may have. */
function numbered(name: string, attempt: number): string {
  return attempt === 0 ? name : name.slice(0, -1) + (attempt + 1) + name.slice(-1);
}
