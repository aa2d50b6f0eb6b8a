import type { Command } from 'commander';

import { formatInstant } from '../campus/instant.ts';
import { SERVE_DEFAULTS, SERVE_FLAGS, flagOf, variableOf } from './serve-options.ts';
import type { Flag } from './serve-options.ts';

/** The flags that decide what the campus contains. */
export const CAMPUS_FLAGS: readonly Flag['name'][] = [
  'seed',
  'learners',
  'courses',
  'now',
  'fixtures',
  'samples',
  'awkward',
];

/** The filters of the command campus. */
export const QUERY_FLAGS: readonly (readonly [flag: string, description: string])[] = [
  ['--state <state>', 'State of an enrolment: enrolled, in-progress, passed, failed or withdrawn.'],
  ['--course <name>', 'Key, slug or code of a course, or its id in one of the APIs.'],
  ['--learner <name>', 'User name of a learner, or an id in one of the APIs.'],
  ['--department <code>', 'Code of a department. Includes the departments below it.'],
  ['--label <label>', 'Label of a learner that is hard to handle, or any.'],
  ['--search <text>', 'Part of a name or a title.'],
  ['--language <tag>', 'Language of a course: en-US, fi-FI or sv-SE.'],
  ['--scale <scale>', 'Grading scale of a course: letters, zero-to-five or pass-fail.'],
  ['--limit <number>', 'Maximum number of rows. (default: 20)'],
];

/** The flags of the server that check starts: those without effect on it are left out, and it takes any free port. */
export const CHECK_FLAGS: readonly Flag['name'][] = SERVE_FLAGS.map(({ name }) => name).filter(
  (name) => !['port', 'log', 'quiet', 'watch', 'readyFile'].includes(name),
);

/** Adds the options of a server to a command: all, or those with these names. */
export function addFlags(command: Command, names?: readonly Flag['name'][]): void {
  for (const flag of SERVE_FLAGS) {
    const { name, argument, repeatable, description } = flag;
    if (names !== undefined && !names.includes(name)) continue;
    const byDefault = argument === undefined ? undefined : defaultOf(name);
    const shown = byDefault === undefined ? '' : ` (default: ${byDefault})`;
    const text = `${description}${shown} [${variableOf(name)}]`;
    if (repeatable === true) command.option(flagTextOf(flag), text, collect);
    else command.option(flagTextOf(flag), text);
  }
}

/** A flag with its value, as the help shows it: `--port <number>`. */
export function flagTextOf({ name, argument, negated }: Flag): string {
  const plain = negated === true ? `--no-${name}` : flagOf(name);
  return argument === undefined ? plain : `${plain} ${argument}`;
}

/** The default of an option, as the help shows it. Undefined if the option has none. */
export function defaultOf(name: Flag['name']): string | undefined {
  if (name === 'variant' || name === 'spec') return undefined;
  if (name === 'now') return formatInstant(SERVE_DEFAULTS.now, { fractionDigits: 0 });
  const text = String(SERVE_DEFAULTS[name] ?? '');
  return text === '' ? undefined : text;
}

/** Collects the values of a flag that is given more than once. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** The flags that are on the command line, without the defaults that commander adds. */
export function flagsOf(command: Command): Readonly<Record<string, unknown>> {
  const given = Object.entries<unknown>(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  );
  return Object.fromEntries(given);
}

/** Splits the flags into the filters of a list and the options of the campus. */
export function splitFlags(
  given: Readonly<Record<string, unknown>>,
): readonly [query: Readonly<Record<string, unknown>>, campus: Readonly<Record<string, unknown>>] {
  const ofQuery = new Set(QUERY_FLAGS.map(([flag]) => flag.slice(2).split(' ')[0]));
  const entries = Object.entries(given);
  return [
    Object.fromEntries(entries.filter(([name]) => ofQuery.has(name))),
    Object.fromEntries(entries.filter(([name]) => !ofQuery.has(name))),
  ];
}
