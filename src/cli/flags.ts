import type { Command } from 'commander';

import { formatInstant } from '../campus/instant.ts';
import { SERVE_DEFAULTS, SERVE_FLAGS, flagOf, variableOf } from './serve-options.ts';
import type { Flag } from './serve-options.ts';

/** Gives a command the options of a server: all, or those with these names. */
export function addFlags(command: Command, names?: readonly Flag['name'][]): void {
  for (const { name, argument, negated, description } of SERVE_FLAGS) {
    if (names !== undefined && !names.includes(name)) continue;
    const plain = flagOf(name);
    const flag = negated === true ? `--no-${plain}` : argument === undefined ? `--${plain}` : `--${plain} ${argument}`;
    const shown = argument === undefined ? '' : defaultOf(name);
    command.option(flag, `${description}${shown} [${variableOf(name)}]`);
  }
}

/** What the command line itself said: not what commander puts in for what it didn't. */
export function flagsOf(command: Command): Readonly<Record<string, unknown>> {
  const given = Object.entries<unknown>(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  );
  return Object.fromEntries(given);
}

function defaultOf(name: Flag['name']): string {
  const value = name === 'now' ? formatInstant(SERVE_DEFAULTS.now, { fractionDigits: 0 }) : SERVE_DEFAULTS[name];
  return value === undefined ? '' : ` (default: ${String(value)})`;
}
