import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';

/** Decodes a text to a value. A text without a value of the schema's type is returned unchanged. */
export type DecodeText = (text: string) => unknown;

/** Decodes a body to a value. Returns an `Unreadable` if it doesn't have the syntax of its media type. */
export type DecodeBody = (bytes: Uint8Array, type: MIMEType) => unknown;

type Schema = OpenAPIV3_1.SchemaObject;

/** The keywords beside several types that don't distinguish "12" from 12. */
const NEUTRAL_KEYWORDS: ReadonlySet<string> = new Set(
  'type title description default deprecated example examples $comment externalDocs readOnly writeOnly xml'.split(' '),
);

/**
 * Compiles a decoder from texts to values of a schema. A text must have one meaning only. So the schema must have one type
 * besides null, or types that can be distinguished:
 * - boolean, integer and number, by their characters;
 * - string beside them, if no other keyword treats the two readings differently. A text that JSON would write in the same
 *   way is a number or a boolean (`007` is a text). With `enum`, a text is the listed value that is written so.
 *
 * @throws {ContractError} if the schema has another form, or its texts could be read in two ways.
 */
export function decodeScalar(reader: DocumentReader, { value, pointer }: Located<Schema>): DecodeText {
  const types = [value.type ?? []].flat().filter((name) => name !== 'null');
  const isCombined = [value.anyOf, value.oneOf, value.allOf].some((schemas) => schemas !== undefined);
  if (isCombined) throw new ContractError(reader.name, pointer, 'a value that is written as text must have one type');
  if (types.length > 1) return decodeUnion(reader, { value, pointer }, new Set(types));
  const [type] = types;
  switch (type) {
    case 'string':
      return (text) => text;
    case 'boolean':
      return (text) => (text === 'true' || text === 'false' ? text === 'true' : text);
    case 'number':
    case 'integer':
      return (text) => (isNumeric(text) ? Number(text) : text);
    default:
      throw new ContractError(reader.name, pointer, `a value that is written as text can't be of type ${String(type)}`);
  }
}

function decodeUnion(reader: DocumentReader, schema: Located<Schema>, types: ReadonlySet<string>): DecodeText {
  const hasBoolean = types.has('boolean');
  const isNumber = types.has('number')
    ? isNumeric
    : (text: string): boolean => isNumeric(text) && Number.isInteger(Number(text));
  const hasNumber = types.has('number') || types.has('integer');
  const hasString = types.has('string');
  const known = [hasBoolean, types.has('number'), types.has('integer'), hasString].filter(Boolean).length;
  if (known < types.size) throw ambiguous(reader, schema);
  if (hasString && schema.value.enum !== undefined) return decodeListed(reader, schema, schema.value.enum);
  const judging = Object.keys(schema.value).find(
    (keyword) => !NEUTRAL_KEYWORDS.has(keyword) && !keyword.startsWith('x-'),
  );
  if (hasString && judging !== undefined) throw ambiguous(reader, schema, judging);
  return (text) => {
    if (hasBoolean && (text === 'true' || text === 'false')) return text === 'true';
    if (!hasNumber || !isNumber(text)) return text;
    return hasString && String(Number(text)) !== text ? text : Number(text);
  };
}

function decodeListed(reader: DocumentReader, schema: Located<Schema>, listed: readonly unknown[]): DecodeText {
  const values = listed.filter((value) => value !== null);
  const byText = new Map(values.map((value) => [typeof value === 'string' ? value : JSON.stringify(value), value]));
  if (byText.size < values.length) throw ambiguous(reader, schema, 'enum');
  return (text) => (byText.has(text) ? byText.get(text) : text);
}

function ambiguous(reader: DocumentReader, { pointer }: Located<Schema>, keyword?: string): ContractError {
  const reason = keyword === undefined ? '' : `; with "${keyword}" it could be read in two ways`;
  return new ContractError(reader.name, pointer, `a value that is written as text must have one type${reason}`);
}

/** Whether a text is a number in the syntax of JSON, except that leading zeros are allowed. */
export function isNumeric(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}
