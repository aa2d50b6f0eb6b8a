import type { OpenAPIV3_1 } from 'openapi-types';

import type { DocumentReader, Located } from '../document.ts';
import { propertiesOf } from '../schema/shape.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** Where the values of a schema have the rows of a list. */
export interface ListPlace {
  readonly list: Located<Schema>;
  /** The only member of the object that has the list. Absent if the value is the list itself. */
  readonly member?: string;
}

/**
 * The list of a schema: an array, or the only member of an object. In a mounted document only an array counts, because its
 * answers are never written row by row.
 */
export function listPlaceOf(reader: DocumentReader, root: Located<Schema>): ListPlace | undefined {
  if (root.value.type === 'array') return { list: root };
  if (reader.isLenient || root.value.type !== 'object') return undefined;
  const [only, ...others] = propertiesOf(reader, root);
  if (only === undefined || others.length > 0) return undefined;
  const [member, list] = only;
  const isAlwaysThere = root.value.required?.includes(member) === true;
  return isAlwaysThere && list.value.type === 'array' ? { list, member } : undefined;
}

/** The rows of a value with such a list. Undefined if it has none. */
export function rowsAt(place: ListPlace | undefined, value: unknown): readonly unknown[] | undefined {
  const rows: unknown = place?.member === undefined ? value : Reflect.get(Object(value), place.member);
  return Array.isArray(rows) ? rows : undefined;
}
