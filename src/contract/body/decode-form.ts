import type { OpenAPIV3_1 } from 'openapi-types';

import { looseReadings } from '../text/decode-loose.ts';
import type { DecodeText } from '../text/decode-scalar.ts';
import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { acceptsInTime } from '../schema/limited-check.ts';
import { createPairsReader, decodeField, likeliestReading } from '../text/pairs-reader.ts';
import type { PairsField, ReceivedField } from '../text/pairs-reader.ts';
import type { SchemaCompiler } from '../schema/schema.ts';
import { propertiesOf, shapeOf } from '../schema/shape.ts';
import { JSON_FORM, plain } from '../text/text-form.ts';
import type { TextForm, TextFormOptions } from '../text/text-form.ts';
import { compileTextForms } from '../text/text-forms.ts';
import { Unreadable } from '../text/unreadable.ts';
import type { Violation } from '../violation.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** Maximum number of names in a form: each one costs time, above all if its escapes are wrong. */
const MAX_PAIRS = 10_000;

/**
 * Compiles a decoder for `application/x-www-form-urlencoded`, which has the syntax of a query. An object is JSON unless
 * its `encoding` has a style (OpenAPI 3.1, "Encoding Object"). Names that the schema doesn't declare are read as texts.
 *
 * @throws {ContractError} if a property could be written in more than one way.
 */
export function decodeForm(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  schema: Located<Schema>,
  mediaType: Located<OpenAPIV3_1.MediaTypeObject>,
): DecodeText {
  const fields = propertiesOf(reader, schema).map(([name, property]): FormField => {
    const encoding = encodingOf(mediaType, name);
    return reader.attempt<FormField>(
      encoding.pointer,
      () => compileField(reader, compileSchema, name, property, encoding),
      () => ({ ...plain('several'), ...DESCRIBED, name, decode: String, others: [], accepts: () => true }),
    );
  });
  const decodeOther = otherReadings(reader, schema);
  const readPairs = createPairsReader(fields, { provenance: 'assumed', locate: (name) => pointerTo('', name) });
  return (text) => {
    if (text.split('&', MAX_PAIRS + 1).length > MAX_PAIRS)
      return new Unreadable('', `must have at most ${MAX_PAIRS} names and values`);
    const value: Record<string, unknown> = Object.create(null);
    const violations: Violation[] = [];
    const received = readPairs(text, violations, (pair) => (value[pair.name] = decodeOther(pair.value)));
    const [first] = violations;
    if (first !== undefined) return new Unreadable('', first.message, first.location);
    for (const field of fields) {
      const pairs = received.get(field.name);
      if (pairs === undefined) continue;
      const decoded = likeliestReading(field, (form) => decodeField(form, pairs));
      if (decoded instanceof Unreadable) return new Unreadable('', decoded.problem, pointerTo('', field.name));
      value[field.name] = field.accepts(decoded) ? decoded : otherReading(field, pairs, decoded);
    }
    return value;
  };
}

/** The first other reading that the schema accepts. Falls back to the likeliest reading. */
function otherReading(field: FormField, pairs: ReceivedField, likeliest: unknown): unknown {
  for (const form of field.others) {
    const decoded = decodeField(form, pairs);
    if (decoded !== undefined && !(decoded instanceof Unreadable) && field.accepts(decoded)) return decoded;
  }
  return likeliest;
}

/** The encoding of a property in a media type. */
export function encodingOf(
  { value: { encoding }, pointer }: Located<OpenAPIV3_1.MediaTypeObject>,
  name: string,
): Located<OpenAPIV3_1.EncodingObject> {
  const own: unknown = Reflect.get(Object(encoding), name);
  return { value: Object(own ?? {}), pointer: pointerTo(pointer, 'encoding', name) };
}

/** Members that the schema doesn't name may have a schema in common. */
function otherReadings(reader: DocumentReader, { value, pointer }: Located<Schema>): DecodeText {
  const { additionalProperties: other } = value;
  if (!reader.isLenient || typeof other !== 'object') return String;
  const shape = shapeOf(reader, reader.resolveSchema(other, pointerTo(pointer, 'additionalProperties')));
  return looseReadings(shape, { hasJsonInside: true })[0] ?? String;
}

interface FormField extends PairsField {
  accepts(value: unknown): boolean;
}

const DESCRIBED = { severity: 'error', provenance: 'assumed', alsoExploded: false } as const;

const KEYWORDS: ReadonlySet<string> = new Set(['contentType', 'style', 'explode', 'allowReserved']);

function compileField(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  name: string,
  property: Located<Schema>,
  { value: encoding, pointer }: Located<OpenAPIV3_1.EncodingObject>,
): FormField {
  const unknown = Object.keys(encoding).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) reader.reject(pointer, `"${unknown}" of an encoding is not supported`);
  const { contentType, style, explode } = encoding;
  const isStyled = style !== undefined || explode !== undefined;
  const isObject = reader.isLenient
    ? shapeOf(reader, property).types.has('object')
    : contentType === undefined && property.value.type === 'object';
  const isJson = contentType === 'application/json' || isObject;
  const options = { name, place: 'query', style: style ?? 'form', explode, hasJsonInside: true } as const;
  const [first, ...others] =
    isJson && !isStyled ? jsonForms(reader, property, options) : compileTextForms(reader, property, options);
  // The schema is needed only to choose between readings.
  const accepts =
    others.length === 0 ? () => true : acceptsInTime(reader, property, compileSchema(property.pointer).accepts);
  return { ...first, others, ...DESCRIBED, name, accepts };
}

/** A property that may be an object is read as JSON. If it may also have another type, the text may be of that type. */
function jsonForms(
  reader: DocumentReader,
  property: Located<Schema>,
  options: TextFormOptions,
): readonly [TextForm, ...TextForm[]] {
  if (!reader.isLenient) return [JSON_FORM];
  const readings = looseReadings(shapeOf(reader, property), options).map((decode) => ({ ...plain('single'), decode }));
  const [first = JSON_FORM, ...others] = readings;
  return [first, ...others];
}
