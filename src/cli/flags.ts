import type { Command } from 'commander';

import { formatInstant } from '../campus/instant.ts';
import { SERVE_DEFAULTS, SERVE_FLAGS, flagOf, variableOf } from './serve-options.ts';
import type { Flag } from './serve-options.ts';

/** The flags that say which campus it is. */
export const CAMPUS_FLAGS: readonly Flag['name'][] = [
  'seed',
  'learners',
  'courses',
  'now',
  'fixtures',
  'samples',
  'awkward',
];

/** The flags that narrow what the command campus lists. */
export const QUERY_FLAGS: readonly (readonly [flag: string, description: string])[] = [
  ['--state <state>', 'enrolled, in-progress, passed, failed or withdrawn'],
  ['--course <name>', 'a key, a slug, a code, or an id in one of the APIs'],
  ['--learner <name>', 'a user name, or an id in one of the APIs'],
  ['--department <code>', 'the learners of a department and those below it'],
  ['--label <label>', 'why a learner is awkward, or any'],
  ['--search <text>', 'a part of a name or a title'],
  ['--language <tag>', 'of a course: en-US, fi-FI or sv-SE'],
  ['--scale <scale>', 'of a course: letters, zero-to-five or pass-fail'],
  ['--limit <number>', 'at most so many (default: 20)'],
];

/** Gives a command the options of a server: all, or those with these names. */
export function addFlags(command: Command, names?: readonly Flag['name'][]): void {
  for (const { name, argument, negated, repeatable, description } of SERVE_FLAGS) {
    if (names !== undefined && !names.includes(name)) continue;
    const plain = negated === true ? `--no-${name}` : flagOf(name);
    const flag = argument === undefined ? plain : `${plain} ${argument}`;
    const shown = argument === undefined ? '' : defaultOf(name);
    const text = `${description}${shown} [${variableOf(name)}]`;
    if (repeatable === true) command.option(flag, text, collect);
    else command.option(flag, text);
  }
}

/** The values of a flag that stands more than once. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** What the command line itself said: not what commander puts in for what it didn't. */
export function flagsOf(command: Command): Readonly<Record<string, unknown>> {
  const given = Object.entries<unknown>(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  );
  return Object.fromEntries(given);
}

function defaultOf(name: Flag['name']): string {
  if (name === 'variant' || name === 'spec') return '';
  const value = name === 'now' ? formatInstant(SERVE_DEFAULTS.now, { fractionDigits: 0 }) : SERVE_DEFAULTS[name];
  return value === undefined || String(value) === '' ? '' : ` (default: ${String(value)})`;
}

/** Parts the flags that narrow a list from those that say which campus it is. */
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
