import type { AwkwardLabel } from '../names/awkward.ts';
import type { LearnerIdentity } from '../names/learner-names.ts';
import { fullNameOf } from '../learner.ts';
import type { Learner } from '../learner.ts';

/** Functions that compute the members of a learner from the ordinal. */
export interface LearnerDraws {
  identityOf(ordinal: number): LearnerIdentity;
  departmentIndexOf(ordinal: number): number;
  labelOf(ordinal: number): AwkwardLabel | undefined;
}

/**
 * A learner whose members are computed when they are read, because a list of a million reads few of each. Absent members
 * of a pinned learner are drawn the same way.
 */
export class SeededLearner implements Learner {
  readonly index: number;
  readonly #ordinal: number;
  readonly #draws: LearnerDraws;
  #identity: LearnerIdentity | undefined;

  constructor(index: number, ordinal: number, draws: LearnerDraws) {
    this.index = index;
    this.#ordinal = ordinal;
    this.#draws = draws;
  }

  get givenName(): string {
    return this.#known().givenName;
  }

  get familyName(): string {
    return this.#known().familyName;
  }

  get fullName(): string {
    return fullNameOf(this.givenName, this.familyName);
  }

  get username(): string {
    return this.#known().username;
  }

  get email(): string {
    return this.#known().email;
  }

  get locale(): string {
    return this.#known().locale;
  }

  get departmentIndex(): number {
    return this.#draws.departmentIndexOf(this.#ordinal);
  }

  get label(): AwkwardLabel | undefined {
    return this.#draws.labelOf(this.#ordinal);
  }

  #known(): LearnerIdentity {
    return (this.#identity ??= this.#draws.identityOf(this.#ordinal));
  }
}
