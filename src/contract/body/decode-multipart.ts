import type { OpenAPIV3_1 } from 'openapi-types';

import { encodingOf } from './decode-form.ts';
import { decodeJson } from '../text/decode-json.ts';
import { looseReadings } from '../text/decode-loose.ts';
import { decodeScalar } from '../text/decode-scalar.ts';
import type { DecodeBody, DecodeText } from '../text/decode-scalar.ts';
import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { loadPackage } from '../../late-packages.ts';
import { acceptsInTime } from '../schema/limited-check.ts';
import { isJsonType } from './media-types.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { propertiesOf, shapeOf } from '../schema/shape.ts';
import { Unreadable } from '../text/unreadable.ts';
import { quote } from '../violation.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** How the parts of one name are read. */
interface Part {
  readonly isList: boolean;
  /** The possible ways to read one part, the likeliest first. */
  readonly readings: readonly ((entry: Entry) => unknown)[];
  /** The media types that a file may have. Undefined if it may have any. */
  readonly contentTypes: readonly string[] | undefined;
  accepts(value: unknown): boolean;
}

/**
 * Compiles a decoder for `multipart/form-data`. A part is a text, an object is JSON, and a file is a text with one
 * character for each byte. Several parts with one name are a list.
 *
 * @throws {ContractError} if a part is written in a way that the engine doesn't read.
 */
export function decodeMultipart(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  schema: Located<Schema>,
  mediaType: Located<OpenAPIV3_1.MediaTypeObject>,
): DecodeBody {
  const parts = new Map(
    propertiesOf(reader, schema).map(([name, property]): [string, Part] => {
      const encoding = encodingOf(mediaType, name);
      return [name, compilePart(reader, compileSchema, property, encoding)];
    }),
  );
  return async (bytes, type) => {
    if ((type.params.get('boundary') ?? '') === '') return new Unreadable('', 'its Content-Type has no boundary');
    const entries = await parse(bytes, String(type));
    return entries instanceof Unreadable ? entries : readParts(entries, parts);
  };
}

function compilePart(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  property: Located<Schema>,
  encoding: Located<OpenAPIV3_1.EncodingObject>,
): Part {
  const unknown = Object.keys(encoding.value).find((keyword) => keyword !== 'contentType');
  if (unknown !== undefined) reader.reject(encoding.pointer, `"${unknown}" of a part is not supported`);
  const listed: unknown = encoding.value.contentType;
  const contentTypes = typeof listed === 'string' ? listed.split(',').map((name) => name.trim()) : undefined;
  if (reader.isLenient) return compileLoosePart(reader, compileSchema, property, contentTypes);
  const isList = property.value.type === 'array';
  const item =
    property.value.type === 'array'
      ? reader.resolveSchema(property.value.items, pointerTo(property.pointer, 'items'))
      : property;
  const decode = decodePart(reader, item, contentTypes);
  const read = ({ text, fileType }: Entry): unknown => (fileType === undefined ? decode(text) : text);
  return { isList, contentTypes, readings: [read], accepts: () => true };
}

function compileLoosePart(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  property: Located<Schema>,
  contentTypes: readonly string[] | undefined,
): Part {
  const shape = shapeOf(reader, property);
  const isList = shape.types.has('array');
  const item = isList && shape.items !== undefined ? shapeOf(reader, shape.items) : shape;
  const readings = looseReadings(item, { hasJsonInside: true }).map((decode) => (entry: Entry): unknown => {
    if (entry.fileType === undefined) return decode(entry.text);
    return isJsonType(entry.fileType) ? decode(utf8(entry.text)) : entry.text;
  });
  const accepts = acceptsInTime(reader, property, compileSchema(property.pointer).accepts);
  return { isList, contentTypes, readings: [...readings, ({ text }) => text], accepts };
}

function utf8(binary: string): string {
  return Buffer.from(binary, 'latin1').toString('utf8');
}

function decodePart(
  reader: DocumentReader,
  { value, pointer }: Located<Schema>,
  contentTypes: readonly string[] | undefined,
): DecodeText {
  const isJson = value.type === 'object' || value.type === 'array' || contentTypes?.join() === 'application/json';
  if (!isJson) return value.type === undefined ? String : decodeScalar(reader, { value, pointer });
  return (text) => {
    const decoded = decodeJson(text);
    return decoded instanceof Unreadable ? text : decoded;
  };
}

/** A part of a received body. */
interface Entry {
  readonly name: string;
  readonly text: string;
  /** The media type of a file. Undefined if the part is not a file. */
  readonly fileType?: string;
}

/** Maximum number of parts of a body. It bounds the time of parsing. */
const MAX_PARTS = 1000;

async function parse(bytes: Uint8Array, contentType: string): Promise<readonly Entry[] | Unreadable> {
  const { Busboy } = loadPackage('@fastify/busboy');
  const entries: Entry[] = [];
  return new Promise((resolve) => {
    const limits = { parts: MAX_PARTS, fieldNameSize: 1000, fieldSize: bytes.length };
    // Parts must not pause the parser: it would wait forever for a part that it skips. The whole body is in memory already.
    const fileHwm = bytes.length + 1;
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits, fileHwm });
    const fail = (problem: string): void => resolve(new Unreadable('', problem));
    parser.on('field', (name, text) => entries.push({ name, text }));
    parser.on('file', (name, stream, _filename, _encoding, fileType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => entries.push({ name, text: Buffer.concat(chunks).toString('latin1'), fileType }));
      stream.on('error', () => undefined);
    });
    parser.on('partsLimit', () => fail(`must have at most ${MAX_PARTS} parts`));
    parser.on('error', () => fail('must have parts as in RFC 7578, with the boundary of the Content-Type'));
    parser.on('finish', () => resolve(entries));
    parser.end(bytes);
  });
}

function readParts(entries: readonly Entry[], parts: ReadonlyMap<string, Part>): unknown {
  const value: Record<string, unknown> = Object.create(null);
  for (const [name, own] of Map.groupBy(entries, (entry) => entry.name)) {
    const part = parts.get(name) ?? UNDECLARED;
    const { contentTypes } = part;
    const isAllowed = ({ fileType }: Entry): boolean =>
      fileType === undefined || contentTypes === undefined || contentTypes.some((range) => covers(range, fileType));
    const wrong = own.find((entry) => !isAllowed(entry));
    if (wrong !== undefined) {
      const allowed = contentTypes?.join(' or ');
      return new Unreadable('', `the part must be ${allowed}, got ${quote(wrong.fileType)}`, pointerTo('', name));
    }
    const values = readingsOf(own, part);
    value[name] = values.length === 1 ? values[0] : (values.find(part.accepts) ?? values[0]);
  }
  return value;
}

const UNDECLARED: Part = {
  isList: false,
  readings: [({ text }) => text],
  contentTypes: undefined,
  accepts: () => true,
};

/** The possible values of the parts with one name. A list may also be one part with JSON. */
function readingsOf(own: readonly Entry[], { isList, readings }: Part): readonly unknown[] {
  const values = readings.map((read) => {
    const items = own.map(read);
    return isList || items.length > 1 ? items : items[0];
  });
  const [only] = own;
  if (!isList || own.length > 1 || only === undefined || readings.length === 1) return values;
  const whole = decodeJson(only.fileType === undefined ? only.text : utf8(only.text));
  return whole instanceof Unreadable ? values : [...values, whole];
}

/** `image/*` covers `image/png`. */
function covers(range: string, name: string): boolean {
  const [type = '', subtype = ''] = range.split('/');
  return range === name || range === '*/*' || (subtype === '*' && name.startsWith(`${type}/`));
}
