import { CommanderError } from 'commander';

import { isInputError } from '../config/input-error.ts';
import { createProgram } from './program.ts';

/** Bad input: an unknown option, an invalid value, a broken file, a port in use. */
const EXIT_BAD_INPUT = 2;
/** A defect of lms-mock. */
const EXIT_DEFECT = 70;
/** The exit code if lms-mock can't write to standard output, for example because the disk is full. */
const EXIT_OUTPUT = 74;

/** Options of earlier versions, and the replacement of each. */
const REMOVED_OPTIONS: readonly (readonly [option: string, advice: string])[] = [
  ['--matrix', 'Use lms-mock check --variants all to run a command once for each choice.'],
];

let isOutputOptional = false;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isOutputOptional) return;
  // The reader closed the pipe, as in `| head`.
  if (error.code === 'EPIPE') process.exit();
  console.error(`Can't write to standard output: ${error.message}.`);
  process.exit(EXIT_OUTPUT);
});
// An error of standard error can't be reported anywhere.
process.stderr.on('error', () => undefined);

try {
  await createProgram({
    continueWithoutOutput: () => void (isOutputOptional = true),
    warn: (line) => console.error(line),
  }).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints one line for an error that the user can correct, and the whole error for a defect of ours. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    const removed = REMOVED_OPTIONS.find(([option]) => message.includes(`'${option}'`));
    console.error(
      removed === undefined ? `${message} See lms-mock --help.` : `${removed[0]} was removed. ${removed[1]}`,
    );
    return EXIT_BAD_INPUT;
  }
  if (isInputError(error)) {
    console.error(error.message);
    return EXIT_BAD_INPUT;
  }
  console.error('lms-mock has failed because of a defect. Please report it with the following error.');
  console.error(error);
  return EXIT_DEFECT;
}
