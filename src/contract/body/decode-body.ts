import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import { decodeJson, explainJson } from '../text/decode-json.ts';
import { looseReadings } from '../text/decode-loose.ts';
import { decodeScalar } from '../text/decode-scalar.ts';
import type { DecodeBody, DecodeText } from '../text/decode-scalar.ts';
import { decodeForm } from './decode-form.ts';
import { decodeMultipart } from './decode-multipart.ts';
import { ContractError, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { acceptsInTime } from '../schema/limited-check.ts';
import { isJsonType, isXmlType } from './media-types.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { sequenceOf } from './sequence.ts';
import { shapeOf } from '../schema/shape.ts';
import { Unreadable } from '../text/unreadable.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/**
 * Compiles a decoder for the bodies of one media type.
 *
 * @throws {ContractError} if the engine doesn't know how to read it.
 */
export function compileBodyDecoder(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  name: string,
  mediaType: Located<OpenAPIV3_1.MediaTypeObject>,
): DecodeBody {
  const node = mediaType.value.schema;
  const schema = node === undefined ? undefined : reader.resolveSchema(node, pointerTo(mediaType.pointer, 'schema'));
  if (isJsonType(name)) return (bytes, type) => decodeJsonBody(textOf(bytes, type));
  if (name === 'application/x-www-form-urlencoded') {
    const decode = decodeForm(reader, compileSchema, withSchema(reader, name, mediaType, schema), mediaType);
    return (bytes, type) => fromText(textOf(bytes, type), decode);
  }
  if (name === 'multipart/form-data')
    return decodeMultipart(reader, compileSchema, withSchema(reader, name, mediaType, schema), mediaType);
  if (mediaType.value.encoding !== undefined)
    reader.reject(mediaType.pointer, `${name} has no parts, so no "encoding"`);
  const decodeSequence = 'itemSchema' in mediaType.value ? sequenceOf(name)?.decode : undefined;
  if (decodeSequence !== undefined) return (bytes, type) => fromText(textOf(bytes, type), decodeSequence);
  if (isXmlType(name)) return decodeXml(reader, withSchema(reader, name, mediaType, schema));
  // Of the text types, only `text/plain` may hold JSON. Others, such as CSV, have their own syntax.
  const isRead = !reader.isLenient || name === 'text/plain' || schema === undefined || isOfScalars(reader, schema);
  if (name.startsWith('text/') && isRead) {
    const decode = compileText(reader, compileSchema, schema);
    return (bytes, type) => fromText(textOf(bytes, type), decode);
  }
  const isBinary = /^(application\/octet-stream|(image|audio|video)\/.+)$/.test(name);
  if (reader.isLenient ? schema === undefined || isOfTexts(reader, schema) : isBinary) return binaryText;
  throw new ContractError(reader.name, mediaType.pointer, `request bodies of ${name} are not supported`);
}

function isOfScalars(reader: DocumentReader, schema: Located<Schema>): boolean {
  const { types } = shapeOf(reader, schema);
  return types.size === 0 || [...types].some((type) => type !== 'array' && type !== 'object');
}

/** A schema sees a file of any kind as a text of its bytes. */
function isOfTexts(reader: DocumentReader, schema: Located<Schema>): boolean {
  const { types } = shapeOf(reader, schema);
  return types.size === 0 || types.has('string');
}

function compileText(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  schema: Located<Schema> | undefined,
): DecodeText {
  if (schema === undefined) return String;
  if (!reader.isLenient) return schema.value.type === undefined ? String : decodeScalar(reader, schema);
  const accepts = acceptsInTime(reader, schema, compileSchema(schema.pointer).accepts);
  const [first = String, ...others] = looseReadings(shapeOf(reader, schema), { hasJsonInside: true });
  return (text) => [first, ...others].map((decode) => decode(text)).find(accepts) ?? first(text);
}

/** Converts bytes to a text with one character for each byte, so that a schema's lengths are sizes in bytes. */
function binaryText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function withSchema(
  reader: DocumentReader,
  name: string,
  { pointer }: Located<object>,
  schema: Located<Schema> | undefined,
): Located<Schema> {
  if (reader.isLenient) return schema ?? { value: {}, pointer };
  if (schema === undefined) throw new ContractError(reader.name, pointer, `bodies of ${name} must have a schema`);
  const combined = (['allOf', 'anyOf', 'oneOf'] as const).find((keyword) => schema.value[keyword] !== undefined);
  if (combined === undefined) return schema;
  throw new ContractError(
    reader.name,
    schema.pointer,
    `the schema of ${name} must have "properties", not "${combined}"`,
  );
}

/** Decodes a body with the charset of its media type. Defaults to UTF-8. */
function textOf(bytes: Uint8Array, type: MIMEType): string | Unreadable {
  const charset = type.params.get('charset') ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    // RangeError: the charset is unknown. TypeError: the bytes are invalid in the charset.
    const problem = error instanceof RangeError ? `unknown charset "${charset}"` : `must be in ${charset}`;
    return new Unreadable('', problem);
  }
}

function fromText(text: string | Unreadable, decode: DecodeText): unknown {
  return text instanceof Unreadable ? text : decode(text);
}

async function decodeJsonBody(text: string | Unreadable): Promise<unknown> {
  if (text instanceof Unreadable) return text;
  const value = decodeJson(text);
  return value instanceof Unreadable ? new Unreadable('', await explainJson(text)) : value;
}

function decodeXml(reader: DocumentReader, schema: Located<Schema>): DecodeBody {
  return async (bytes, type) => {
    const text = textOf(bytes, type);
    if (text instanceof Unreadable) return text;
    // Loaded here, because only XML bodies need the parser.
    const { XmlError, readXml } = await import('./xml-reader.ts');
    try {
      return readXml(reader, schema, text);
    } catch (error) {
      if (error instanceof XmlError) return new Unreadable('', error.message);
      throw error;
    }
  };
}
