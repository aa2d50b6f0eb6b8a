import type { Command } from 'commander';

import { formatInstant } from '../campus/instant.ts';
import { SERVE_DEFAULTS, SERVE_FLAGS, variableOf } from './serve-options.ts';
import type { Flag } from './serve-options.ts';

/** Gives a command the options of a server: all, or those with these names. */
export function addFlags(command: Command, names?: readonly Flag['name'][]): void {
  for (const { name, argument, negated, repeatable, description } of SERVE_FLAGS) {
    if (names !== undefined && !names.includes(name)) continue;
    const flag = negated === true ? `--no-${name}` : argument === undefined ? `--${name}` : `--${name} ${argument}`;
    const shown = argument === undefined ? '' : defaultOf(name);
    const text = `${description}${shown} [${variableOf(name)}]`;
    if (repeatable === true) command.option(flag, text, collect);
    else command.option(flag, text);
  }
}

/** The values of a flag that stands more than once. */
function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
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
  if (name === 'variant') return '';
  const value = name === 'now' ? formatInstant(SERVE_DEFAULTS.now, { fractionDigits: 0 }) : SERVE_DEFAULTS[name];
  return value === undefined ? '' : ` (default: ${String(value)})`;
}
