import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';

type Names = ReadonlySet<string>;

/** The members that a schema marks `readOnly` or `writeOnly`. They are not required. */
export interface MarkedMembers {
  /** Marked for each value of the schema. */
  readonly always: Names;
  /** Marked by an alternative, so only for some values. */
  readonly sometimes: Names;
}

const NO_NAMES: Names = new Set();

export const NONE_MARKED: MarkedMembers = { always: NO_NAMES, sometimes: NO_NAMES };

/** Maximum depth of nested schemas. */
const MAX_DEPTH = 20;

type Mark = 'readOnly' | 'writeOnly';

/** The members that a schema or its parts mark. */
export function markedMembers(
  reader: DocumentReader,
  { value, pointer }: Located<object>,
  mark: Mark,
  above: readonly object[] = [],
): MarkedMembers {
  if (above.includes(value) || above.length > MAX_DEPTH) return NONE_MARKED;
  const schema: OpenAPIV3_1.SchemaObject & {
    $ref?: unknown;
    then?: unknown;
    else?: unknown;
    dependentSchemas?: unknown;
  } = value;
  const markedIn = (parts: readonly unknown[]): MarkedMembers =>
    unionOf(
      parts.filter(isObject).map((part) => markedMembers(reader, { value: part, pointer }, mark, [...above, value])),
    );
  const own = Object.entries(Object(schema.properties)).flatMap(([name, property]) =>
    isMarked(reader, { value: property, pointer }, mark) ? [name] : [],
  );
  const all = markedIn([...listOf(schema.allOf), ...targetOf(reader, { value: schema, pointer })]);
  const { always, sometimes } = markedIn([
    ...listOf(schema.anyOf),
    ...listOf(schema.oneOf),
    schema.then,
    schema.else,
    ...Object.values(Object(schema.dependentSchemas)),
  ]);
  return unionOf([all, { always: own.length === 0 ? NO_NAMES : new Set(own), sometimes: always.union(sometimes) }]);
}

/** The union of marked members. */
export function unionOf(several: readonly MarkedMembers[]): MarkedMembers {
  const [first = NONE_MARKED, ...others] = several.filter(({ always, sometimes }) => always.size + sometimes.size > 0);
  return others.reduce(
    (one, other) => ({ always: one.always.union(other.always), sometimes: one.sometimes.union(other.sometimes) }),
    first,
  );
}

/** The difference of marked members. */
export function without(one: MarkedMembers, other: MarkedMembers): MarkedMembers {
  if (one === NONE_MARKED || other === NONE_MARKED) return one;
  return { always: one.always.difference(other.always), sometimes: one.sometimes.difference(other.sometimes) };
}

function isMarked(reader: DocumentReader, { value, pointer }: Located<unknown>, mark: Mark, depth = 0): boolean {
  if (!isObject(value) || depth > MAX_DEPTH) return false;
  if (Reflect.get(value, mark) === true) return true;
  const parts: readonly unknown[] = [...targetOf(reader, { value, pointer }), ...listOf(Reflect.get(value, 'allOf'))];
  return parts.some((part) => isMarked(reader, { value: part, pointer }, mark, depth + 1));
}

function targetOf(reader: DocumentReader, { value, pointer }: Located<object>): readonly object[] {
  const $ref: unknown = Reflect.get(value, '$ref');
  return typeof $ref === 'string' ? [reader.resolve<object>({ $ref }, pointer).value] : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
