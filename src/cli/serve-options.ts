import { existsSync } from 'node:fs';

import { OptionError, oneOf, yesOrNo } from '../config/option-readers.ts';
import { DEFAULT_OPTIONS, readOptions } from '../config/options.ts';
import type { ServerOptions } from '../config/options.ts';
import { readSpecs } from '../config/spec-settings.ts';
import { mergeVariants, readVariants } from '../config/variant-settings.ts';
import { readYamlFile } from '../config/yaml/yaml-file.ts';

/** What the command serve is told: the server's options, and how it speaks. */
export interface ServeOptions extends ServerOptions {
  /** How a request is logged. Default pretty. */
  readonly log: 'json' | 'pretty';
  /** Prints nothing but errors. Default false. */
  readonly quiet: boolean;
}

/** An option as a command line shows it. */
export interface Flag {
  readonly name: Exclude<keyof ServeOptions, 'variants' | 'specs'> | 'variant' | 'spec';
  /** What stands behind the flag; a flag without one is a switch. */
  readonly argument?: string;
  /** A switch that turns something off: `--no-samples`. */
  readonly negated?: boolean;
  /** May stand more than once. */
  readonly repeatable?: boolean;
  readonly description: string;
}

export const SERVE_FLAGS: readonly Flag[] = [
  { name: 'port', argument: '<number>', description: 'where to listen; 0 takes any free port' },
  { name: 'host', argument: '<name>', description: 'the interface to listen on' },
  {
    name: 'allowedHosts',
    argument: '<names>',
    description: 'names of this machine that the control API may be called by',
  },
  {
    name: 'allowedOrigins',
    argument: '<origins>',
    description: 'origins whose pages may call mounted documents, besides loopback',
  },
  {
    name: 'allowedFolders',
    argument: '<folders>',
    description: 'folders that mounted documents may refer to, besides their own and the working folder',
  },
  { name: 'token', argument: '<text>', description: 'what a caller of the control API must know' },
  { name: 'seed', argument: '<number>', description: 'which campus it is: one seed, one campus' },
  { name: 'learners', argument: '<number>', description: 'learners besides those of the fixtures, up to 10000000' },
  { name: 'courses', argument: '<number>', description: 'courses besides those of the fixtures, up to 10000' },
  { name: 'now', argument: '<instant>', description: "the campus's moment; time stands still there" },
  { name: 'apis', argument: '<names>', description: 'the APIs to serve, with commas between them' },
  { name: 'fixtures', argument: '<folder>', description: 'a folder with a campus.yaml or personas.yaml of your own' },
  { name: 'samples', negated: true, description: "leave the vendors' own samples out" },
  { name: 'awkward', negated: true, description: 'leave the learners out that are hard to handle' },
  {
    name: 'variant',
    argument: '<api.name=choice>',
    repeatable: true,
    description: 'how to read what a vendor leaves open; the command variants lists it; may stand more than once',
  },
  {
    name: 'spec',
    argument: '<name=file>',
    repeatable: true,
    description:
      'mount an OpenAPI document below /<name>, answered from its examples and schemas; may stand more than once',
  },
  { name: 'strict', description: 'refuse what the vendor would not notice, too' },
  { name: 'variation', argument: '<seed>', description: 'make answers awkward within their contract, by this seed' },
  { name: 'validateReplies', description: 'hold every reply against the contract before it is sent' },
  { name: 'journal', argument: '<number>', description: 'exchanges that the journal of a session keeps' },
  {
    name: 'allow',
    argument: '<api:operation:location>',
    repeatable: true,
    description: 'a violation that is expected: it is listed separately and fails nothing; may be given more than once',
  },
  { name: 'allowRefusals', description: 'expect documented refusals (401, 403, 404, 412, 429) of known operations' },
  {
    name: 'redact',
    argument: '<names>',
    description: 'names whose values show as ***, besides those that always do',
  },
  { name: 'log', argument: '<format>', description: 'how requests are logged: pretty or json' },
  { name: 'quiet', description: 'print nothing but errors' },
];

export const SERVE_DEFAULTS: ServeOptions = { ...DEFAULT_OPTIONS, log: 'pretty', quiet: false };

const CONFIG_FILES = ['lms-mock.config.yaml', 'lms-mock.config.json'] as const;

/**
 * Puts the options together: flags go before the environment (`LMS_MOCK_PORT`), that before the configuration file
 * of the working folder, and that before the defaults.
 *
 * @throws {OptionError} naming the flag, variable or file whose value can't be used; {FileError} for a broken file.
 */
export function readServeOptions(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): ServeOptions {
  const layers: readonly Partial<ServeOptions>[] = [
    SERVE_DEFAULTS,
    readConfigFile(),
    readLayer(fromEnvironment(environment), variableOf),
    readLayer(flags, flagOf),
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
  { log, quiet, variant, spec, ...server }: Readonly<Record<string, unknown>>,
  nameOf: (option: string) => string,
): Partial<ServeOptions> {
  return {
    ...readOptions(server, nameOf),
    ...(variant === undefined ? {} : { variants: readVariants(variant, nameOf('variant')) }),
    ...(spec === undefined ? {} : { specs: readSpecs(spec, nameOf('spec')) }),
    ...(log === undefined ? {} : { log: oneOf('json', 'pretty')(log, nameOf('log')) }),
    ...(quiet === undefined ? {} : { quiet: yesOrNo(quiet, nameOf('quiet')) }),
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
  const file = CONFIG_FILES.find((name) => existsSync(name));
  if (file === undefined) return {};
  const { value } = readYamlFile(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OptionError(file, 'options by name', value);
  return readLayer({ ...value }, (option) => `"${option}" in ${file}`);
}
