import { Command } from 'commander';

import { apiNames, apis } from '../apis/index.ts';
import { OptionError } from '../config/option-readers.ts';
import { packageVersion } from '../config/package-file.ts';
import { didYouMean } from '../contract/match/nearest.ts';
import { baseUrlVariable } from '../engine/caller/environment.ts';
import { CAMPUS_FLAGS, CHECK_FLAGS, QUERY_FLAGS, addFlags, collect, flagsOf, splitFlags } from './flags.ts';
import { readServeOptions, unknownVariables } from './serve-options.ts';
import type { ServeOptions } from './serve-options.ts';
import type { VariantsFlags } from './variants.ts';
import type { WaitFlags } from './wait.ts';

/** The process that runs a command. */
export interface ProgramHost {
  /** Called when a command starts that continues even if its output is no longer read. */
  continueWithoutOutput(): void;
  /** Called with a line for standard error. */
  warn(line: string): void;
}

/** A server did not answer in time. */
const EXIT_NOT_READY = 1;

const vendors = new Intl.ListFormat('en-GB').format(apiNames.map((name) => apis[name].vendor));

const CHECK_HELP = `
The environment of the command has LMS_MOCK_URL, ${apiNames.map(baseUrlVariable).join(', ')}
and the credentials. Mocks that its processes create with createMock() are checked too.

Exit codes
  the command's own  the command failed; 128 plus the signal number if a signal ended it
  0                  the command passed and kept the contracts
  2                  an option, a file or the command is invalid; nothing was run
  3                  the command passed, but broke a contract, covered too little, sent no request, or failed with a variant
  70                 a defect of lms-mock
  74                 the command passed and kept the contracts, but a report could not be written`;

/** The command line: its commands, their options and what each runs. It prints nothing and exits nowhere by itself. */
export function createProgram(host: ProgramHost): Command {
  const program = new Command('lms-mock')
    .description(`Mock server for the learning-platform APIs of ${vendors}.`)
    .version(packageVersion(), '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Show this help.')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    // The code of a command is loaded when the command runs, so that --help answers at once.
    .hook('preAction', () => {
      for (const problem of unknownVariables(process.env)) host.warn(problem);
    });
  const serve = addServe(program, host);
  addCheck(program, host);
  addWait(program, host);
  addCampus(program);
  addPermissions(program);
  addExplain(program);
  addVariants(program);
  addHelp(program);
  // Most users need the options of serve, so the general help shows them too.
  return program.addHelpText('after', () => `\n${serve.helpInformation()}`);
}

function addServe(program: Command, host: ProgramHost): Command {
  const serve = program
    .command('serve', { isDefault: true })
    .description('Serve the APIs until Ctrl+C. This is the default command.')
    .allowExcessArguments()
    .addHelpText(
      'after',
      '\nEach option can also be set as an environment variable (--port is LMS_MOCK_PORT) and as a key of lms-mock.config.yaml or lms-mock.config.json.',
    )
    .action(async (_flags: unknown, command: Command) => {
      if (command.args.length > 0) throw unknownCommand(program, command.args[0] ?? '');
      const read = (): ServeOptions => readServeOptions(flagsOf(command), process.env);
      const options = read();
      host.continueWithoutOutput();
      const { serve: start } = await import('./serve/serve.ts');
      await start(options, read);
    });
  addFlags(serve);
  return serve;
}

function addCheck(program: Command, host: ProgramHost): void {
  const command = program
    .command('check')
    .description('Run a command, such as the tests of a client, against a new server, and check the contracts.')
    .argument('[command...]', 'The command, after two dashes: lms-mock check -- npm test')
    .addHelpText('after', CHECK_HELP)
    .option('--port <number>', 'Port of the server. Default: any free port, not that of the environment or the file.')
    .option('--quiet', 'Print only the verdict.')
    .option('--allow-no-exchanges', 'Pass even if the command sends no request.')
    .option('--fail-on <severity>', 'Lowest severity that fails: error, warning or never. (default: error)')
    .option('--min-coverage <percent>', 'Minimum coverage of the contracts, in percent. (default: 0)')
    .option(
      '--report <kind=path>',
      'Write a report to a file: text, json, junit, ctrf, markdown or html. Can be repeated.',
      collect,
    )
    .option(
      '--variants <which>',
      'Also run the command once for each other choice of a variant: all, an API such as moocit, or a variant such as moocit.no-match.',
    )
    .action(async (words: readonly string[], _flags: unknown, self: Command) => {
      const { failOn, minCoverage, report: reports, variants, allowNoExchanges, ...flags } = flagsOf(self);
      const { check, readCheckFlags } = await import('./check/check.ts');
      const options = readServeOptions({ port: 0, ...flags }, process.env);
      host.continueWithoutOutput();
      process.exitCode = await check(
        words,
        readCheckFlags({ failOn, minCoverage, report: reports, variants, allowNoExchanges }),
        options,
      );
    });
  addFlags(command, CHECK_FLAGS);
}

