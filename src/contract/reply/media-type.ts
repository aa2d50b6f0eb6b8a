import type { OpenAPIV3_1 } from 'openapi-types';

import { decodeJson } from '../text/decode-json.ts';
import { walkOver } from '../../walk.ts';
import { ContractError, extensionOf, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { isJsonType, isXmlType, parseMediaType } from '../body/media-types.ts';
import { createReplySchema } from './reply-schema.ts';
import type { ReplySchema } from './reply-schema.ts';
import { listPlaceOf } from '../body/list-place.ts';
import { readRowForms, writeRowsIn } from './row-form.ts';
import type { RowForm } from './row-form.ts';
import { checkSchema } from '../schema/schema.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { sequenceOf } from '../body/sequence.ts';
import { shapeOf } from '../schema/shape.ts';
import { toJson, writeJson } from '../body/to-json.ts';
import { Unreadable } from '../text/unreadable.ts';
import { createLooseXmlWriter } from '../body/xml-loose.ts';
import { createXmlWriter } from '../body/xml-writer.ts';

/** Writes the bodies of one media type of one response. */
export interface MediaType {
  readonly name: string;
  /** The value of the header Content-Type: the name, and the charset if the type has one. */
  readonly contentType: string;
  /** Bodies are sent without a Content-Type (`x-untyped`). */
  readonly isUntyped: boolean;
  readonly syntax: 'json' | 'xml' | 'text';
  /** The schema of the bodies. Absent if the contract has none. */
  readonly schema?: ReplySchema;
  write(value: unknown): string;
  /** Writes a list in pieces of a few dozen KB, without collecting it. A piece is empty if no row is ready yet. */
  writeRows(rows: Iterable<unknown>): Iterable<string>;
  /** Other ways to write a list, by name (`x-row-forms`). */
  readonly rowForms: ReadonlyMap<string, RowForm>;
  /** The document's named examples, decoded. */
  readonly examples: ReadonlyMap<string, unknown>;
  /** The example of the document, or the first of several. Absent if there is none. */
  readonly shown: { readonly value: unknown } | undefined;
  /** The charset of the bytes. Undefined for UTF-8. */
  readonly charset: BufferEncoding | undefined;
}

/** @throws {ContractError} if the engine doesn't know how to write the media type. */
export function compileMediaType(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  name: string,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): MediaType {
  const schema = compileSchemaOf(reader, compileSchema, node);
  const { syntax, write, writeRows } = compileWriter(reader, name, node);
  const type = concreteType(name);
  const contentType = labelOf(type);
  const examples = readExamples(reader, node);
  const [first] = examples.values();
  const { example }: { example?: unknown } = node.value;
  const isShown = example !== undefined || examples.size > 0;
  return {
    name,
    contentType,
    isUntyped: extensionOf(node.value, 'x-untyped') === true,
    syntax,
    ...(schema === undefined ? {} : { schema }),
    write,
    writeRows,
    rowForms: readRowForms(reader, node),
    examples,
    shown: isShown ? { value: example ?? first } : undefined,
    charset: charsetOf(type),
  };
}

/** A media type for a range of media types. */
function concreteType(name: string): string {
  const [type = '', subtype = ''] = name.split('/');
  if (!subtype.startsWith('*')) return name;
  const known: Readonly<Record<string, string>> = {
    '*': 'application/json',
    application: 'application/json',
    text: 'text/plain',
    image: 'image/png',
  };
  return known[type] ?? 'application/octet-stream';
}

/** Charsets besides UTF-8 that Node can encode. */
const CHARSETS: ReadonlyMap<string, BufferEncoding> = new Map([
  ['iso-8859-1', 'latin1'],
  ['latin1', 'latin1'],
  ['utf-16le', 'utf16le'],
]);

/** Bodies with a charset that Node can't encode are sent in UTF-8, with this label. */
function labelOf(type: string): string {
  const charset = parseMediaType(type)?.params.get('charset')?.toLowerCase();
  if (charset === undefined) return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
  const isWritten = charset === 'utf-8' || charset === 'utf8' || CHARSETS.has(charset);
  return isWritten ? type : inUtf8(type);
}

/** Replaces the charset of a media type with UTF-8. */
export function inUtf8(contentType: string): string {
  return contentType.replace(/charset\s*=\s*("[^"]*"|[^;\s]+)/i, 'charset=utf-8');
}

function charsetOf(contentType: string): BufferEncoding | undefined {
  return CHARSETS.get(parseMediaType(contentType)?.params.get('charset')?.toLowerCase() ?? '');
}

function compileSchemaOf(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  { value, pointer }: Located<OpenAPIV3_1.MediaTypeObject>,
): ReplySchema | undefined {
  if (value.schema === undefined) return undefined;
  const at = pointerTo(pointer, 'schema');
  if (!reader.isLenient) checkSchema(reader, { value: value.schema, pointer: at });
  return createReplySchema(reader, compileSchema, reader.resolveSchema(value.schema, at));
}

type Writer = Pick<MediaType, 'syntax' | 'write' | 'writeRows'>;

function compileWriter(reader: DocumentReader, name: string, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  if (reader.isLenient) return compileLooseWriter(reader, name, node);
  if (isJsonType(name)) return compileJson(reader, node);
  if (isXmlType(name)) return compileXml(reader, node);
  if (name.startsWith('text/'))
    return { syntax: 'text', write: String, writeRows: (rows) => Array.from(rows, (row) => `${String(row)}\n`) };
  throw new ContractError(reader.name, node.pointer, `response bodies of ${name} are not supported`);
}

/** The rows of an object with one list are written within the text of the object. */
function compileJson(reader: DocumentReader, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  const { schema } = node.value;
  const place =
    schema === undefined
      ? undefined
      : listPlaceOf(reader, reader.resolveSchema(schema, pointerTo(node.pointer, 'schema')));
  const write = (value: unknown): string => writeJson(value);
  if (place?.member === undefined) return { syntax: 'json', write, writeRows: writeJsonRows };
  const open = `{${JSON.stringify(place.member)}:[`;
  const form = { open, separator: ',', close: ']}', empty: `${open}]}` };
  return { syntax: 'json', write, writeRows: (rows) => writeRowsIn(form, rows) };
}

function compileXml(reader: DocumentReader, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  if (node.value.schema === undefined) throw new ContractError(reader.name, node.pointer, 'XML must have a schema');
  const schema = reader.resolveSchema(node.value.schema, pointerTo(node.pointer, 'schema'));
  const { write, list } = createXmlWriter(reader, schema);
  if (list === undefined) return { syntax: 'xml', write, writeRows: (rows) => [write([...rows])] };
  return {
    syntax: 'xml',
    write,
    *writeRows(rows) {
      let isEmpty = true;
      for (const batch of walkOver(rows).batches()) {
        const text = batch.map(list.writeItem).join('');
        yield isEmpty && batch.length > 0 ? list.open + text : text;
        isEmpty &&= batch.length === 0;
      }
      yield isEmpty ? list.empty : list.close;
    },
  };
}

function* writeJsonRows(rows: Iterable<unknown>): Iterable<string> {
  let isOpen = false;
  let isEmpty = true;
  for (const batch of walkOver(rows).batches()) {
    const text = batch.length === 0 ? '' : writeJson(batch).slice(1, -1);
    const piece = isEmpty || text === '' ? text : `,${text}`;
    yield isOpen ? piece : `[${piece}`;
    isOpen = true;
    isEmpty &&= text === '';
  }
  yield isOpen ? ']' : '[]';
}

/** Writes bodies of any media type. Texts are sent unchanged. Other values fall back to JSON. */
function compileLooseWriter(reader: DocumentReader, name: string, node: Located<OpenAPIV3_1.MediaTypeObject>): Writer {
  const essence = parseMediaType(concreteType(name))?.essence ?? name;
  const written: unknown = node.value.schema;
  const schema =
    typeof written === 'object' && written !== null
      ? reader.resolveSchema(written, pointerTo(node.pointer, 'schema'))
      : undefined;
  const writerOf = (syntax: Writer['syntax'], write: Writer['write']): Writer => {
    return { syntax, write, writeRows: (rows) => [write([...rows])] };
  };
  if (isJsonType(essence)) {
    const types = schema === undefined ? new Set() : shapeOf(reader, schema).types;
    // Examples of other types are often texts with JSON.
    const isText = types.size === 0 || types.has('string');
    return writerOf('json', (value) => (!isText && typeof value === 'string' && isJson(value) ? value : toJson(value)));
  }
  const writeItem = 'itemSchema' in node.value ? sequenceOf(essence)?.writeItem : undefined;
  if (writeItem !== undefined)
    return writerOf('text', (value) => {
      // An example may already be in the wire format.
      if (typeof value === 'string') return value;
      return Array.isArray(value) ? value.map(writeItem).join('') : writeItem(value);
    });
  if (essence.startsWith('multipart/')) reader.reject(node.pointer, `replies of ${essence} are not written in parts`);
  if (isXmlType(essence)) return writerOf('xml', createLooseXmlWriter(reader, schema));
  return writerOf('text', (value) => (typeof value === 'string' ? value : toJson(value)));
}

function isJson(text: string): boolean {
  return !(decodeJson(text) instanceof Unreadable);
}

function readExamples(
  reader: DocumentReader,
  node: Located<OpenAPIV3_1.MediaTypeObject>,
): ReadonlyMap<string, unknown> {
  const examples = Object.entries(Object(node.value.examples)).map(([name, example]): [string, unknown] => {
    const at = pointerTo(node.pointer, 'examples', name);
    const { value } = reader.resolve<OpenAPIV3_1.ExampleObject>(Object(example), at);
    // OpenAPI 3.2 has separate members for the value of an example and for its wire format.
    const shown: unknown = value.value ?? Reflect.get(value, 'dataValue') ?? Reflect.get(value, 'serializedValue');
    return [name, shown];
  });
  return new Map(examples);
}
