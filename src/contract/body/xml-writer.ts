import type { OpenAPIV3_1 } from 'openapi-types';
import { loadPackage } from '../../late-packages.ts';

import { ContractError, pointerTo } from '../document.ts';
import { listPlaceOf, rowsAt } from './list-place.ts';
import type { ListPlace } from './list-place.ts';
import type { DocumentReader, Located } from '../document.ts';
import { writeJson } from './to-json.ts';
import { propertiesOf, shapeOf } from '../schema/shape.ts';

/** Writes values of one schema as XML documents. */
export interface XmlWriter {
  write(value: unknown): string;
  /** The texts before and after the elements of a list. Absent if the schema has none. */
  readonly list?: {
    readonly open: string;
    readonly close: string;
    readonly empty: string;
    writeItem(item: unknown): string;
  };
}

type Schema = OpenAPIV3_1.SchemaObject;
type WriteElement = (value: unknown) => string;

/** Marks the place of a value in a skeleton. No value contains this text. */
const SLOT = '\uE000slot\uE000';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Compiles a writer for a schema and its `xml` annotations (name, wrapped, attribute, namespace, prefix).
 * xmlbuilder2 writes the tags once, here. A value then costs an escape and a concatenation. The bytes are the
 * same as those of xmlbuilder2 for the whole value.
 *
 * @throws {ContractError} if a name is not a name in XML, or a schema has no shape that XML can show.
 */
export function createXmlWriter(reader: DocumentReader, schema: Located<Schema>, fallbackName = 'xml'): XmlWriter {
  const place = listPlaceOf(reader, schema);
  if (place !== undefined) return createListWriter(reader, schema, place, fallbackName);
  const writeRoot = compileElement(reader, schema, schema.value.xml?.name ?? fallbackName);
  const within = withinOf(schema.value);
  if (within === undefined) return { write: (value) => DECLARATION + writeRoot(value) };
  const { open, close } = tagsOf(reader, schema, within);
  return { write: (value) => DECLARATION + open + writeRoot(value) + close };
}

/** The name of the element around the root (`x-within`), for a vendor whose JSON has the object alone. */
export function withinOf({ xml }: Schema): string | undefined {
  const within: unknown = Reflect.get(Object(xml), 'x-within');
  return typeof within === 'string' ? within : undefined;
}

function createListWriter(
  reader: DocumentReader,
  schema: Located<Schema>,
  place: ListPlace,
  fallbackName: string,
): XmlWriter {
  const around = tagsAround(reader, schema, place, fallbackName);
  const items = itemsOf(reader, place.list);
  const name = place.member === undefined ? 'item' : listNameOf(place.list, place.member);
  const writeItem = compileElement(reader, items, items.value.xml?.name ?? name);
  const open = DECLARATION + around.open;
  const list = { open, close: around.close, empty: DECLARATION + around.empty, writeItem };
  return {
    list,
    write(value) {
      const rows = rowsAt(place, value) ?? [];
      return rows.length === 0 ? list.empty : list.open + rows.map(writeItem).join('') + list.close;
    },
  };
}

/** The tags around the items of a list: those of the root, and those of a wrapped list in it. */
function tagsAround(
  reader: DocumentReader,
  schema: Located<Schema>,
  { list, member }: ListPlace,
  fallbackName: string,
): Tags {
  const root = tagsOf(reader, schema, schema.value.xml?.name ?? fallbackName);
  if (member === undefined || list.value.xml?.wrapped !== true) return root;
  const inner = tagsOf(reader, list, listNameOf(list, member));
  return {
    open: root.open + inner.open,
    close: inner.close + root.close,
    empty: root.open + inner.empty + root.close,
  };
}

function compileElement(reader: DocumentReader, schema: Located<Schema>, fallbackName: string): WriteElement {
  const name = schema.value.xml?.name ?? fallbackName;
  const types = [schema.value.type ?? []].flat();
  const isObject = types.includes('object') || schema.value.properties !== undefined;
  if (isObject || (reader.isLenient && shapeOf(reader, schema).types.has('object')))
    return compileObject(reader, schema, name);
  const { open, close, empty } = tagsOf(reader, schema, name);
  return (value) => (value === null || value === '' ? empty : open + escapeText(textOf(value)) + close);
}

