import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type Node = Schema | OpenAPIV3_1.ReferenceObject;

/** A schema that holds itself is gone down so far; what lies deeper is left out. */
const MAX_DEPTH = 8;

/** Makes a text that a pattern takes; absent where nobody can. */
export type FromPattern = (pattern: string) => string;

/** What samples are made of. */
export interface SampleMaterial {
  readonly reader: DocumentReader;
  readonly fromPattern?: FromPattern | undefined;
  /** Optional members are filled in down to a depth, while any values are left. Default: required ones alone. */
  readonly optional?: { readonly depth: number; left: number };
}

/** A value for a schema: its example, its default, the first of what it lists, else the least of its type. */
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
      return numberOf(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return stringOf(material, schema);
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

/** As many items as must be there, and one that `contains` asks for. */
function arrayOf(material: SampleMaterial, schema: Schema, depth: number): readonly unknown[] {
  const made = (node: unknown): unknown => sampleOf(material, Object(node), depth + 1);
  const items =
    'items' in schema
      ? Array.from({ length: lengthOf(material, schema.minItems, depth) }, () => made(schema.items))
      : [];
  const first: unknown = Reflect.get(schema, 'prefixItems');
  if (Array.isArray(first)) return [...first.map(made), ...items.slice(first.length)];
  const contained: unknown = Reflect.get(schema, 'contains');
  if (contained === undefined) return items;
  const { items: ofAll = {} } = 'items' in schema ? schema : {};
  return [made({ allOf: [ofAll, contained] }), ...items.slice(1)];
}

/** All parts of an allOf together; of a choice, the first. */
function sampleOfParts(material: SampleMaterial, schema: Schema, depth: number): unknown {
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  const $ref: unknown = Reflect.get(schema, '$ref');
  const target: readonly Node[] = typeof $ref === 'string' ? [{ $ref }] : [];
  const parts = [...target, ...(schema.allOf ?? []), ...(choice === undefined ? [] : [choice])];
  if (parts.length === 0) return undefined;
  const values = parts.map((part) => sampleOf(material, part, depth + 1));
  const own = schema.properties === undefined ? {} : objectOf(material, schema, depth);
  const isObject = values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  return isObject ? Object.assign({}, own, ...values) : values[0];
}

/** Maximum number of values of a sample with all optional members. */
const MAX_VALUES = 2_000;

/** A value with optional members too, as deep as a bounded number of values allows. */
export function sampleWithin(reader: DocumentReader, schema: Located<object>): unknown {
  for (const depth of [8, 5, 4, 3, 2, 1]) {
    const material = { reader, optional: { depth, left: MAX_VALUES } };
    const value = sampleOf(material, schema.value);
    if (material.optional.left > 0) return value;
  }
  return sampleOf({ reader, optional: { depth: 0, left: MAX_VALUES } }, schema.value);
}

function objectOf(material: SampleMaterial, schema: Schema, depth: number): unknown {
  const { reader, optional } = material;
  const properties: Readonly<Record<string, Node | undefined>> = Object(schema.properties);
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const isFilled = optional !== undefined && depth < optional.depth && optional.left > 0;
  const names = isFilled ? [...new Set([...required.map(String), ...Object.keys(properties)])] : required.map(String);
  const unwanted = optional === undefined ? 'readOnly' : 'writeOnly';
  return Object.fromEntries(
    names.flatMap((name) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : {};
      const { value } = reader.resolveSchema(property ?? {}, '#');
      const isUnwanted =
        value[unwanted] === true || (property !== undefined && Reflect.get(property, unwanted) === true);
      if (isUnwanted) return [];
      if (optional !== undefined) optional.left -= 1;
      return [[name, sampleOf(material, property ?? {}, depth + 1)] as const];
    }),
  );
}

function numberOf({ minimum, maximum, exclusiveMinimum }: Schema): number {
  // Before 3.1 it says of the minimum that it is none.
  const isAbove: unknown = exclusiveMinimum;
  if (typeof isAbove === 'number') return isAbove + 1;
  if (minimum !== undefined) return isAbove === true ? minimum + 1 : minimum;
  return maximum === undefined ? 1 : Math.min(1, maximum);
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-09-01T09:00:00Z',
  date: '2026-09-01',
  time: '09:00:00Z',
  duration: 'P1D',
  email: 'any@example.com',
  uri: 'https://example.com/any',
  url: 'https://example.com/any',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

function stringOf(
  { fromPattern }: SampleMaterial,
  { pattern, format = '', minLength = 0, maxLength = 1000 }: Schema,
): string {
  if (pattern !== undefined && fromPattern !== undefined) return fromPattern(pattern);
  return FORMATS[format] ?? 'any'.padEnd(minLength, 'x').slice(0, Math.max(maxLength, minLength));
}
