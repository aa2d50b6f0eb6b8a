import type { AwkwardLabel } from './awkward.ts';
import type { Named } from './learner-names.ts';
import type { Learner } from './learner.ts';

/** What a learner is drawn from, by ordinal. */
export interface LearnerDraws {
  namesOf(ordinal: number): Named;
  departmentIndexOf(ordinal: number): number;
  labelOf(ordinal: number): AwkwardLabel | undefined;
}

/** A learner of whom nothing is drawn before it is asked for: a list of a million asks for little of each. */
export class SeededLearner implements Learner {
  readonly index: number;
  readonly #ordinal: number;
  readonly #draws: LearnerDraws;
  #names: Named | undefined;

  constructor(index: number, ordinal: number, draws: LearnerDraws) {
    this.index = index;
    this.#ordinal = ordinal;
    this.#draws = draws;
  }

  get givenName(): string {
    return this.#named().givenName;
  }

  get familyName(): string {
    return this.#named().familyName;
  }

  get fullName(): string {
    return fullNameOf(this.givenName, this.familyName);
  }

  get username(): string {
    return this.#named().username;
  }

  get email(): string {
    return this.#named().email;
  }

  get locale(): string {
    return this.#named().locale;
  }

  get departmentIndex(): number {
    return this.#draws.departmentIndexOf(this.#ordinal);
  }

  get label(): AwkwardLabel | undefined {
    return this.#draws.labelOf(this.#ordinal);
  }

  #named(): Named {
    return (this.#names ??= this.#draws.namesOf(this.#ordinal));
  }
}

export function fullNameOf(givenName: string, familyName: string): string {
  return familyName === '' ? givenName : `${givenName} ${familyName}`;
}