function compileObject(reader: DocumentReader, schema: Located<Schema>, name: string): WriteElement {
  const { open, close } = tagsOf(reader, schema, name);
  const start = open.slice(0, -1);
  const attributes: [string, WriteElement][] = [];
  const children: [string, WriteElement][] = [];
  for (const [key, property] of propertiesOf(reader, schema)) {
    if (property.value.xml?.attribute === true) attributes.push([key, compileAttribute(reader, property, key)]);
    else children.push([key, compileProperty(reader, property, key)]);
  }
  return (value) => {
    const fields = typeof value === 'object' && value !== null ? value : {};
    const inside = writeFields(fields, children);
    const tag = start + writeFields(fields, attributes);
    return inside === '' ? `${tag}/>` : `${tag}>${inside}${close}`;
  };
}

/** A field that the value doesn't have is left out, with its element. */
function writeFields(fields: object, writers: readonly (readonly [string, WriteElement])[]): string {
  let text = '';
  for (const [key, write] of writers) {
    const field: unknown = Object.hasOwn(fields, key) ? Reflect.get(fields, key) : undefined;
    if (field !== undefined) text += write(field);
  }
  return text;
}

/** A list is a sequence of elements. If it is `wrapped`, an element is around them. */
function compileProperty(reader: DocumentReader, property: Located<Schema>, key: string): WriteElement {
  if (!reader.isLenient) return compileKnownProperty(reader, property, key);
  // In a mounted document, a schema may contain itself, or very many others.
  let write: WriteElement | undefined;
  return (value) => (write ??= compileKnownProperty(reader, property, key))(value);
}

function compileKnownProperty(reader: DocumentReader, property: Located<Schema>, key: string): WriteElement {
  if (property.value.type !== 'array') return compileElement(reader, property, key);
  const items = itemsOf(reader, property);
  const isWrapped = property.value.xml?.wrapped === true;
  const name = listNameOf(property, key);
  const writeItem = compileElement(reader, items, name);
  const writeItems = (value: unknown): string => (Array.isArray(value) ? value.map(writeItem).join('') : '');
  if (!isWrapped) return writeItems;
  const { open, close, empty } = tagsOf(reader, property, name);
  return (value) => {
    const inside = writeItems(value);
    return inside === '' ? empty : open + inside + close;
  };
}

/** The name of a wrapped list is the name of the element around its items (OpenAPI, XML Object, name). */
function listNameOf({ value: { xml } }: Located<Schema>, key: string): string {
  return xml?.wrapped === true ? (xml.name ?? key) : key;
}

function itemsOf(reader: DocumentReader, schema: Located<Schema>): Located<Schema> {
  const items = schema.value.type === 'array' ? schema.value.items : undefined;
  if (items === undefined)
    throw new ContractError(reader.name, schema.pointer, 'a list that is written as XML must have items');
  return reader.resolveSchema(items, pointerTo(schema.pointer, 'items'));
}

function compileAttribute(reader: DocumentReader, property: Located<Schema>, key: string): WriteElement {
  const name = qualify(property.value, property.value.xml?.name ?? key);
  const element = attempt(reader, property, () =>
    loadPackage('xmlbuilder2')
      .create()
      .ele('x')
      .att(property.value.xml?.namespace ?? null, name, SLOT)
      .up()
      .end({ headless: true, wellFormed: true }),
  );
  const [before = '', after = ''] = element.slice('<x'.length, -'/>'.length).split(SLOT);
  return (value) => before + escapeAttribute(textOf(value ?? '')) + after;
}

interface Tags {
  readonly open: string;
  readonly close: string;
  readonly empty: string;
}

function tagsOf(reader: DocumentReader, schema: Located<Schema>, name: string): Tags {
  const { namespace } = schema.value.xml ?? {};
  const element = (text: string): string =>
    attempt(reader, schema, () =>
      loadPackage('xmlbuilder2')
        .create()
        .ele(namespace ?? null, qualify(schema.value, name))
        .txt(text)
        .doc()
        .end({ headless: true, wellFormed: true }),
    );
  const [open = '', close = ''] = element(SLOT).split(SLOT);
  return { open, close, empty: `${open.slice(0, -1)}/>` };
}

function qualify(schema: Schema, name: string): string {
  return schema.xml?.prefix === undefined ? name : `${schema.xml.prefix}:${name}`;
}

function attempt<T>(reader: DocumentReader, schema: Located<Schema>, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContractError(reader.name, schema.pointer, `XML can't be written: ${reason}`, { cause: error });
  }
}

/** Replaces characters that XML 1.0 forbids with U+FFFD (section 2.2: most controls, lone surrogates, U+FFFE, U+FFFF). */
function replaceForbidden(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

/** The text of a scalar in XML. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : writeJson(value);
}

function escapeText(text: string): string {
  // Most values need no escapes: one test saves four passes.
  if (/^[\u0020-\u0025\u0027-\u003B=?-\u007E]*$/.test(text)) return text;
  return replaceForbidden(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
