import { existsSync } from 'node:fs';
import { isatty } from 'node:tty';

import { OptionError, oneOf, someText, yesOrNo } from '../config/option-readers.ts';
import { DEFAULT_OPTIONS, readOptions } from '../config/options.ts';
import type { OptionNames, ServerOptions } from '../config/options.ts';
import { readSpecs } from '../config/spec-settings.ts';
import { mergeVariants, readVariants } from '../config/variant-settings.ts';
import { FileError, readYamlFile } from '../config/yaml/yaml-file.ts';
import { didYouMean } from '../contract/match/nearest.ts';
import { SPOOL_VARIABLE } from '../spool/spool-line.ts';

/** The options of the command serve: those of the server, and those of its output. */
export interface ServeOptions extends ServerOptions {
  /** Format of the log. Default pretty. */
  readonly log: 'json' | 'pretty';
  /** Prints only errors, and a token of the control API that is not known elsewhere. Default false. */
  readonly quiet: boolean;
  /** Loads changed files again. Default true if standard output is a terminal. */
  readonly watch: boolean;
  /** File with the address and the credentials, which exists while the server answers. Default none. */
  readonly readyFile?: string;
}

/** An option as a command line shows it. */
export interface Flag {
  readonly name: Exclude<keyof ServeOptions, 'variants' | 'specs'> | 'variant' | 'spec';
  /** Name of the value. A flag without a value is a switch. */
  readonly argument?: string;
  /** The switch turns the option off: `--no-samples`. */
  readonly negated?: boolean;
  /** Can be given more than once. */
  readonly repeatable?: boolean;
  readonly description: string;
}

export const SERVE_FLAGS: readonly Flag[] = [
  { name: 'port', argument: '<number>', description: 'Port to listen on. 0 takes any free port.' },
  { name: 'host', argument: '<name>', description: 'Interface to listen on.' },
  {
    name: 'allowedHosts',
    argument: '<names>',
    description: 'Comma-separated host names that the control API accepts, besides loopback names and --host.',
  },
  {
    name: 'allowCallbacks',
    argument: '<hosts>',
    description: 'Comma-separated hosts to which webhooks may be sent, besides this machine.',
  },
  {
    name: 'allowedOrigins',
    argument: '<origins>',
    description:
      'Comma-separated origins whose pages may call mounted documents, besides loopback origins. * allows all.',
  },
  {
    name: 'allowedFolders',
    argument: '<folders>',
    description:
      'Comma-separated folders that mounted documents may refer to, besides their own folder and the working folder.',
  },
  {
    name: 'token',
    argument: '<text>',
    description: 'Token that callers of the control API must send. Needed beyond loopback; without it, one is printed.',
  },
  { name: 'seed', argument: '<number>', description: 'Seed of the campus. The same seed gives the same campus.' },
  { name: 'learners', argument: '<number>', description: 'Number of generated learners, 0 to 10000000.' },
  { name: 'courses', argument: '<number>', description: 'Number of generated courses, 0 to 10000.' },
  { name: 'now', argument: '<instant>', description: 'Current time on the campus. It does not pass by itself.' },
  { name: 'apis', argument: '<names>', description: 'Comma-separated APIs to serve.' },
  {
    name: 'documentedOnly',
    description: 'Serve only the operations that the vendors document, not those known from elsewhere.',
  },
  {
    name: 'fixtures',
    argument: '<folder>',
    description: 'Folder with your own campus.yaml or personas.yaml, merged into the built-in one.',
  },
  { name: 'samples', negated: true, description: "Leave out the vendors' documented samples." },
  { name: 'awkward', negated: true, description: 'Leave out the learners that are hard to handle.' },
  {
    name: 'variant',
    argument: '<api.name=choice>',
    repeatable: true,
    description: 'Choice for a variant. lms-mock variants lists them. Can be repeated.',
  },
  {
    name: 'spec',
    argument: '<name=file>',
    repeatable: true,
    description: 'Mount an OpenAPI document at /<name>, answered from its examples and schemas. Can be repeated.',
  },
  { name: 'strict', description: 'Also refuse requests with warnings: violations that the vendor would not notice.' },
  {
    name: 'variation',
    argument: '<seed>',
    description: 'Vary answers within their contract, with this seed, 0 to 4294967295.',
  },
  { name: 'validateReplies', description: 'Check each reply against the contract before it is sent.' },
  { name: 'journal', argument: '<number>', description: 'Maximum number of exchanges in the journal of a session.' },
  {
    name: 'allow',
    argument: '<api:operation:location>',
    repeatable: true,
    description: 'Expect this violation: it is listed separately and fails nothing. Can be repeated.',
  },
  {
    name: 'allowRefusals',
    description: 'Expect the documented refusals (401, 403, 404, 412, 429) of known operations.',
  },
  {
    name: 'redact',
    argument: '<names>',
    description: 'Comma-separated names whose values are shown as ***, besides the built-in ones.',
  },
  { name: 'log', argument: '<format>', description: 'Format of the log: pretty or json.' },
  {
    name: 'readyFile',
    argument: '<path>',
    description: 'Write the address, the credentials and the token to this file as JSON, while the server answers.',
  },
  { name: 'quiet', description: 'Print only errors, and a new token of the control API.' },
  {
    name: 'watch',
    description:
      'Reload fixtures, personas, mounted documents and configuration when they change. On by default in a terminal.',
  },
  { name: 'watch', negated: true, description: 'Do not reload changed files.' },
];

