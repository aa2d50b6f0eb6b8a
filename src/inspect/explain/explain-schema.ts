import { toJson } from '../../contract/body/to-json.ts';
import type { OpenAPIV3_1 } from 'openapi-types';

import { extensionOf, pointerTo } from '../../contract/document.ts';
import type { DocumentReader, Located, Provenance } from '../../contract/document.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** The provenance of a part: documented by the vendor, observed elsewhere, or assumed by us. */
export interface Known {
  readonly provenance: Provenance;
  /** Where it was observed, or why it is assumed. */
  readonly source?: string;
}

/** A property of a body. */
export interface ExplainedProperty extends Known {
  /** Such as `[].grade.scale`, where brackets are the items of a list, and `*` is any other name. Empty for the body itself. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly pattern?: string;
  readonly description?: string;
}

/** The provenance of the first node that has one, else that of the surrounding part. */
export function knownFrom(around: Known, ...nodes: readonly object[]): Known {
  const node = nodes.find((each) => extensionOf(each, 'x-provenance') !== undefined);
  const provenance = node === undefined ? undefined : extensionOf(node, 'x-provenance');
  if (node === undefined || !isProvenance(provenance)) return around;
  const source = extensionOf(node, 'x-source');
  return { provenance, ...(typeof source === 'string' ? { source } : {}) };
}

function isProvenance(value: unknown): value is Provenance {
  return value === 'documented' || value === 'observed' || value === 'assumed';
}

/** A short description of a schema: `string | null (date)`, `integer, such as 1, 2`. */
export function typeOf(reader: DocumentReader, { value, pointer }: Located<Schema>): string {
  const branches = [...(value.oneOf ?? []), ...(value.anyOf ?? [])];
  const types = [value.type ?? (branches.length > 0 ? 'one of several' : 'anything')].flat().map((type) => {
    if (type !== 'array' || !('items' in value) || value.items === undefined) return type;
    const items = reader.resolve<Schema>(value.items, pointerTo(pointer, 'items'));
    const ofItems = [items.value.type ?? 'anything'].flat();
    return `list of ${ofItems.length > 1 ? `(${ofItems.join(' | ')})` : ofItems.join('')}`;
  });
  const known = extensionOf(value, 'x-known-values');
  return [
    types.join(' | ') + (value.format === undefined ? '' : ` (${value.format})`),
    ...(value.const === undefined ? [] : [`always ${toJson(value.const)}`]),
    ...(value.enum === undefined ? [] : [`one of ${value.enum.map(String).join(', ')}`]),
    ...(Array.isArray(known) ? [`such as ${known.map(String).join(', ')}`] : []),
    ...(value.default === undefined ? [] : [`default ${toJson(value.default)}`]),
    ...(value.deprecated === true ? ['deprecated'] : []),
  ].join(', ');
}

/** Maximum number of shown properties of a body. Schemas of large documents may contain each other many times. */
const MAX_PROPERTIES = 500;

/** All properties of a body, including those of nested objects and lists, each with its provenance. */
export function explainProperties(
  reader: DocumentReader,
  root: Located<Schema>,
  around: Known,
): readonly ExplainedProperty[] {
  const known = knownFrom(around, root.value);
  const inside = first(MAX_PROPERTIES, propertiesIn(reader, root, '', known, new Set()));
  // A body without properties, such as a text, has one entry for itself.
  return inside.length > 0 ? inside : [{ path: '', type: typeOf(reader, root), required: true, ...known }];
}

function first<T>(count: number, all: Iterable<T>): readonly T[] {
  const items: T[] = [];
  for (const each of all) {
    if (items.length === count) break;
    items.push(each);
  }
  return items;
}

function* propertiesIn(
  reader: DocumentReader,
  { value, pointer }: Located<Schema>,
  path: string,
  around: Known,
  above: ReadonlySet<string>,
): Iterable<ExplainedProperty> {
  // A schema that contains itself is shown once.
  if (above.has(pointer)) return;
  const below = new Set([...above, pointer]);
  for (const keyword of ['allOf', 'oneOf', 'anyOf'] as const) {
    for (const [index, node] of (value[keyword] ?? []).entries()) {
      const branch = reader.resolve<Schema>(node, pointerTo(pointer, keyword, index));
      yield* propertiesIn(reader, branch, path, knownFrom(around, branch.value), below);
    }
  }
  if ('items' in value && typeof value.items === 'object') {
    const items = reader.resolve<Schema>(value.items, pointerTo(pointer, 'items'));
    yield* propertiesIn(reader, items, `${path}[]`, knownFrom(around, items.value), below);
  }
  const { properties = {}, additionalProperties: others } = value;
  const nodes = Object.entries(properties).map(([name, node]) => ({
    name,
    node,
    at: pointerTo(pointer, 'properties', name),
  }));
  if (typeof others === 'object')
    nodes.push({ name: '*', node: others, at: pointerTo(pointer, 'additionalProperties') });
  for (const { name, node, at } of nodes) {
    const property = reader.resolve<Schema>(node, at);
    const known = knownFrom(around, node, property.value);
    const ownPath = path === '' ? name : `${path}.${name}`;
    const { description, pattern } = property.value;
    yield {
      path: ownPath,
      type: typeOf(reader, property),
      required: value.required?.includes(name) === true,
      ...(pattern === undefined ? {} : { pattern }),
      ...(description === undefined ? {} : { description }),
      ...known,
    };
    yield* propertiesIn(reader, property, ownPath, known, below);
  }
}