function addWait(program: Command, host: ProgramHost): void {
  program
    .command('wait <url>')
    .description(
      'Wait until a server answers, for example one in another container. Exits with code 1 if it does not answer in time.',
    )
    .option('--timeout <seconds>', 'Maximum time to wait. (default: 30)')
    .action(async (url: string, flags: WaitFlags) => {
      const { wait } = await import('./wait.ts');
      const problem = await wait(url, flags);
      if (problem === undefined) return;
      host.warn(problem);
      process.exitCode = EXIT_NOT_READY;
    });
}

function addCampus(program: Command): void {
  const command = program
    .command('campus')
    .description('Show the learners, courses and enrolments, with the ids that each API uses.')
    .argument('[list]', 'learners, courses or enrolments. Without it, a summary.')
    .addHelpText('after', '\nExample, the failed enrolments: lms-mock campus enrolments --state failed --limit 5')
    .action(async (list: string | undefined, _flags: unknown, self: Command) => {
      const { json = false, ...given } = flagsOf(self);
      const [query, flags] = splitFlags(given);
      const options = readServeOptions(flags, process.env);
      const { showCampus } = await import('./campus.ts');
      await showCampus({ ...(list === undefined ? {} : { list }), query, json: json === true, options });
    });
  for (const [flag, description] of QUERY_FLAGS) command.option(flag, description);
  command.option('--json', 'Print JSON.');
  addFlags(command, CAMPUS_FLAGS);
}

function addPermissions(program: Command): void {
  const command = program
    .command('permissions')
    .description('Call each operation as each persona, and show the results.')
    .option('--api <name>', 'Show one API only.')
    .option('--format <format>', 'markdown or json. (default: markdown)')
    .action(async (_flags: unknown, self: Command) => {
      const { api, format, ...flags } = flagsOf(self);
      const { showPermissions } = await import('./permissions.ts');
      await showPermissions({ api, format }, readServeOptions(flags, process.env));
    });
  addFlags(command, [...CAMPUS_FLAGS, 'variant']);
}

function addExplain(program: Command): void {
  const command = program
    .command('explain [api] [operation]')
    .description('Show the contracts, and for each part whether it is documented, observed or assumed.')
    .option('--json', 'Print JSON.')
    .action(async (api: string | undefined, operationId: string | undefined, _flags: unknown, self: Command) => {
      const { json = false, ...flags } = flagsOf(self);
      const { specs, allowedFolders } = readServeOptions(flags, process.env);
      const { explain } = await import('./explain.ts');
      explain({ api, operationId, specs, allowedFolders, json: json === true });
    });
  addFlags(command, ['spec', 'allowedFolders']);
}

function addVariants(program: Command): void {
  program
    .command('variants')
    .description(
      "List the variants: the points that the vendors' documents leave open, with the choices for --variant. * marks the default.",
    )
    .option('--api <name>', 'List one API only.')
    .option('--json', 'Print JSON.')
    .action(async (flags: VariantsFlags) => {
      const { formatVariants } = await import('./variants.ts');
      console.log(formatVariants(flags));
    });
}

function addHelp(program: Command): void {
  program
    .command('help [command]')
    .description('Show the help of a command.')
    .action((name: string | undefined) => {
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
      if (command === undefined) throw unknownCommand(program, name ?? '');
      command.outputHelp();
    });
}

function unknownCommand(program: Command, given: string): OptionError {
  const names = program.commands.map((command) => command.name());
  return new OptionError('The command', `one of ${names.join(', ')}${didYouMean(given, names)}`, given);
}
