import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** The structure of a schema's values, with all the parts of the schema. */
export interface Shape {
  /** The types that a value may have. Empty if all types are allowed. */
  readonly types: ReadonlySet<TypeName>;
  readonly properties: ReadonlyMap<string, Located<Schema>>;
  /** Whether the schema allows members that it doesn't name. */
  readonly isOpen: boolean;
  readonly items: Located<Schema> | undefined;
  readonly format: string | undefined;
}

/** Maximum depth of nested schemas. */
const MAX_DEPTH = 12;

/** The types that keywords imply in a schema without a type. */
const IMPLIED: readonly (readonly [TypeName, readonly string[]])[] = [
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
  ['string', ['pattern', 'minLength', 'maxLength', 'format']],
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']],
];

const TYPES: ReadonlySet<string> = new Set('null boolean integer number string array object'.split(' '));

/** The shape of a schema. A value may have the shape of any alternative. */
export function shapeOf(reader: DocumentReader, { value, pointer }: Located<Schema>, depth = 0): Shape {
  if (depth > MAX_DEPTH) return ANY;
  const at = (...keys: readonly (string | number)[]): string => pointerTo(pointer, ...keys);
  const below = (keyword: 'allOf' | 'anyOf' | 'oneOf'): readonly Shape[] =>
    listOf(value[keyword]).map((part, index) =>
      shapeOf(reader, reader.resolveSchema(part, at(keyword, index)), depth + 1),
    );
  const target: unknown = Reflect.get(value, '$ref');
  const referred =
    typeof target === 'string' ? [shapeOf(reader, reader.resolveSchema({ $ref: target }, pointer), depth + 1)] : [];
  const all = [...referred, ...below('allOf')];
  const choices = [below('anyOf'), below('oneOf')].filter((each) => each.length > 0);
  const properties = Object.entries(Object(value.properties)).map(([name, node]) => {
    return [name, reader.resolveSchema(Object(node), at('properties', name))] as const;
  });
  const parts = [...all, ...choices.flat()];
  const items: unknown = Reflect.get(value, 'items');
  return {
    types: typesOf([ownTypes(value), ...all.map(({ types }) => types), ...choices.map(unionOf)]),
    properties: new Map([...parts.flatMap((part) => [...part.properties]), ...properties]),
    isOpen: (value.additionalProperties ?? false) !== false || parts.some(({ isOpen }) => isOpen),
    items:
      typeof items === 'object' && items !== null && !Array.isArray(items)
        ? reader.resolveSchema(items, at('items'))
        : parts.find((part) => part.items !== undefined)?.items,
    format: typeof value.format === 'string' ? value.format : parts.find((part) => part.format !== undefined)?.format,
  };
}

/** The properties of an object's schema. */
export function propertiesOf(
  reader: DocumentReader,
  schema: Located<Schema>,
): readonly (readonly [string, Located<Schema>])[] {
  if (reader.isLenient) return [...shapeOf(reader, schema).properties];
  return Object.entries(schema.value.properties ?? {}).map(([name, node]) => {
    return [name, reader.resolveSchema(node, pointerTo(schema.pointer, 'properties', name))] as const;
  });
}

const ANY: Shape = { types: new Set(), properties: new Map(), isOpen: true, items: undefined, format: undefined };

function ownTypes(value: Schema): ReadonlySet<TypeName> {
  const declared = listOf<unknown>(value.type === undefined ? undefined : [value.type].flat()).filter(isType);
  const listed = 'const' in value ? [value.const] : listOf<unknown>(value.enum);
  const implied = IMPLIED.filter(([, keywords]) => keywords.some((keyword) => Object.hasOwn(value, keyword)));
  const own = declared.length > 0 ? declared : listed.length > 0 ? listed.map(typeOf) : implied.map(([type]) => type);
  const isNullable = Reflect.get(value, 'nullable') === true && own.length > 0;
  return new Set(isNullable ? [...own, 'null'] : own);
}

/** The intersection of sets of types. If it is empty, the first set with any types. */
function typesOf(sets: readonly ReadonlySet<TypeName>[]): ReadonlySet<TypeName> {
  const [first = new Set<TypeName>(), ...others] = sets.filter(({ size }) => size > 0);
  const common = others.reduce((types, other) => types.intersection(widen(other)), widen(first));
  return common.size > 0 ? common : first;
}

/** An integer is a number. */
function widen(types: ReadonlySet<TypeName>): ReadonlySet<TypeName> {
  return types.has('number') ? new Set([...types, 'integer']) : types;
}

function unionOf(shapes: readonly Shape[]): ReadonlySet<TypeName> {
  if (shapes.some(({ types }) => types.size === 0)) return new Set();
  return new Set(shapes.flatMap(({ types }) => [...types]));
}

function typeOf(value: unknown): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

function isType(name: unknown): name is TypeName {
  return typeof name === 'string' && TYPES.has(name);
}

function listOf<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}
