/** Where something stands in a fixture: keys and positions, from the top. */
export type FixturePath = readonly (string | number)[];

/** One thing that is wrong with a fixture. */
export interface FixtureProblem {
  readonly path: FixturePath;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/** A fixture that can't be taken. The message has a line for each problem, and where it is. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
  readonly code = 'ERR_LMS_MOCK_FIXTURE';
  readonly problems: readonly FixtureProblem[];

  /** @param locate gives the file and the line of a path, for people. */
  constructor(problems: readonly FixtureProblem[], locate: (path: FixturePath) => string) {
    const lines = problems.map(({ path, message }) => `${locate(path)}: ${path.join('.') || 'the file'}: ${message}`);
    super(lines.join('\n'));
    this.problems = problems;
  }
}
