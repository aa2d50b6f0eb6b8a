import { sample as sampleByChance, stringMatching } from 'fast-check';

import { findPatternText } from '../../src/contract/schema/pattern-text.ts';
import type { FromPattern } from '../../src/contract/schema/sample-scalar.ts';
import { isTree, resolved } from './standalone-schema.ts';

type Tree = Record<string, unknown>;

const MAX_DEPTH = 6;
const MAX_CHOICES = 6;

/** Texts of rare formats. */
const FORMATS: Readonly<Record<string, string>> = {
  byte: 'YW55',
  'idn-email': 'any@example.com',
  'idn-hostname': 'example.com',
  iri: 'https://example.com/any',
  'iri-reference': '/any',
  'uri-reference': '/any',
  'uri-template': '/any/{id}',
  'json-pointer': '/any',
  'relative-json-pointer': '1/any',
  regex: '^any$',
  time: '09:00:00Z',
  duration: 'P1D',
};

/** A text that matches a pattern, the same for each call. */
export const fromPattern: FromPattern = (schema) =>
  findPatternText(schema, (pattern, seed) => {
    try {
      return sampleByChance(stringMatching(new RegExp(pattern)), { seed: Number(seed), numRuns: 1 })[0];
    } catch {
      return undefined;
    }
  });

/** Other values to try if the usual sample is invalid: with all members, and with values that its keywords require. */
export function repairsOf(document: object, schema: Tree, sample: unknown): readonly unknown[] {
  const choices = Array.from({ length: MAX_CHOICES }, (_, choice) => choice);
  return choices.flatMap((choice) =>
    (['required', 'all'] as const).map((members) =>
      repaired(document, schema, choice === 0 ? sample : undefined, { members, choice }),
    ),
  );
}

interface Attempt {
  readonly members: 'required' | 'all';
  /** Index of the chosen alternative; the last one if there are fewer. */
  readonly choice: number;
}

function repaired(document: object, node: unknown, sample: unknown, attempt: Attempt, depth = 0): unknown {
  const schema = resolved(document, node);
  if (schema === undefined || depth > MAX_DEPTH) return sample;
  const { members } = attempt;
  const below = (each: unknown, value?: unknown): unknown => repaired(document, each, value, attempt, depth + 1);
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(sample) ? sample : schema['enum'][0];
  const choices = [schema['oneOf'], schema['anyOf']].flatMap((list) => (Array.isArray(list) ? list : []));
  const choice: unknown = choices[attempt.choice] ?? choices.at(-1);
  const parts = [...(Array.isArray(schema['allOf']) ? schema['allOf'] : []), ...(choice === undefined ? [] : [choice])];
  const whole = parts.reduce<unknown>((value, part) => merged(value, below(part, value)), sample);
  const [type] = [schema['type']].flat();
  if (type === 'object' || isTree(schema['properties'])) return objectOf(schema, whole, members, below);
  if (type === 'array') return arrayOf(schema, whole, below);
  if (type === 'number' || type === 'integer') return numberOf(schema, whole);
  const format = FORMATS[String(schema['format'])];
  if (type === 'string' && format !== undefined && schema['example'] === undefined) return format;
  if (whole !== undefined)
    return typeof whole === 'string' ? whole.padEnd(Number(schema['minLength'] ?? 0), 'x') : whole;
  return type === 'boolean' ? true : type === 'null' ? null : 'any';
}

function merged(value: unknown, other: unknown): unknown {
  return isTree(value) && isTree(other) ? { ...value, ...other } : other;
}

type Below = (node: unknown, value?: unknown) => unknown;

function objectOf(schema: Tree, sample: unknown, members: 'required' | 'all', below: Below): Tree {
  const value: Tree = isTree(sample) ? { ...sample } : {};
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const conditional: unknown = Object(schema['then'])['required'];
  const wanted = new Set<unknown>([...required, ...(Array.isArray(conditional) ? conditional : [])]);
  for (const [name, property] of Object.entries<unknown>(Object(schema['properties']))) {
    const isWanted = members === 'all' || wanted.has(name) || Object.hasOwn(value, name);
    if (isWanted && !(isTree(property) && property['readOnly'] === true)) value[name] = below(property, value[name]);
  }
  const least = Number(schema['minProperties'] ?? 0);
  for (let index = 0; Object.keys(value).length < least && index < 50; index += 1)
    value[`extra${index}`] = below(schema['additionalProperties'], 'any');
  return value;
}

function arrayOf(schema: Tree, sample: unknown, below: Below): readonly unknown[] {
  const first: readonly unknown[] = Array.isArray(schema['prefixItems'])
    ? schema['prefixItems'].map((each) => below(each))
    : [];
  const least = Math.min(
    Math.max(Number(schema['minItems'] ?? 1), first.length),
    Number(schema['maxItems'] ?? 100),
    100,
  );
  const own = Array.isArray(sample) ? sample.map((each) => below(schema['items'], each)) : [];
  const items = [...first, ...own.slice(first.length)].slice(0, Math.max(least, 1));
  while (items.length < least) items.push(below(schema['items'], own[0]));
  const distinct = schema['uniqueItems'] === true ? items.map(distinctly) : items;
  return schema['contains'] === undefined ? distinct : [...distinct, below(schema['contains'], distinct[0])];
}

/** The index makes texts and numbers distinct. */
function distinctly(item: unknown, index: number): unknown {
  if (typeof item === 'string') return index === 0 ? item : `${item}${index}`;
  return typeof item === 'number' ? item + index : item;
}

function numberOf(schema: Tree, sample: unknown): number {
  const step = Number(schema['multipleOf'] ?? 0);
  const value = typeof sample === 'number' ? sample : 1;
  if (step === 0) return value;
  const least = Math.ceil(Math.max(value, Number(schema['minimum'] ?? value)) / step) * step;
  return Number(least.toPrecision(12));
}