export const SERVE_DEFAULTS: ServeOptions = {
  ...DEFAULT_OPTIONS,
  log: 'pretty',
  quiet: false,
  watch: isatty(1),
};

/** The configuration files, in the working folder. Only one may exist. */
export const CONFIG_FILES = ['lms-mock.config.yaml', 'lms-mock.config.json'] as const;

/**
 * Reads the options. A flag overrides an environment variable (`LMS_MOCK_PORT`), which overrides the configuration file of the
 * working folder, which overrides the default.
 *
 * @throws {OptionError} naming the flag, variable or file with the invalid value; {FileError} for a broken file.
 */
export function readServeOptions(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): ServeOptions {
  const layers: readonly Partial<ServeOptions>[] = [
    SERVE_DEFAULTS,
    readConfigFile(),
    readLayer(fromEnvironment(environment), { nameOf: variableOf }),
    readLayer(flags, { nameOf: flagOf }),
  ];
  const variants = layers.map((layer) => layer.variants ?? {}).reduce(mergeVariants);
  const specs = Object.assign({}, ...layers.map((layer) => layer.specs ?? {}));
  return { ...SERVE_DEFAULTS, ...Object.assign({}, ...layers), variants, specs };
}

/** The environment variable of an option: `LMS_MOCK_PORT`. */
export function variableOf(option: string): string {
  return `LMS_MOCK_${wordsOf(option).join('_').toUpperCase()}`;
}

/** The flag of an option: `--allowed-hosts`. */
export function flagOf(option: string): string {
  return `--${wordsOf(option).join('-')}`;
}

function wordsOf(option: string): readonly string[] {
  return option.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

function readLayer(
  { log, quiet, watch, readyFile, variant, spec, ...server }: Readonly<Record<string, unknown>>,
  names: OptionNames,
): Partial<ServeOptions> {
  const { nameOf } = names;
  return {
    ...readOptions(server, names),
    ...(variant === undefined ? {} : { variants: readVariants(variant, nameOf('variant')) }),
    ...(spec === undefined ? {} : { specs: readSpecs(spec, nameOf('spec')) }),
    ...(log === undefined ? {} : { log: oneOf('json', 'pretty')(log, nameOf('log')) }),
    ...(quiet === undefined ? {} : { quiet: yesOrNo(quiet, nameOf('quiet')) }),
    ...(watch === undefined ? {} : { watch: yesOrNo(watch, nameOf('watch')) }),
    ...(readyFile === undefined ? {} : { readyFile: someText('the path of a file')(readyFile, nameOf('readyFile')) }),
  };
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    SERVE_FLAGS.flatMap(({ name }) => {
      const value = environment[variableOf(name)];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

function readConfigFile(): Partial<ServeOptions> {
  const [file, second] = CONFIG_FILES.filter((name) => existsSync(name));
  if (file === undefined) return {};
  if (second !== undefined) throw new FileError(`There are two configuration files, ${file} and ${second}. Keep one.`);
  const { value } = readYamlFile(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OptionError(file, 'an object of options', value);
  return readLayer(
    { ...value },
    {
      nameOf: (option) => `"${option}" in ${file}`,
      unknown: `A key of ${file}`,
      others: ['log', 'quiet', 'watch', 'readyFile'],
    },
  );
}

const PREFIX = 'LMS_MOCK_';

/** Variables that `check` sets for its command. They are not options. */
const SET_BY_CHECK: ReadonlySet<string> = new Set(['LMS_MOCK_URL', SPOOL_VARIABLE]);

/** Returns a warning for each environment variable that begins like an option but is not one. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const options = SERVE_FLAGS.map(({ name }) => variableOf(name));
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !options.includes(name) && !SET_BY_CHECK.has(name))
    .map(
      (name) => `Warning: the environment variable ${name} is not an option of lms-mock${didYouMean(name, options)}.`,
    );
}
