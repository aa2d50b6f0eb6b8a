import { didYouMean } from '../contract/match/nearest.ts';
import { SPOOL_VARIABLE } from '../spool/spool-line.ts';
import { SERVE_FLAGS, variableOf } from './serve-options.ts';

const PREFIX = 'LMS_MOCK_';

/** Variables that `check` sets for its command, and that are no options. */
const SET_BY_CHECK: ReadonlySet<string> = new Set(['LMS_MOCK_URL', SPOOL_VARIABLE]);

/** Returns a line for each environment variable that looks like an option of lms-mock and is none. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const options = SERVE_FLAGS.map(({ name }) => variableOf(name));
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !options.includes(name) && !SET_BY_CHECK.has(name))
    .map((name) => `Warning: the environment variable ${name} is no option of lms-mock${didYouMean(name, options)}.`);
}
