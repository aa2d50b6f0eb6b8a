import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, SchemaObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { CampusFixture, EnrolmentFixture } from './fixture.ts';
import type { FixturePath, FixtureProblem } from './fixture-error.ts';
import { parseInstant } from './instant.ts';

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

const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

/** Holds a fixture against its schema. */
export function checkStructure(value: unknown, schema: unknown): StructureCheck {
  const isFixture = compile(schema);
  const errors = isFixture(value) ? [] : (isFixture.errors ?? []);
  const problems = errors.map((error): FixtureProblem => ({ path: pathOf(error), message: explain(error) }));
  if (problems.some(({ path }) => path.length < 2)) return { problems };
  const rest = withoutUnfit(value, problems);
  if (!isFixture(rest)) return { problems };
  return { problems, fixture: { ...rest, enrolments: backInPlace(rest?.enrolments ?? [], problems) } };
}

function compile(schema: unknown): ValidateFunction<CampusFixture | null> {
  if (!isMapping(schema))
    throw new TypeError('The schema of fixtures must be an object: fixtures/campus.schema.json, parsed.');
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // The schema is ours, and a test holds it against the meta-schema, which costs 25 ms to compile.
    meta: false,
    validateSchema: false,
    multipleOfPrecision: 6, // 0.07 is a multiple of 0.01 for everyone but floating point
    formats: { 'date-time': (text: string) => parseInstant(text) !== undefined, email: ADDRESS },
  });
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

/** `/enrolments/3/state` as a path; what is too much is a step deeper than what has it. */
function pathOf({ instancePath, keyword, params }: ErrorObject): FixturePath {
  const keys = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = keys.map((key, depth) => (depth === 1 && keys[0] === 'enrolments' ? Number(key) : key));
  return keyword === 'additionalProperties' ? [...path, String(params['additionalProperty'])] : path;
}

function explain({ keyword, params, data, message = 'is not right', parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `is not known here; there are ${Object.keys(parentSchema?.['properties'] ?? {}).join(', ')}`;
    case 'required':
      return `lacks ${String(params['missingProperty'])}`;
    case 'enum':
      return `is ${quote(data)}, but must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}`;
    case 'type':
      return `is ${quote(data)}, but must be ${nounOf(String(params['type']))}`;
    case 'format':
      return `is ${quote(data)}, but must be ${params['format'] === 'email' ? 'an e-mail address' : 'an instant with its zone, such as 2020-03-28T23:21:24Z'}`;
    default:
      return `is ${quote(data)}, but ${message}${descriptionOf(parentSchema)}`;
  }
}

function nounOf(types: string): string {
  const nouns: Readonly<Record<string, string>> = {
    string: 'text (quote it)',
    object: 'a mapping',
    array: 'a list',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return types
    .split(',')
    .filter((type) => type !== 'null')
    .map((type) => nouns[type] ?? type)
    .join(' or ');
}

function descriptionOf(schema: unknown): string {
  const description: unknown = isMapping(schema) ? schema['description'] : undefined;
  return typeof description === 'string' ? `. ${description}` : '';
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
