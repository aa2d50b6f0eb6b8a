/** A text without the form that the contract requires, so that it has no value. */
export class Unreadable {
  readonly text: string;
  /** The expected form, for messages. */
  readonly problem: string;
  /** The part of a body, as a JSON pointer. Empty for the whole body. Secrets are recognised by the name in it. */
  readonly place: string;

  constructor(text: string, problem: string, place: string = '') {
    this.text = text;
    this.problem = problem;
    this.place = place;
  }
}
