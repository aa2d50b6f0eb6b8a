import type { AwkwardLabel } from './awkward.ts';
import type { Naming, Usernames } from './learner-names.ts';
import type { Learner } from './learner.ts';

/** What a learner is drawn from, by ordinal. */
export interface LearnerDraws {
  namingOf(ordinal: number): Naming;
  usernamesOf(ordinal: number, naming: Naming): Usernames;
  departmentIndexOf(ordinal: number): number;
  labelOf(ordinal: number): AwkwardLabel | undefined;
}

/** A learner of whom nothing is drawn before it is asked for: a list of a million asks for little of each. */
export class SeededLearner implements Learner {
  readonly index: number;
  readonly #ordinal: number;
  readonly #draws: LearnerDraws;
  #naming: Naming | undefined;
  #usernames: Usernames | undefined;

  constructor(index: number, ordinal: number, draws: LearnerDraws) {
    this.index = index;
    this.#ordinal = ordinal;
    this.#draws = draws;
  }

  get givenName(): string {
    return this.#called().given.text;
  }

  get familyName(): string {
    return this.#called().family.text;
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
    return this.#called().locale;
  }

  get departmentIndex(): number {
    return this.#draws.departmentIndexOf(this.#ordinal);
  }

  get label(): AwkwardLabel | undefined {
    return this.#draws.labelOf(this.#ordinal);
  }

  #called(): Naming {
    return (this.#naming ??= this.#draws.namingOf(this.#ordinal));
  }

  #known(): Usernames {
    return (this.#usernames ??= this.#draws.usernamesOf(this.#ordinal, this.#called()));
  }
}

export function fullNameOf(givenName: string, familyName: string): string {
  return familyName === '' ? givenName : `${givenName} ${familyName}`;
}
