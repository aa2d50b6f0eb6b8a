import type { OpenAPIV3_1 } from 'openapi-types';

import type { DecodeBody } from './decode-body.ts';
import { decodeJson } from './decode-json.ts';
import { decodeScalar } from './decode-scalar.ts';
import type { DecodeText } from './decode-scalar.ts';
import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { Unreadable } from './unreadable.ts';
import { quote } from './violation.ts';

type Schema = OpenAPIV3_1.SchemaObject;
type Encoding = OpenAPIV3_1.EncodingObject;

/** How the parts of one name are read. */
interface Part {
  readonly isList: boolean;
  readonly decode: DecodeText;
  /** The media types that a file may have; undefined where any. */
  readonly contentTypes: readonly string[] | undefined;
}

/**
 * Compiles what reads `multipart/form-data`: a part is a text, an object is JSON, a file its bytes, a character for
 * each. Several parts of one name are a list.
 *
 * @throws {ContractError} where a part is written in a way that the engine doesn't read.
 */
export function decodeMultipart(
  reader: DocumentReader,
  schema: Located<Schema>,
  { value: { encoding = {} }, pointer }: Located<OpenAPIV3_1.MediaTypeObject>,
): DecodeBody {
  const parts = new Map(
    Object.entries(schema.value.properties ?? {}).map(([name, node]): [string, Part] => {
      const property = reader.resolve<Schema>(node, pointerTo(schema.pointer, 'properties', name));
      const own = { value: encoding[name] ?? {}, pointer: pointerTo(pointer, 'encoding', name) };
      return [name, compilePart(reader, property, own)];
    }),
  );
  return async (bytes, type) => {
    if ((type.params.get('boundary') ?? '') === '') return new Unreadable('', 'its Content-Type has no boundary');
    const entries = await parse(bytes, String(type));
    return entries instanceof Unreadable ? entries : readParts(entries, parts);
  };
}

function compilePart(reader: DocumentReader, property: Located<Schema>, encoding: Located<Encoding>): Part {
  const unknown = Object.keys(encoding.value).find((keyword) => keyword !== 'contentType');
  if (unknown !== undefined)
    throw new ContractError(reader.name, encoding.pointer, `"${unknown}" of a part is not read`);
  const contentTypes = encoding.value.contentType?.split(',').map((name) => name.trim());
  const isList = property.value.type === 'array';
  const item =
    property.value.type === 'array'
      ? reader.resolve<Schema>(property.value.items, pointerTo(property.pointer, 'items'))
      : property;
  return { isList, contentTypes, decode: decodePart(reader, item, contentTypes) };
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

/** A part as it came. */
interface Entry {
  readonly name: string;
  readonly text: string;
  /** The media type of a file; undefined where it is none. */
  readonly fileType?: string;
}

/** A body may have so many parts: the time to find one is worth a bound. */
const MAX_PARTS = 1000;

async function parse(bytes: Uint8Array, contentType: string): Promise<readonly Entry[] | Unreadable> {
  // Only bodies with parts need the parser.
  const { Busboy } = await import('@fastify/busboy');
  const entries: Entry[] = [];
  return new Promise((resolve) => {
    const limits = { parts: MAX_PARTS, fieldNameSize: 1000, fieldSize: bytes.length };
    // No part pauses the parser: it would wait for ever for one that it skips. All of the body is in memory already.
    const fileHwm = bytes.length + 1;
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits, fileHwm });
    const give = (problem: string): void => resolve(new Unreadable('', problem));
    parser.on('field', (name, text) => entries.push({ name, text }));
    parser.on('file', (name, stream, _filename, _encoding, fileType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => entries.push({ name, text: Buffer.concat(chunks).toString('latin1'), fileType }));
      stream.on('error', () => undefined);
    });
    parser.on('partsLimit', () => give(`at most ${MAX_PARTS} parts are read`));
    parser.on('error', () => give('its parts are not written as RFC 7578 says, or have another boundary'));
    parser.on('finish', () => resolve(entries));
    parser.end(bytes);
  });
}

function readParts(entries: readonly Entry[], parts: ReadonlyMap<string, Part>): unknown {
  const value: Record<string, unknown> = Object.create(null);
  for (const [name, own] of Map.groupBy(entries, (entry) => entry.name)) {
    const { isList = false, contentTypes, decode = String } = parts.get(name) ?? {};
    const isWanted = ({ fileType }: Entry): boolean =>
      fileType === undefined || contentTypes === undefined || contentTypes.some((wanted) => covers(wanted, fileType));
    const unwanted = own.find((entry) => !isWanted(entry));
    if (unwanted !== undefined) {
      const wanted = contentTypes?.join(' or ');
      return new Unreadable('', `the part ${quote(name)} is ${wanted}, not ${quote(unwanted.fileType)}`);
    }
    const items = own.map(({ text, fileType }) => (fileType === undefined ? decode(text) : text));
    value[name] = isList || items.length > 1 ? items : items[0];
  }
  return value;
}

/** `image/*` covers `image/png`. */
function covers(wanted: string, name: string): boolean {
  const [type = '', subtype = ''] = wanted.split('/');
  return wanted === name || wanted === '*/*' || (subtype === '*' && name.startsWith(`${type}/`));
}
