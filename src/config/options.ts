import { apiNames } from '../apis/index.ts';
import type { ApiName, VariantSettings } from '../apis/index.ts';
import { MILLISECOND_US } from '../campus/instant.ts';
import type { Instant } from '../campus/instant.ts';
import { didYouMean } from '../contract/match/nearest.ts';
import {
  OptionError,
  instant,
  someOf,
  someOrigins,
  someText,
  someTexts,
  wholeNumber,
  yesOrNo,
} from './option-readers.ts';
import type { OptionReader } from './option-readers.ts';
import { readSpecs } from './spec-settings.ts';
import type { SpecSettings } from './spec-settings.ts';
import { readVariants } from './variant-settings.ts';

/** The options of a server. Each has a default. */
export interface ServerOptions {
  /** Port to listen on. 0 takes any free port. Default 0 in `createMock`, 4010 on the command line. */
  readonly port: number;
  /** Interface to listen on. Default 127.0.0.1, which only this machine can reach. */
  readonly host: string;
  /** Host names that the control API accepts, besides loopback names and `host`. Default none. */
  readonly allowedHosts: readonly string[];
  /** Hosts to which webhooks may be sent, besides this machine. Default none. */
  readonly allowCallbacks: readonly string[];
  /** Origins whose pages may call mounted documents, besides loopback origins. `*` allows all. Default none. */
  readonly allowedOrigins: readonly string[];
  /** Folders that mounted documents may refer to, besides their own folder and the working folder. Default none. */
  readonly allowedFolders: readonly string[];
  /** Token that callers of the control API must send. Default: none on loopback, otherwise a new one that is printed. */
  readonly token?: string;
  /** Seed of the campus. The same seed gives the same campus. 0 to 4294967295, default 1. */
  readonly seed: number;
  /** Number of generated learners. 0 to 10000000, default 200. */
  readonly learners: number;
  /** Number of generated courses. 0 to 10000, default 12. */
  readonly courses: number;
  /** The current time on the campus. It does not pass by itself. Default 2026-09-01T09:00:00Z. */
  readonly now: Instant;
  /** APIs to serve. Default all. */
  readonly apis: readonly ApiName[];
  /** Serves only the operations that the vendors document, not those that are known from elsewhere. Default false. */
  readonly documentedOnly: boolean;
  /** Folder with your own campus.yaml or personas.yaml, which is merged into the built-in one. Default none. */
  readonly fixtures?: string;
  /** Includes the vendors' documented samples. Default true. */
  readonly samples: boolean;
  /** Includes the learners whose names, grades and dates are hard to handle. Default true. */
  readonly awkward: boolean;
  /** Also refuses requests with warnings: violations that the vendor would not notice. Default false. */
  readonly strict: boolean;
  /** Checks each reply against the contract before it is sent. A breach is a defect of lms-mock and gets a 500. Default false. */
  readonly validateReplies: boolean;
  /** Seed of the variation of answers within their contract. 0 to 4294967295. Default: no variation. */
  readonly variation?: number;
  /** Maximum number of exchanges in the journal of a session. The oldest go first. 0 to 100000, default 1000. */
  readonly journal: number;
  /**
   * Violations that every session expects: `<api>:<operation>:<location>`, such as
   * `moocit:listGrades:header.authorization`. Default none.
   */
  readonly allow: readonly string[];
  /** Every session expects the documented refusals (401, 403, 404, 412, 429) of known operations. Default false. */
  readonly allowRefusals: boolean;
  /** Names whose values are shown as `***`, besides those listed in docs/security.md. Default none. */
  readonly redact: readonly string[];
  /** OpenAPI documents to mount: the file of each, by its name in the path. Default none. */
  readonly specs: SpecSettings;
  /** The choice for each variant, by API. The page of each API in docs/ lists its variants. Default: the default of each. */
  readonly variants: VariantSettings;
}

export const DEFAULT_OPTIONS: ServerOptions = {
  port: 4010,
  host: '127.0.0.1',
  allowedHosts: [],
  allowCallbacks: [],
  allowedOrigins: [],
  allowedFolders: [],
  seed: 1,
  learners: 200,
  courses: 12,
  now: Date.UTC(2026, 8, 1, 9) * MILLISECOND_US,
  apis: apiNames,
  documentedOnly: false,
  samples: true,
  awkward: true,
  strict: false,
  validateReplies: false,
  journal: 1000,
  allow: [],
  allowRefusals: false,
  redact: [],
  specs: {},
  variants: {},
};

/** How each option is read. */
const READERS: { readonly [K in keyof ServerOptions]-?: OptionReader<NonNullable<ServerOptions[K]>> } = {
  port: wholeNumber(0, 65_535),
  host: someText('a host name or address'),
  allowedHosts: someTexts('comma-separated host names'),
  allowCallbacks: someTexts('comma-separated host names'),
  allowedOrigins: someOrigins,
  allowedFolders: someTexts('comma-separated folders'),
  token: someText('a non-empty string'),
  seed: wholeNumber(0, 4_294_967_295),
  learners: wholeNumber(0, 10_000_000),
  courses: wholeNumber(0, 10_000),
  now: instant,
  apis: someOf(apiNames),
  documentedOnly: yesOrNo,
  fixtures: someText('a folder'),
  samples: yesOrNo,
  awkward: yesOrNo,
  strict: yesOrNo,
  validateReplies: yesOrNo,
  variation: wholeNumber(0, 4_294_967_295),
  journal: wholeNumber(0, 100_000),
  allow: someTexts('comma-separated violations such as moocit:listGrades:header.authorization'),
  allowRefusals: yesOrNo,
  redact: someTexts('comma-separated names'),
  specs: readSpecs,
  variants: readVariants,
};

/** How messages name options, and which options the caller has read itself. */
export interface OptionNames {
  /** The name of an option: `--port`, `LMS_MOCK_PORT`. */
  nameOf(option: string): string;
  /** The word for an unknown option: `A key of lms-mock.config.yaml`. Default `An option`. */
  readonly unknown?: string;
  /** Further options that are known where these come from. Default none. */
  readonly others?: readonly string[];
}

/**
 * Reads some of the options.
 *
 * @throws {OptionError} if a value is invalid or an option is unknown.
 */
export function readOptions(
  given: Readonly<Record<string, unknown>>,
  { nameOf, unknown = 'An option', others = [] }: OptionNames,
): Partial<ServerOptions> {
  const read: Record<string, unknown> = {};
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!isOptionName(option)) {
      const known = [...Object.keys(READERS), ...others];
      throw new OptionError(unknown, `one of ${known.join(', ')}${didYouMean(option, known)}`, option);
    }
    read[option] = READERS[option](value, nameOf(option));
  }
  return read;
}

function isOptionName(option: string): option is keyof ServerOptions {
  return Object.hasOwn(READERS, option);
}
