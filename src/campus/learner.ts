import type { AwkwardLabel } from './names/awkward.ts';
import type { PinnedIds } from './pinned/pinned-ids.ts';

/** A person who learns. Names are not unique and are never keys. */
export interface Learner {
  readonly index: number;
  readonly givenName: string;
  /** Empty if the learner has a single name. */
  readonly familyName: string;
  readonly fullName: string;
  /** 2-30 characters of A-Z a-z 0-9 _ -, unique, case-sensitive. */
  readonly username: string;
  /** Unique, ASCII, at a domain that is reserved for examples unless pinned. */
  readonly email: string;
  /** BCP 47, such as `fi-FI`. */
  readonly locale: string;
  readonly departmentIndex: number;
  /** The reason why this learner is awkward; undefined for other learners. */
  readonly label?: AwkwardLabel | undefined;
  /** Ids that a fixture fixes, by the name of the id space. */
  readonly ids?: PinnedIds | undefined;
}

/** A learner as a plain object, to keep, spread, compare or print. */
export function plainLearner(learner: Learner): Learner {
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

/** The given name, and the family name if there is one. */
export function fullNameOf(givenName: string, familyName: string): string {
  return familyName === '' ? givenName : `${givenName} ${familyName}`;
}
