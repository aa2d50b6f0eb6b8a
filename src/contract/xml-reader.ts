import type { OpenAPIV3_1 } from 'openapi-types';
import { create } from 'xmlbuilder2';

import { pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type Node = ReturnType<typeof create>['node'];

/** An element as it was parsed. */
interface Element {
  readonly name: string;
  readonly text: string;
  /** Attributes (`@name`) and child elements. */
  readonly parts: readonly Element[];
}

/**
 * Reads an XML document as a value of a schema, by its `xml` annotations: the way back from `createXmlWriter`.
 * Numbers and booleans are read where the schema wants them; what it doesn't know is kept under its own name, so
 * that a check of the value finds it. A document type declaration is refused, so no entity is ever expanded.
 *
 * @throws {Error} where the text is not XML, or has another root.
 */
export function readXml(reader: DocumentReader, schema: Located<Schema>, text: string): unknown {
  if (/<!DOCTYPE/i.test(text)) throw new Error('XML with a document type declaration is not read');
  const root = toElement(create({ skipWhitespaceOnlyText: false }, text).root().node);
  const name = schema.value.xml?.name ?? 'xml';
  if (root.name !== name) throw new Error(`XML with the root <${name}> is wanted, not <${root.name}>`);
  return readElement(reader, schema, root);
}

function toElement(node: Node): Element {
  // Of all nodes, only an element has attributes.
  const children = [...node.childNodes].filter((child) => 'attributes' in child).map(toElement);
  const attributes = 'attributes' in node ? attributesOf(node.attributes) : [];
  return { name: node.nodeName, text: node.textContent ?? '', parts: [...attributes, ...children] };
}

function attributesOf(attributes: unknown): readonly Element[] {
  if (typeof attributes !== 'object' || attributes === null || !(Symbol.iterator in attributes)) return [];
  return Array.from(Object(attributes), ({ name, value }: { name: string; value: string }) => ({
    name: `@${name}`,
    text: value,
    parts: [],
  }));
}

function readElement(reader: DocumentReader, schema: Located<Schema>, element: Element): unknown {
  if (schema.value.type === 'array') return readItems(reader, schema, element.parts);
  if (schema.value.properties !== undefined) return readObject(reader, schema, element);
  return readScalar(schema.value, element.text);
}

function readItems(reader: DocumentReader, schema: Located<Schema>, elements: readonly Element[]): readonly unknown[] {
  const items = schema.value.type === 'array' ? schema.value.items : {};
  const item = reader.resolve<Schema>(items, pointerTo(schema.pointer, 'items'));
  return elements.map((element) => readElement(reader, item, element));
}

function readObject(reader: DocumentReader, schema: Located<Schema>, { parts }: Element): unknown {
  const read: Record<string, unknown> = {};
  const unknownParts = new Map(parts.map((part) => [part.name, part]));
  for (const [key, node] of Object.entries(schema.value.properties ?? {})) {
    const property = reader.resolve<Schema>(node, pointerTo(schema.pointer, 'properties', key));
    const { name = key, attribute = false, wrapped = false } = property.value.xml ?? {};
    const own = parts.filter((part) => part.name === (attribute ? `@${name}` : name));
    const [first] = own;
    if (first === undefined) continue;
    unknownParts.delete(first.name);
    read[key] =
      property.value.type === 'array' && !wrapped
        ? readItems(reader, property, own)
        : readElement(reader, property, first);
  }
  for (const [name, { text }] of unknownParts) read[name] = text;
  return read;
}

function readScalar(schema: Schema, text: string): unknown {
  const types = new Set([schema.type ?? []].flat());
  const isNumber = types.has('number') || types.has('integer');
  if (isNumber && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
