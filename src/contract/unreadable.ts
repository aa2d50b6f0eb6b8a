/** A text that doesn't have the form that its place in the contract asks for, so that it stands for no value. */
export class Unreadable {
  readonly text: string;
  /** What was expected, for a person. */
  readonly problem: string;

  constructor(text: string, problem: string) {
    this.text = text;
    this.problem = problem;
  }
}
