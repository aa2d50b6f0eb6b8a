import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';
import { sampleNumber, sampleText } from './sample-scalar.ts';
import type { FromPattern } from './sample-scalar.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type Node = Schema | OpenAPIV3_1.ReferenceObject;

/** Maximum depth of samples of recursive schemas. */
const MAX_DEPTH = 8;

/** The options of samples. */
export interface SampleMaterial {
  readonly reader: DocumentReader;
  readonly fromPattern?: FromPattern | undefined;
  /** Maximum depth and number of optional members. By default, only required members are made. */
  readonly optional?: { readonly depth: number; left: number };
  /** The index of the alternative. If there are fewer, the last one is used. Default 0. */
  readonly choice?: number;
}

/** A sample of a schema: its example, its default, its first listed value, or else the smallest value of its type. */
export function sampleOf(material: SampleMaterial, node: Node, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof node !== 'object') return {};
  const { value: schema } = material.reader.resolveSchema(node, '#');
  const shown: unknown = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (shown !== undefined) return shown;
  const whole = sampleOfParts(material, schema, depth);
  if (whole !== undefined) return whole;
  const [type] = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat();
  switch (type) {
    case 'object':
      return objectOf(material, schema, depth);
    case 'array':
      return arrayOf(material, schema, depth);
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return sampleText(schema, material.fromPattern);
    default:
      return 'any';
  }
}

function lengthOf({ optional }: SampleMaterial, minItems: unknown, depth: number): number {
  const length = typeof minItems === 'number' ? minItems : optional !== undefined && depth >= optional.depth ? 0 : 1;
  const most = optional === undefined ? MAX_VALUES : optional.left;
  if (optional !== undefined) optional.left -= length;
  return Math.max(0, Math.min(length, most));
}

/** The minimum number of items, among them those of `prefixItems` and `contains`. */
function arrayOf(material: SampleMaterial, schema: Schema, depth: number): readonly unknown[] {
  const made = (node: unknown): unknown => sampleOf(material, Object(node), depth + 1);
  const word = (keyword: string): unknown => Reflect.get(schema, keyword);
  const ofAll = word('items');
  const prefix = Object.values(Object(word('prefixItems'))).map(made);
  const contained = word('contains');
  const minContains = contained === undefined ? 0 : Number(word('minContains') ?? 1);
  const containing = Array.from({ length: minContains }, () => made({ allOf: [ofAll ?? {}, contained] }));
  const isOpen = ofAll !== undefined && ofAll !== false;
  const length = isOpen || schema.minItems !== undefined ? lengthOf(material, schema.minItems, depth) : 0;
  const first = [...prefix, ...containing];
  const items = Array.from({ length: Math.max(0, length - first.length) }, () => made(ofAll));
  const all = [...first, ...items].slice(0, typeof schema.maxItems === 'number' ? schema.maxItems : undefined);
  return schema.uniqueItems === true ? distinct(material, all, Object(ofAll)) : all;
}

/** Makes the items distinct: with the next listed value, or by adding their index. */
function distinct({ reader }: SampleMaterial, items: readonly unknown[], ofAll: Node): readonly unknown[] {
  const { value: schema } = reader.resolveSchema(ofAll, '#');
  return items.map((item, index) => {
    if (index === 0) return item;
    if (Array.isArray(schema.enum)) return schema.enum[index] ?? item;
    if (typeof item === 'string' && schema.pattern === undefined) return `${item}${index}`;
    return typeof item === 'number' ? item + index * (schema.multipleOf ?? 1) : item;
  });
}

/** The parts of `allOf` and one alternative, merged. */
function sampleOfParts(material: SampleMaterial, schema: Schema, depth: number): unknown {
  const choices = schema.oneOf ?? schema.anyOf ?? [];
  const choice = choices[material.choice ?? 0] ?? choices.at(-1);
  const $ref: unknown = Reflect.get(schema, '$ref');
  const target: readonly Node[] = typeof $ref === 'string' ? [{ $ref }] : [];
  const parts = [...target, ...(schema.allOf ?? []), ...(choice === undefined ? [] : [choice])];
  if (parts.length === 0) return undefined;
  const values = parts.map((part) => sampleOf(material, part, depth + 1));
  const own = schema.properties === undefined ? {} : objectOf(material, schema, depth);
  const isObject = values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (isObject) return Object.assign({}, own, ...values);
  const resolved = parts.map((part) => material.reader.resolveSchema(part, '#').value);
  const isScalar = values.every((value) => typeof value !== 'object');
  // The parts of a scalar describe one value. Parts that are combined schemas themselves are not merged.
  const isFlat = resolved.every(({ allOf, anyOf, oneOf }) => [allOf, anyOf, oneOf].every((part) => part === undefined));
  return isScalar && isFlat ? sampleOf(material, Object.assign({}, ...resolved), depth + 1) : values[0];
}

/** Maximum number of values of a sample with all optional members. */
const MAX_VALUES = 2_000;

/** The maximum depth of optional members, and the index of the alternative. */
const WAYS: readonly (readonly [depth: number, choice: number])[] = [
  ...[8, 5, 4, 3, 2, 1, 0].map((depth) => [depth, 0] as const),
  ...[1, 2, 3].flatMap((choice) => [4, 1].map((depth) => [depth, choice] as const)),
];

/** Samples with optional members, with decreasing depth, and then with other alternatives. */
export function* samplesOf(
  reader: DocumentReader,
  schema: Located<object>,
  fromPattern?: FromPattern,
): Iterable<unknown> {
  for (const [depth, choice] of WAYS) {
    const material = { reader, fromPattern, choice, optional: { depth, left: MAX_VALUES } };
    const value = sampleOf(material, schema.value);
    if (material.optional.left > 0 || depth === 0) yield value;
  }
}

function objectOf(material: SampleMaterial, schema: Schema, depth: number): unknown {
  const { reader, optional } = material;
  const properties: Readonly<Record<string, Node | undefined>> = Object(schema.properties);
  const required = namesIn(schema.required);
  const isFilled = optional !== undefined && depth < optional.depth && optional.left > 0;
  const names = new Set(isFilled ? [...required, ...Object.keys(properties)] : required);
  for (const [name, others] of Object.entries(Object(Reflect.get(schema, 'dependentRequired'))))
    if (names.has(name)) for (const other of namesIn(others)) names.add(other);
  for (let count = 1; names.size < Math.min(schema.minProperties ?? 0, 100); count += 1) names.add(`property${count}`);
  const excludedMark = optional === undefined ? 'readOnly' : 'writeOnly';
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : additionalOf(schema);
      const { value } = reader.resolveSchema(property ?? {}, '#');
      const isExcluded = value[excludedMark] === true || Reflect.get(Object(property), excludedMark) === true;
      if (isExcluded) return [];
      if (optional !== undefined) optional.left -= 1;
      return [[name, sampleOf(material, property ?? {}, depth + 1)] as const];
    }),
  );
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function additionalOf({ additionalProperties }: Schema): Node {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}
