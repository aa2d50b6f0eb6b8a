import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FixturePath, FixtureProblem } from './fixture-error.ts';
import { INSTANT_RANGE } from './instant.ts';

/** What a schema of fixtures found, where it is and what would be right. The schema was compiled with `verbose`. */
export function problemOf(error: ErrorObject): FixtureProblem {
  return { path: pathOf(error), message: explain(error) };
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
    case 'const':
      return String(parentSchema?.['errorMessage'] ?? message);
    case 'enum':
      return `is ${quote(data)}, but must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}`;
    case 'type':
      return `is ${quote(data)}, but must be ${nounOf(String(params['type']))}`;
    case 'pattern':
      return `is ${quote(data)}, but ${String(parentSchema?.['errorMessage'] ?? message + descriptionOf(parentSchema))}`;
    case 'format':
      return `is ${quote(data)}, but must be ${FORMATS[String(params['format'])] ?? message}`;
    default:
      return `is ${quote(data)}, but ${message}${descriptionOf(parentSchema)}`;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address, such as ada@example.org',
  'date-time': `an instant with its zone, such as 2020-03-28T23:21:24Z, ${INSTANT_RANGE}`,
  uuid: 'a UUID, such as b3e9575b-fa13-492c-bd14-10cb27df4eec',
  uri: 'a URI, such as https://example.org/certificate',
};

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
  const description: unknown = Object(schema).description;
  return typeof description === 'string' ? `. ${description}` : '';
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
