import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../../contract/document.ts';
import type { DocumentReader, Located } from '../../contract/document.ts';
import { drawBelow, keyFor } from './draw.ts';
import { changeAt, isPossibleAt } from './variation-values.ts';
import type { Place, ValueVariationName } from './variation-values.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** How a value is varied. */
export interface Varying {
  readonly name: ValueVariationName;
  /** Everywhere, not in every second place. */
  readonly everywhere: boolean;
}

/**
 * Varies a value where its schema allows it, from the inside out. Returns the same value if nothing can be varied. A pure
 * function.
 */
export function varyValue(varying: Varying, place: Place, value: unknown, key: number): unknown {
  let varied = value;
  for (const schema of schemasOf(place, value)) varied = varyAt(varying, { ...place, schema }, varied, key);
  return varied;
}

/** Every schema that may apply to a part of a value, once. For tests without a value. */
export function* placesOf(place: Place, seen: Set<string> = new Set()): Iterable<Place> {
  const { schema, reply } = place;
  if (seen.has(schema.pointer)) return;
  seen.add(schema.pointer);
  yield place;
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const branch of branchesOf(reply.reader, schema, keyword)) yield* placesOf({ ...place, schema: branch }, seen);
  }
  for (const name of Object.keys(schema.value.properties ?? {})) {
    const property = propertyOf(reply.reader, schema, name);
    if (property !== undefined) yield* placesOf({ ...place, schema: property }, seen);
  }
  const items = itemsOf(reply.reader, schema);
  if (items !== undefined) yield* placesOf({ ...place, schema: items }, seen);
}

function varyAt(varying: Varying, place: Place, value: unknown, key: number): unknown {
  const inside = varyInside(varying, place, value, key);
  const { name, everywhere } = varying;
  if (!isPossibleAt(name, place) || (!everywhere && drawBelow(keyFor(key, 'here'), 2) === 0)) return inside;
  const varied = changeAt(name, place, inside, key);
  // The form of a number doesn't change its value, so the schema needs no check.
  return varied === inside || name === 'number-form' || place.reply.at(place.schema.pointer).accepts(varied)
    ? varied
    : inside;
}

function varyInside(varying: Varying, place: Place, value: unknown, key: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { schema, reply } = place;
  if (Array.isArray(value)) {
    const items = itemsOf(reply.reader, schema);
    if (items === undefined) return value;
    return keepUnchanged(
      value,
      value.map((item: unknown, index) => varyValue(varying, { ...place, schema: items }, item, keyFor(key, index))),
    );
  }
  const before = Object.entries(value);
  const after = before.map(([name, member]: [string, unknown]): [string, unknown] => {
    const property = propertyOf(reply.reader, schema, name);
    if (property === undefined) return [name, member];
    return [name, varyValue(varying, { ...place, schema: property }, member, keyFor(key, name))];
  });
  return after.every(([, member], index) => member === before[index]?.[1]) ? value : Object.fromEntries(after);
}

function keepUnchanged(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((item, index) => item === before[index]) ? before : after;
}

/** The schemas that apply to a value at one place: its own, those of `allOf`, and the alternatives that accept it. */
function schemasOf({ schema, reply }: Place, value: unknown): readonly Located<Schema>[] {
  const { anyOf, oneOf, allOf } = schema.value;
  if (anyOf === undefined && oneOf === undefined && allOf === undefined) return [schema];
  const all = branchesOf(reply.reader, schema, 'allOf');
  const accepting = (['anyOf', 'oneOf'] as const).flatMap((keyword) =>
    branchesOf(reply.reader, schema, keyword)
      .filter(({ pointer }) => reply.at(pointer).accepts(value))
      .slice(0, 1),
  );
  return [
    schema,
    ...[...all, ...accepting].flatMap((branch) => schemasOf({ schema: branch, reply, syntax: 'json' }, value)),
  ];
}

function branchesOf(
  reader: DocumentReader,
  { value, pointer }: Located<Schema>,
  keyword: 'allOf' | 'anyOf' | 'oneOf',
): readonly Located<Schema>[] {
  return (value[keyword] ?? []).map((branch, index) =>
    reader.resolve<Schema>(branch, pointerTo(pointer, keyword, index)),
  );
}

function propertyOf(
  reader: DocumentReader,
  { value, pointer }: Located<Schema>,
  name: string,
): Located<Schema> | undefined {
  const properties = value.properties ?? {};
  const node = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return node === undefined ? undefined : reader.resolve<Schema>(node, pointerTo(pointer, 'properties', name));
}

function itemsOf(reader: DocumentReader, { value, pointer }: Located<Schema>): Located<Schema> | undefined {
  if (!('items' in value) || typeof value.items !== 'object') return undefined;
  return reader.resolve<Schema>(value.items, pointerTo(pointer, 'items'));
}
