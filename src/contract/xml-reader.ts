import type { OpenAPIV3_1 } from 'openapi-types';
import { SaxesParser } from 'saxes';

import { pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** An element as it was parsed. */
interface Element {
  /** Without its prefix. */
  readonly name: string;
  text: string;
  /** Attributes (`@name`) and child elements. */
  readonly parts: Element[];
}

/** A text that is not the XML that was wanted; the message says what is wrong, and where. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code = 'ERR_LMS_MOCK_XML';
}

/** Elements may be nested so deep. */
const MAX_DEPTH = 100;

/**
 * Reads an XML document as a value of a schema, by its `xml` annotations: the way back from `createXmlWriter`.
 * Numbers and booleans are read where the schema wants them; what it doesn't know is kept under its own name, so
 * that a check of the value finds it. Prefixes are passed over, namespaces not checked. A document type declaration
 * is refused, so no entity is ever expanded.
 *
 * @throws {XmlError} where the text is not XML, is nested more than 100 deep, or has another root.
 */
export function readXml(reader: DocumentReader, schema: Located<Schema>, text: string): unknown {
  const root = parse(text);
  const name = schema.value.xml?.name ?? 'xml';
  if (root.name !== name) throw new XmlError(`XML with the root <${name}> is wanted, not <${root.name}>`);
  return readElement(reader, schema, root);
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
    throw new XmlError('XML with a document type declaration is not read');
  });
  // The message begins with line and column.
  parser.on('error', ({ message }) => {
    throw new XmlError(`malformed XML at ${message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new XmlError(`XML that is nested at most ${MAX_DEPTH} deep is wanted`);
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
  if (root === undefined) throw new XmlError('XML is wanted');
  return root;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function readElement(reader: DocumentReader, schema: Located<Schema>, element: Element): unknown {
  if (schema.value.type === 'array') return readItems(reader, schema, elementsOf(element));
  if (schema.value.properties !== undefined) return readObject(reader, schema, element);
  return readScalar(schema.value, element.text);
}

function elementsOf({ parts }: Element): readonly Element[] {
  return parts.filter(({ name }) => !name.startsWith('@'));
}

function readItems(reader: DocumentReader, schema: Located<Schema>, elements: readonly Element[]): readonly unknown[] {
  const items = schema.value.type === 'array' ? schema.value.items : {};
  const item = reader.resolve<Schema>(items, pointerTo(schema.pointer, 'items'));
  return elements.map((element) => readElement(reader, item, element));
}

function readObject(reader: DocumentReader, schema: Located<Schema>, { parts }: Element): unknown {
  const read: Record<string, unknown> = Object.create(null);
  const byName = Map.groupBy(parts, ({ name }) => name);
  for (const [key, node] of Object.entries(schema.value.properties ?? {})) {
    const property = reader.resolve<Schema>(node, pointerTo(schema.pointer, 'properties', key));
    const { name = key, attribute = false, wrapped = false } = property.value.xml ?? {};
    const partName = attribute ? `@${name}` : name;
    const own = byName.get(partName);
    const [first] = own ?? [];
    if (own === undefined || first === undefined) continue;
    byName.delete(partName);
    read[key] =
      property.value.type === 'array' && !wrapped
        ? readItems(reader, property, own)
        : readElement(reader, property, first);
  }
  for (const [name, [first]] of byName) {
    // A declaration of a namespace is none of the data.
    if (!/^@(xmlns|xml:|xsi:)/.test(name)) read[name] = first?.text;
  }
  return read;
}

function readScalar(schema: Schema, text: string): unknown {
  const types = new Set([schema.type ?? []].flat());
  const isNumber = types.has('number') || types.has('integer');
  if (isNumber && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
