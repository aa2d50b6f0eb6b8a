import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { schemasBelow } from '../schema/keywords/schema-words.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** The places in a value where its schema lists the possible values. */
export interface ListedValues {
  /** The names of the possible values: `body/user/role=admin`. */
  readonly names: ReadonlyMap<unknown, string>;
  readonly members: ReadonlyMap<string, ListedValues>;
  /** The listed values of the items of a list, and of members that the schema doesn't name. */
  readonly each?: ListedValues;
}

/** A listed value, and its place in the document. */
export interface ListedName {
  readonly name: string;
  /** As a JSON pointer behind `#`. */
  readonly pointer: string;
}

interface Place {
  readonly names: Map<unknown, string>;
  readonly members: Map<string, Place>;
  each?: Place;
}

/** Maximum number of listed values of one schema. Handwritten documents have fewer. */
const MAX_LISTED = 1000;

/** Maximum number of schemas that are searched for them. */
const MAX_SCHEMAS = 10_000;

/** Keywords whose schemas describe the value itself (OF_ITSELF) or each of its parts (OF_EACH). */
const OF_ITSELF = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']);
const OF_EACH = new Set(['items', 'prefixItems', 'additionalProperties', 'patternProperties']);

const NONE: ReadonlySet<string> = new Set();

/**
 * The values that a schema lists: those of `enum` and `const`, and the two values of a boolean. Listed objects and lists
 * are left out, as are `readOnly` members. A recursive schema is entered once.
 */
export function readListedValues(
  reader: DocumentReader,
  schema: Located<object>,
  location: string,
): { readonly listed: ListedValues; readonly names: readonly ListedName[] } {
  const names = new Map<string, ListedName>();
  let schemas = 0;

  function read(node: Located<object>, place: Place, at: string, above: ReadonlySet<string>): void {
    schemas += 1;
    if (schemas > MAX_SCHEMAS || names.size >= MAX_LISTED) return;
    const { value, pointer } = node;
    // A mounted document may have a value of any type here.
    if (typeof value !== 'object' || value === null) return;
    if ('$ref' in value) {
      const target = reader.resolve<object>({ $ref: String(value.$ref) }, pointer);
      if (!above.has(target.pointer)) read(target, place, at, new Set([...above, target.pointer]));
    }
    if ('readOnly' in value && value.readOnly === true) return;
    list(node, place, at);
    for (const [keyword, schemasOrData] of Object.entries(value)) {
      for (const [key, inner] of schemasBelow(keyword, schemasOrData)) {
        const below = key === undefined ? pointerTo(pointer, keyword) : pointerTo(pointer, keyword, key);
        const next = { value: inner, pointer: below };
        if (OF_ITSELF.has(keyword)) read(next, place, at, above);
        else if (OF_EACH.has(keyword)) read(next, (place.each ??= makePlace()), pointerTo(at, '*'), above);
        else if (keyword === 'properties' && key !== undefined)
          read(next, memberOf(place, key), pointerTo(at, key), above);
      }
    }
  }

  function list({ value, pointer }: Located<Schema>, place: Place, at: string): void {
    const constant: readonly unknown[] = 'const' in value ? [value.const] : [];
    const words: readonly unknown[] = value.type === 'boolean' ? [true, false] : [];
    const listed: readonly unknown[] = Array.isArray(value.enum) ? value.enum : constant.length > 0 ? constant : words;
    for (const one of listed) {
      if ((typeof one === 'object' && one !== null) || names.size >= MAX_LISTED) continue;
      const name = `${at}=${String(one)}`;
      place.names.set(one, name);
      if (!names.has(name)) names.set(name, { name, pointer });
    }
  }

  const root = makePlace();
  read(schema, root, location, NONE);
  return { listed: root, names: [...names.values()] };
}

/** The names of the listed values that a value contains. */
export function namesIn(listed: ListedValues, value: unknown): Iterable<string> {
  const { names, members, each } = listed;
  if (members.size === 0 && each === undefined) return names.has(value) ? [names.get(value) ?? ''] : NONE;
  const found = new Set<string>();
  visit(listed, value, found);
  return found;
}

/** Visits each part of a value once. */
function visit({ names, members, each }: ListedValues, value: unknown, found: Set<string>): void {
  const name = names.get(value);
  if (name !== undefined) found.add(name);
  if (typeof value !== 'object' || value === null) return;
  if (each === undefined) {
    for (const [key, member] of members) if (Object.hasOwn(value, key)) visit(member, Reflect.get(value, key), found);
    return;
  }
  for (const key of Object.keys(value)) visit(members.get(key) ?? each, Reflect.get(value, key), found);
}

function makePlace(): Place {
  return { names: new Map(), members: new Map() };
}

function memberOf({ members }: Place, key: string): Place {
  const place = members.get(key) ?? makePlace();
  members.set(key, place);
  return place;
}
