/** A text that doesn't have the form that its place in the contract asks for, so that it stands for no value. */
export class Unreadable {
  readonly text: string;
  /** What was expected, for a person. */
  readonly problem: string;
  /** Which part of a body it is, as a JSON pointer; empty for the whole body. Secrets are recognised by the name in it. */
  readonly place: string;

  constructor(text: string, problem: string, place: string = '') {
    this.text = text;
    this.problem = problem;
    this.place = place;
  }
}
