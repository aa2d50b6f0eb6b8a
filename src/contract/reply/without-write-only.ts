import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { markedMembers } from '../schema/marked-members.ts';
import { shapeOf } from '../schema/shape.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** Maximum depth of the search. */
const MAX_DEPTH = 50;

/** Removes the members that only requests have. The example of a schema may have them. */
export function withoutWriteOnly(reader: DocumentReader, schema: Located<Schema>, value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  const { items, properties } = shapeOf(reader, schema);
  const below = (node: Located<Schema> | undefined, each: unknown): unknown =>
    node === undefined ? each : withoutWriteOnly(reader, node, each, depth + 1);
  const part = (keyword: string, node: unknown, ...keys: readonly number[]): Located<Schema> | undefined =>
    typeof node === 'object' && node !== null
      ? reader.resolveSchema(node, pointerTo(schema.pointer, keyword, ...keys))
      : undefined;
  if (Array.isArray(value)) {
    const first: unknown = Reflect.get(schema.value, 'prefixItems');
    const prefix: readonly unknown[] = Array.isArray(first) ? first : [];
    return value.map((item, index) => below(part('prefixItems', prefix[index], index) ?? items, item));
  }
  const { always, sometimes } = markedMembers(reader, schema, 'writeOnly');
  const others = part('additionalProperties', schema.value.additionalProperties);
  return Object.fromEntries(
    Object.entries<unknown>(Object(value)).flatMap(([name, member]) =>
      always.has(name) || sometimes.has(name) ? [] : [[name, below(properties.get(name) ?? others, member)] as const],
    ),
  );
}
