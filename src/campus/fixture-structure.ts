import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaObject, ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { CampusFixture, EnrolmentFixture } from './fixture.ts';
import type { FixtureProblem } from './fixture-error.ts';
import { parseInstant } from './instant.ts';
import { problemOf } from './structure-problem.ts';

/** What the schema says of a fixture. */
export interface StructureCheck {
  readonly problems: readonly FixtureProblem[];
  /** Absent where the file as a whole has another shape. */
  readonly fixture?: SoundFixture;
}

/** A fixture with null for each entry that doesn't fit, so that one slip doesn't hide a contradiction elsewhere. */
export interface SoundFixture extends Omit<CampusFixture, 'enrolments'> {
  readonly enrolments: readonly (EnrolmentFixture | null)[];
}

/** Says whether a value is a fixture, and what is wrong with one that isn't. */
type Validate = ((value: unknown) => value is CampusFixture | null) & Pick<ValidateFunction, 'errors'>;

/** Holds a fixture against its schema. */
export function checkStructure(value: unknown, isFixture: Validate): StructureCheck {
  const errors = isFixture(value) ? [] : (isFixture.errors ?? []);
  const problems = errors.map(problemOf);
  if (problems.some(({ path }) => path.length < 2)) return { problems };
  const rest = withoutUnfit(value, problems);
  if (!isFixture(rest)) return { problems };
  return { problems, fixture: { ...rest, enrolments: backInPlace(rest?.enrolments ?? [], problems) } };
}

/** By schema: there is one, and many a mock. */
const validators = new WeakMap<SchemaObject, Validate>();

/** @throws {TypeError} where the schema is none. */
export function validatorOf(schema: unknown): Validate {
  if (!isMapping(schema))
    throw new TypeError('The schema of fixtures must be an object: fixtures/campus.schema.json, parsed.');
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = compile(schema);
  validators.set(schema, made);
  return made;
}

function compile(schema: SchemaObject): Validate {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // The schema is ours, and a test holds it against the meta-schema, which costs 25 ms to compile.
    meta: false,
    validateSchema: false,
    multipleOfPrecision: 6, // 0.07 is a multiple of 0.01 for everyone but floating point
    // As the contracts have them: an address that they don't take could not be served.
    formats: {
      'date-time': (text: string) => parseInstant(text) !== undefined,
      email: fullFormats.email,
      uuid: fullFormats.uuid,
      uri: fullFormats.uri,
    },
  });
  ajv.addVocabulary(['enumDescriptions', 'errorMessage']); // for editors
  return ajv.compile<CampusFixture | null>(schema);
}

function isMapping(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null for what doesn't fit, an empty mapping for an entry that is left empty; enrolments that don't fit are left out. */
function withoutUnfit(value: unknown, problems: readonly FixtureProblem[]): unknown {
  if (!isMapping(value)) return value;
  const unfit = new Set(problems.map(({ path: [section = '', entry = ''] }) => `${section}.${entry}`));
  return mapValues(value, (entries, section) => {
    if (Array.isArray(entries)) return entries.filter((_, position) => !unfit.has(`${section}.${position}`));
    if (!isMapping(entries)) return entries;
    return mapValues(entries, (entry, name) => (unfit.has(`${section}.${name}`) ? null : (entry ?? {})));
  });
}

function mapValues(mapping: SchemaObject, change: (value: unknown, key: string) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, value]: [string, unknown]) => [key, change(value, key)]),
  );
}

/** Puts null where an enrolment was left out, so that each of the others has its own position again. */
function backInPlace(
  enrolments: readonly EnrolmentFixture[],
  problems: readonly FixtureProblem[],
): readonly (EnrolmentFixture | null)[] {
  const unfit = new Set(
    problems.flatMap(({ path: [section, position] }) => (section === 'enrolments' ? [position] : [])),
  );
  const placed: (EnrolmentFixture | null)[] = [];
  for (const enrolment of enrolments) {
    while (unfit.has(placed.length)) placed.push(null);
    placed.push(enrolment);
  }
  return placed;
}
