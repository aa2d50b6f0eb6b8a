#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';

import { OptionError } from '../config/option-readers.ts';
import { nearestName } from '../contract/match/nearest.ts';
import { packageVersion } from '../config/package-file.ts';
import { CAMPUS_FLAGS, QUERY_FLAGS, addFlags, collect, flagsOf, splitFlags } from './flags.ts';
import { readServeOptions } from './serve-options.ts';
import type { VariantsFlags } from './variants.ts';

/** Bad input: an unknown flag, a value that can't be used, a broken file, a port in use. */
const EXIT_BAD_INPUT = 2;
/** A defect of lms-mock. */
const EXIT_DEFECT = 70;
/** Standard output can't be written: the disk is full. */
const EXIT_OUTPUT = 74;

/** The command goes on without a reader of its output: a server in the middle of a test run, or the run itself. */
let isOutputOptional = false;

/** Options of earlier versions, and the replacement of each. */
const REMOVED_OPTIONS: readonly (readonly [option: string, advice: string])[] = [
  ['--matrix', 'Use lms-mock check --variants all to run a command once for each choice.'],
];

const program = new Command('lms-mock')
  .description(
    'Serves the learning-platform APIs of MOOCit, StackOne, iSpring Learn and the University of Helsinki, made up and checked.',
  )
  .version(packageVersion())
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  // What a command needs is loaded when it is run: --help answers at once. What Node makes of it, it keeps for the next time.
  .hook('preAction', () => void enableCompileCache());

const serveCommand = program
  .command('serve', { isDefault: true })
  .description('serve the APIs until Ctrl+C')
  .allowExcessArguments()
  .addHelpText(
    'after',
    '\nEach option is also an environment variable (--port is LMS_MOCK_PORT) and a key of lms-mock.config.yaml or .json.',
  )
  .action(async (_flags: unknown, command: Command) => {
    if (command.args.length > 0) throw unknownCommand(command.args[0] ?? '');
    const options = readServeOptions(flagsOf(command), process.env);
    isOutputOptional = true;
    const { serve } = await import('./serve.ts');
    await serve(options);
  });
addFlags(serveCommand);

const campusCommand = program
  .command('campus')
  .description('show who and what is on the campus, under the ids that each API uses')
  .argument('[list]', 'learners, courses or enrolments; the summary where it is left out')
  .addHelpText('after', '\nWho failed, and under which ids: lms-mock campus enrolments --state failed --limit 5')
  .action(async (list: string | undefined, _flags: unknown, command: Command) => {
    const { json = false, ...given } = flagsOf(command);
    const [query, flags] = splitFlags(given);
    const options = readServeOptions(flags, process.env);
    const { showCampus } = await import('./campus.ts');
    await showCampus({ ...(list === undefined ? {} : { list }), query, json: json === true, options });
  });
for (const [flag, description] of QUERY_FLAGS) campusCommand.option(flag, description);
campusCommand.option('--json', 'print JSON');
addFlags(campusCommand, CAMPUS_FLAGS);

const permissionsCommand = program
  .command('permissions')
  .description('show who may call what: each operation as each persona, asked of the APIs themselves')
  .option('--api <name>', 'of one API alone')
  .option('--format <format>', 'markdown or json (default: markdown)')
  .action(async (_flags: unknown, self: Command) => {
    const { api, format, ...flags } = flagsOf(self);
    const { showPermissions } = await import('./permissions.ts');
    await showPermissions({ api, format }, readServeOptions(flags, process.env));
  });
addFlags(permissionsCommand, [...CAMPUS_FLAGS, 'variant']);

const checkCommand = program
  .command('check')
  .description('run a command, such as the tests of a client, against a server of its own, and judge what it did')
  .argument('[command...]', 'behind two dashes: lms-mock check -- npm test')
  .addHelpText(
    'after',
    `
The command finds LMS_MOCK_URL, MOOCIT_BASE_URL, STACKONE_BASE_URL, ISPRING_BASE_URL, HELSINKI_BASE_URL and the credentials
in its environment. Mocks that its processes make with createMock() are judged, too.

Exit codes
  the command's own  it did not pass; 128 and the signal's number where a signal ended it
  0                  it passed and kept the contracts
  2                  a flag, a file or the command can't be used; nothing was run
  3                  it passed, but broke a contract, covered too little, sent no request, or failed in a reading
  70                 a defect of lms-mock
  74                 it passed and kept the contracts, but a report could not be written, as on a full disk`,
  )
  .action(async (command: readonly string[], _flags: unknown, self: Command) => {
    const { failOn, minCoverage, report: reports, variants, allowNoExchanges, ...flags } = flagsOf(self);
    const { check, readCheckFlags } = await import('./check/check.ts');
    const options = readServeOptions({ port: 0, ...flags }, process.env);
    isOutputOptional = true;
    process.exitCode = await check(
      command,
      readCheckFlags({ failOn, minCoverage, report: reports, variants, allowNoExchanges }),
      options,
    );
  });
checkCommand
  .option('--allow-no-exchanges', 'pass a command that sends no request')
  .option('--fail-on <severity>', 'the least that fails: error, warning or never (default: error)')
  .option('--min-coverage <percent>', 'the least coverage of the contracts (default: 0)')
  .option(
    '--report <kind=path>',
    'write a report: text, json, junit, ctrf, markdown or html; may stand more than once',
    collect,
  )
  .option(
    '--variants <which>',
    'run the command once for each choice of a variant: all, an API, or a variant such as moocit.no-match',
  );
addFlags(checkCommand);

const explainCommand = program
  .command('explain [api] [operation]')
  .description("show what the contracts say, and what of it is the vendor's word")
  .option('--json', 'print JSON')
  .action(async (api: string | undefined, operationId: string | undefined, _flags: unknown, command: Command) => {
    const { json = false, ...flags } = flagsOf(command);
    const { specs, allowedFolders } = readServeOptions(flags, process.env);
    const { explain } = await import('./explain.ts');
    explain({ api, operationId, specs, allowedFolders, json: json === true });
  });
addFlags(explainCommand, ['spec', 'allowedFolders']);
program
  .command('variants')
  .description("list what the vendors' documents leave open, and how --variant can have it read; * marks the default")
  .option('--api <name>', 'of one API alone')
  .option('--json', 'for a program')
  .action(async (flags: VariantsFlags) => {
    const { formatVariants } = await import('./variants.ts');
    console.log(formatVariants(flags));
  });
// What most come for is not a level deeper.
program.addHelpText('after', () => `\n${serveCommand.helpInformation()}`);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isOutputOptional) return;
  // The reader wanted the first lines alone (`| head`).
  if (error.code === 'EPIPE') process.exit();
  console.error(`Standard output can't be written: ${error.message}.`);
  process.exit(EXIT_OUTPUT);
});
// What can't be said there can't be said at all.
process.stderr.on('error', () => undefined);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** What is no command was meant for one, or for `serve`, which takes no words. */
function unknownCommand(given: string): OptionError {
  const names = program.commands.map((command) => command.name());
  const near = nearestName(given, names);
  const advice = near === undefined ? '' : ` (did you mean "${near}"?)`;
  return new OptionError('lms-mock', `one of the commands ${names.join(', ')}, or none${advice}`, given);
}

/** Tells what went wrong: one line for what the user can mend, all there is for a defect of ours. */
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
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_LMS_MOCK_')) {
    console.error(error.message);
    return EXIT_BAD_INPUT;
  }
  console.error('lms-mock made a mistake. Please report it with what follows.');
  console.error(error);
  return EXIT_DEFECT;
}
