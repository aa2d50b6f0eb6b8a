import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { schemasBelow } from '../schema/keywords/schema-words.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** Where within a value a schema lists what may stand there. */
export interface ListedValues {
  /** The names of the values that may stand here: `body/user/role=admin`. */
  readonly names: ReadonlyMap<unknown, string>;
  readonly members: ReadonlyMap<string, ListedValues>;
  /** Of the items of a list, and of members that have no name of their own. */
  readonly each?: ListedValues;
}

/** A value that a schema lists, and where it does so. */
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

/** So many are told apart in one value, and so many schemas looked through for them; no document of a person has more. */
const MAX_LISTED = 1000;
const MAX_SCHEMAS = 10_000;

/** The keywords whose schemas are about the value itself, and those about all that it holds. */
const OF_ITSELF = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']);
const OF_EACH = new Set(['items', 'prefixItems', 'additionalProperties', 'patternProperties']);

const NONE: ReadonlySet<string> = new Set();

/**
 * The values that a schema lists: those of `enum` and `const`, and the two of a boolean. Objects and lists that are listed
 * as a whole are left out, as are members that only answers have; a schema within itself is not gone into again.
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
    // A document of anyone's may have anything here.
    if (typeof value !== 'object' || value === null) return;
    if ('$ref' in value) {
      const target = reader.resolve<object>({ $ref: String(value.$ref) }, pointer);
      if (!above.has(target.pointer)) read(target, place, at, new Set([...above, target.pointer]));
    }
    if ('readOnly' in value && value.readOnly === true) return;
    list(node, place, at);
    for (const [keyword, below] of Object.entries(value)) {
      for (const [key, inner] of schemasBelow(keyword, below)) {
        const stands = key === undefined ? pointerTo(pointer, keyword) : pointerTo(pointer, keyword, key);
        const next = { value: inner, pointer: stands };
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

/** The names of the listed values that a value holds. */
export function namesIn(listed: ListedValues, value: unknown): Iterable<string> {
  const { names, members, each } = listed;
  if (members.size === 0 && each === undefined) return names.has(value) ? [names.get(value) ?? ''] : NONE;
  const found = new Set<string>();
  visit(listed, value, found);
  return found;
}

/** Each part of a value is looked at once: a schema goes no deeper than it is written. */
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
