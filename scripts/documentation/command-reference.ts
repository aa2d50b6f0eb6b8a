import type { Command, Option } from 'commander';

import { defaultOf, flagTextOf } from '../../src/cli/flags.ts';
import { createProgram } from '../../src/cli/program.ts';
import { SERVE_FLAGS, variableOf } from '../../src/cli/serve-options.ts';
import type { Flag } from '../../src/cli/serve-options.ts';
import type { Parts } from './documents.ts';
import { code, table } from './markdown.ts';

/** The commands with their own options, and the options of a server. */
export function commandParts(): Parts {
  const program = createProgram({ continueWithoutOutput: () => undefined, warn: () => undefined });
  return { commands: program.commands.map(commandText).join('\n\n'), options: optionTable() };
}

function commandText(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const shown = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? ` <${shown}>` : ` [${shown}]`;
  });
  // An option of the same name with a text of its own is another one.
  const isShared = (option: Option): boolean => option.description.startsWith(serverFlagOf(option)?.description ?? '-');
  const own = command.options.filter((option) => !isShared(option));
  const shared = command.options.filter(isShared);
  const names = listOf(shared.map(({ long }) => long ?? ''));
  const others = SERVE_FLAGS.map(longOf).filter((long) => command.options.every((option) => option.long !== long));
  const isMost = shared.length > SERVE_FLAGS.length / 2;
  const sharedText = isMost ? `all options below${others.length === 0 ? '' : `, but ${listOf(others)}`}` : names;
  return [
    `### ${code(`lms-mock ${command.name()}${words.join('')}`)}`,
    command.description(),
    ...(own.length === 0
      ? []
      : [
          table(
            ['option', 'description'],
            own.map(({ flags, description }) => [code(flags), description]),
          ),
        ]),
    ...(shared.length === 0 ? [] : [`${own.length === 0 ? 'Takes' : 'Also takes'} ${sharedText}.`]),
  ].join('\n\n');
}

function serverFlagOf({ long }: Option): Flag | undefined {
  return SERVE_FLAGS.find((flag) => longOf(flag) === long);
}

function longOf(flag: Flag): string {
  return flagTextOf(flag).split(' ')[0] ?? '';
}

function listOf(flags: readonly string[]): string {
  return flags.map(code).join(', ');
}

function optionTable(): string {
  const rows = SERVE_FLAGS.map((flag) => [
    code(flagTextOf(flag)),
    code(variableOf(flag.name)),
    code(keyOf(flag)),
    flag.argument === undefined ? '' : (defaultOf(flag.name) ?? ''),
    flag.description,
  ]);
  return table(['flag', 'environment variable', 'key in the file', 'default', 'description'], rows);
}

/** The key of an option in the configuration file and in a program. */
function keyOf({ name }: Flag): string {
  return name === 'variant' || name === 'spec' ? `${name}s` : name;
}
