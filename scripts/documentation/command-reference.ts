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
  const own = command.options.filter((option) => serverFlagOf(option) === undefined);
  const shared = command.options.filter((option) => serverFlagOf(option) !== undefined);
  const takesAll = shared.length === SERVE_FLAGS.length;
  const names = shared.map(({ long }) => code(long ?? '')).join(', ');
  const sharedText = takesAll ? 'all of the options below' : names;
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
  return SERVE_FLAGS.find((flag) => flagTextOf(flag).split(' ')[0] === long);
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
