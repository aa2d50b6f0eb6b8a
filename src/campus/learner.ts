import type { AwkwardLabel } from './names/awkward.ts';
import type { PinnedIds } from './pinned/pinned-ids.ts';

/** A person who learns. Anybody may be called anything: the name is for people to read, never a key. */
export interface Learner {
  readonly index: number;
  readonly givenName: string;
  /** Empty where the learner goes by one name. */
  readonly familyName: string;
  readonly fullName: string;
  /** 2-30 characters of A-Z a-z 0-9 _ -, unique, its case kept. */
  readonly username: string;
  /** Unique, ASCII, at a domain that is reserved for examples unless pinned. */
  readonly email: string;
  /** BCP 47, such as `fi-FI`. */
  readonly locale: string;
  readonly departmentIndex: number;
  /** Why this learner is awkward; undefined for everyone else. */
  readonly label?: AwkwardLabel | undefined;
  /** The ids that a fixture fixes, by the name of their space. */
  readonly ids?: PinnedIds | undefined;
}

/** A learner as a plain object, all of it told: to keep, to spread, to compare or to print. */
export function toldLearner(learner: Learner): Learner {
  const { index, givenName, familyName, fullName, username, email, locale, departmentIndex, label, ids } = learner;
  return {
    index,
    givenName,
    familyName,
    fullName,
    username,
    email,
    locale,
    departmentIndex,
    ...(label === undefined ? {} : { label }),
    ...(ids === undefined ? {} : { ids }),
  };
}

/** The given name, and the family name where there is one. */
export function fullNameOf(givenName: string, familyName: string): string {
  return familyName === '' ? givenName : `${givenName} ${familyName}`;
}
