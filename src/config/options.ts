import { apiNames } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import type { VariantSettings } from '../apis/variants.ts';
import { MILLISECOND_US } from '../campus/instant.ts';
import type { Instant } from '../campus/instant.ts';
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

/** How a server is set up; everything has a default. */
export interface ServerOptions {
  /** Where it listens; 0 takes any free port. Default 4010. */
  readonly port: number;
  /** The interface it listens on. Default 127.0.0.1: only this machine reaches it. */
  readonly host: string;
  /** Names of this machine that a caller of the control API may use, besides loopback's and `host`. Default none. */
  readonly allowedHosts: readonly string[];
  /** Origins whose pages may call mounted documents, besides loopback's; `*` for any. Default none. */
  readonly allowedOrigins: readonly string[];
  /** Folders that mounted documents may refer to, besides their own and the working folder. Default none. */
  readonly allowedFolders: readonly string[];
  /** What a caller of the control API must know. Default: nothing on loopback, else a new secret that is printed. */
  readonly token?: string;
  /** Which campus it is; the same seed gives the same campus. From 0 to 4294967295, default 1. */
  readonly seed: number;
  /** Learners besides those of the fixtures. From 0 to 10000000, default 200. */
  readonly learners: number;
  /** Courses besides those of the fixtures. From 0 to 10000, default 12. */
  readonly courses: number;
  /** The campus's moment; time stands still there. Default 2026-09-01T09:00:00Z. */
  readonly now: Instant;
  /** The APIs to serve. Default all. */
  readonly apis: readonly ApiName[];
  /** A folder with a campus.yaml or personas.yaml of your own, over those built in. */
  readonly fixtures?: string;
  /** The vendors' own samples, from the built-in campus.yaml. Default true. */
  readonly samples: boolean;
  /** A handful of learners whose names, grades and dates are hard to handle. Default true. */
  readonly awkward: boolean;
  /** Refuses a request with a violation that the vendor would not notice, too. Default false. */
  readonly strict: boolean;
  /** Holds every reply against the contract before it is encoded; a breach is a defect of lms-mock, and a 500. Default false. */
  readonly validateReplies: boolean;
  /** Makes answers awkward within their contract, by this seed. From 0 to 4294967295; default: they are plain. */
  readonly variation?: number;
  /** Exchanges that the journal of a session keeps, the latest. From 0 to 100000, default 1000. */
  readonly journal: number;
  /**
   * Violations that are expected in every session: `<api>:<operation>:<location>`, such as
   * `moocit:listGrades:header.authorization`. Default none.
   */
  readonly allow: readonly string[];
  /** Documented refusals (401, 403, 404, 412, 429) of known operations are expected in every session. Default false. */
  readonly allowRefusals: boolean;
  /** Names whose values show as `***`, besides those of docs/journal.md. Default none. */
  readonly redact: readonly string[];
  /** OpenAPI documents to mount beside the APIs, by the name that each stands below: their files. Default none. */
  readonly specs: SpecSettings;
  /** How what the vendors' documents leave open is read; docs/variants.md lists it. Default {}: the default of each. */
  readonly variants: VariantSettings;
}

export const DEFAULT_OPTIONS: ServerOptions = {
  port: 4010,
  host: '127.0.0.1',
  allowedHosts: [],
  allowedOrigins: [],
  allowedFolders: [],
  seed: 1,
  learners: 200,
  courses: 12,
  now: Date.UTC(2026, 8, 1, 9) * MILLISECOND_US,
  apis: apiNames,
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
  allowedHosts: someTexts('host names, with commas between them'),
  allowedOrigins: someOrigins,
  allowedFolders: someTexts('folders, with commas between them'),
  token: someText('a secret text'),
  seed: wholeNumber(0, 4_294_967_295),
  learners: wholeNumber(0, 10_000_000),
  courses: wholeNumber(0, 10_000),
  now: instant,
  apis: someOf(apiNames),
  fixtures: someText('a folder'),
  samples: yesOrNo,
  awkward: yesOrNo,
  strict: yesOrNo,
  validateReplies: yesOrNo,
  variation: wholeNumber(0, 4_294_967_295),
  journal: wholeNumber(0, 100_000),
  allow: someTexts('allowances such as moocit:listGrades:header.authorization, with commas between them'),
  allowRefusals: yesOrNo,
  redact: someTexts('names of secrets, with commas between them'),
  specs: readSpecs,
  variants: readVariants,
};

/**
 * Reads some of the options. `nameOf` says how a message calls one (`--port`, `LMS_MOCK_PORT`).
 *
 * @throws {OptionError} where a value is not what the option wants, or an option is unknown.
 */
export function readOptions(
  given: Readonly<Record<string, unknown>>,
  nameOf: (option: string) => string,
): Partial<ServerOptions> {
  const read: Record<string, unknown> = {};
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!isOptionName(option))
      throw new OptionError(nameOf(option), `to be one of ${Object.keys(READERS).map(nameOf).join(', ')}`, option);
    read[option] = READERS[option](value, nameOf(option));
  }
  return read;
}

function isOptionName(option: string): option is keyof ServerOptions {
  return Object.hasOwn(READERS, option);
}
