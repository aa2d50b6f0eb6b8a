import type { OpenAPIV3_1 } from 'openapi-types';
import { SaxesParser } from 'saxes';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { withinOf } from './xml-writer.ts';
import { integerOf } from '../text/decode-json.ts';
import { propertiesOf, shapeOf } from '../schema/shape.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** A parsed element. */
interface Element {
  /** Without its prefix. */
  readonly name: string;
  text: string;
  /** Attributes (`@name`) and child elements. */
  readonly parts: Element[];
}

/** A text that is not the expected XML. The message says what is wrong, and where. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code = 'ERR_LMS_MOCK_XML';
}

/** Maximum nesting of elements. */
const MAX_DEPTH = 100;

/**
 * Reads an XML document as a value of a schema, by its `xml` annotations: the way back from `createXmlWriter`.
 * Numbers and booleans are read if the schema has these types. Unknown parts keep their own names, so that a check of
 * the value finds them. Prefixes are ignored and namespaces are not checked. A document type declaration
 * is refused, so no entity is ever expanded.
 *
 * @throws {XmlError} if the text is not XML, is nested more than 100 deep, or has another root.
 */
export function readXml(reader: DocumentReader, schema: Located<Schema>, text: string): unknown {
  const root = within(schema, parse(text));
  const known = schema.value.xml?.name;
  // Without an own name, OpenAPI names the root after the schema, so any name is accepted.
  const name = known ?? (reader.isLenient ? root.name : 'xml');
  if (root.name !== name) throw new XmlError(`must be XML with the root <${name}>, got <${root.name}>`);
  return readElement(reader, schema, root);
}

/** The element in the one around the root. */
function within({ value }: Located<Schema>, root: Element): Element {
  const around = withinOf(value);
  if (around === undefined) return root;
  const [inner] = root.parts;
  if (root.name === around && inner !== undefined) return inner;
  throw new XmlError(`must be XML with the root <${around}>, got <${root.name}>`);
}

function parse(text: string): Element {
  const parser = new SaxesParser();
  const top: Element = { name: '', text: '', parts: [] };
  const open = [top];
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on('doctype', () => {
    throw new XmlError('must be XML without a document type declaration');
  });
  // The message begins with line and column.
  parser.on('error', ({ message }) => {
    throw new XmlError(`malformed XML at ${message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new XmlError(`must be XML with at most ${MAX_DEPTH} levels`);
    const parts = Object.entries(attributes).map(([key, value]) => ({ name: `@${key}`, text: value, parts: [] }));
    const element = { name: localName(name), text: '', parts };
    open.at(-1)?.parts.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  const [root] = top.parts;
  if (root === undefined) throw new XmlError('must be XML');
  return root;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function readElement(reader: DocumentReader, schema: Located<Schema>, element: Element): unknown {
  if (isList(reader, schema)) return readItems(reader, schema, elementsOf(element));
  const { parts } = element;
  const isObject = reader.isLenient && (shapeOf(reader, schema).properties.size > 0 || parts.length > 0);
  if (schema.value.properties !== undefined || isObject) return readObject(reader, schema, element);
  return readScalar(reader, schema, element.text);
}

function elementsOf({ parts }: Element): readonly Element[] {
  return parts.filter(({ name }) => !name.startsWith('@'));
}

function readItems(reader: DocumentReader, schema: Located<Schema>, elements: readonly Element[]): readonly unknown[] {
  const item = itemsOf(reader, schema) ?? { value: {}, pointer: schema.pointer };
  return elements.map((element) => readElement(reader, item, element));
}

function readObject(reader: DocumentReader, schema: Located<Schema>, { parts }: Element): unknown {
  const read: Record<string, unknown> = Object.create(null);
  const byName = Map.groupBy(parts, ({ name }) => name);
  for (const [key, property] of propertiesOf(reader, schema)) {
    const { name: named = key, attribute = false, wrapped = false } = property.value.xml ?? {};
    // The name of a wrapped list is the name of the element around its items.
    const name = isList(reader, property) && !wrapped ? itemName(reader, property, key) : named;
    const partName = attribute ? `@${name}` : name;
    const own = byName.get(partName);
    const [first] = own ?? [];
    if (own === undefined || first === undefined) {
      // An empty list without an element around it has no elements.
      const isEmptyList = isList(reader, property) && !wrapped && schema.value.required?.includes(key) === true;
      if (isEmptyList) read[key] = [];
      continue;
    }
    byName.delete(partName);
    read[key] =
      isList(reader, property) && !wrapped ? readItems(reader, property, own) : readElement(reader, property, first);
  }
  for (const [name, [first]] of byName) {
    // A declaration of a namespace is not data.
    if (!/^@(xmlns|xml:|xsi:)/.test(name)) read[name] = first?.text;
  }
  return read;
}

function isList(reader: DocumentReader, schema: Located<Schema>): boolean {
  return schema.value.type === 'array' || (reader.isLenient && shapeOf(reader, schema).types.has('array'));
}

/** The name of the elements of a list that is not wrapped: the name of its items, or the name of the property. */
function itemName(reader: DocumentReader, schema: Located<Schema>, key: string): string {
  return itemsOf(reader, schema)?.value.xml?.name ?? key;
}

function itemsOf(reader: DocumentReader, schema: Located<Schema>): Located<Schema> | undefined {
  if (reader.isLenient) return shapeOf(reader, schema).items;
  const { value, pointer } = schema;
  return 'items' in value ? reader.resolveSchema(value.items, pointerTo(pointer, 'items')) : undefined;
}

function readScalar(reader: DocumentReader, schema: Located<Schema>, text: string): unknown {
  const types: ReadonlySet<string> = reader.isLenient
    ? shapeOf(reader, schema).types
    : new Set([schema.value.type ?? []].flat());
  const isNumber = types.has('number') || types.has('integer');
  if (isNumber && text.trim() !== '' && !Number.isNaN(Number(text))) return integerOf(text.trim(), Number(text));
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
