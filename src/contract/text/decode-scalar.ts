import type { MIMEType } from 'node:util';
import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';

/** The value that a text stands for; one that stands for none of the schema's type stays a text. */
export type DecodeText = (text: string) => unknown;

/** The value that a body stands for; an `Unreadable` where it hasn't the form of its media type. */
export type DecodeBody = (bytes: Uint8Array, type: MIMEType) => unknown;

type Schema = OpenAPIV3_1.SchemaObject;

/** What a schema may say beside several types: nothing that would tell "12" from 12. */
const TELLS_NOTHING: ReadonlySet<string> = new Set(
  'type title description default deprecated example examples $comment externalDocs readOnly writeOnly xml'.split(' '),
);

/**
 * Compiles what reads a text as a value of a schema. A text means one thing only where its schema has one type, null
 * aside, or where it can be decided:
 * - of boolean, integer and number, by its letters;
 * - with string beside them, a text is a number or a boolean where it is written just as JSON writes it (`007` is a
 *   text), as long as no other keyword judges the two otherwise; or it is the member of `enum` that is written so.
 *
 * @throws {ContractError} where the schema is of another kind, or its texts could be read in two ways.
 */
export function decodeScalar(reader: DocumentReader, { value, pointer }: Located<Schema>): DecodeText {
  const types = [value.type ?? []].flat().filter((name) => name !== 'null');
  const isCombined = [value.anyOf, value.oneOf, value.allOf].some((schemas) => schemas !== undefined);
  if (isCombined) throw new ContractError(reader.name, pointer, 'a value that is written as text needs one type');
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
  const judging = Object.keys(schema.value).find((keyword) => !TELLS_NOTHING.has(keyword) && !keyword.startsWith('x-'));
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
  return new ContractError(reader.name, pointer, `a value that is written as text needs one type${reason}`);
}

/** Whether a text is a number as JSON writes it, leading zeros aside. */
export function isNumeric(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}
