import type { OpenAPIV3_1 } from 'openapi-types';

import type { DecodeText } from './decode-scalar.ts';
import { ContractError, pointerTo } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { createPairsReader } from './pairs-reader.ts';
import type { PairsField } from './pairs-reader.ts';
import { JSON_FORM, compileTextForm } from './text-form.ts';
import { Unreadable } from './unreadable.ts';
import type { Violation } from './violation.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** A form may have so many names: each costs time, most of all where its escapes are wrong. */
const MAX_PAIRS = 10_000;

/**
 * Compiles what reads `application/x-www-form-urlencoded`, which is written as a query is. An object is JSON unless
 * its `encoding` has a style (OpenAPI 3.1, "Encoding Object"); what the schema doesn't declare is kept as a text.
 *
 * @throws {ContractError} where a property could be written in more than one way.
 */
export function decodeForm(
  reader: DocumentReader,
  schema: Located<Schema>,
  { value: { encoding = {} }, pointer }: Located<OpenAPIV3_1.MediaTypeObject>,
): DecodeText {
  const { properties = {} } = schema.value;
  const fields = Object.entries(properties).map(([name, node]) => {
    const property = reader.resolve<Schema>(node, pointerTo(schema.pointer, 'properties', name));
    return compileField(reader, name, property, {
      value: encoding[name] ?? {},
      pointer: pointerTo(pointer, 'encoding', name),
    });
  });
  const readPairs = createPairsReader(fields, { provenance: 'assumed', locate: (name) => name });
  return (text) => {
    if (text.split('&', MAX_PAIRS + 1).length > MAX_PAIRS)
      return new Unreadable('', `at most ${MAX_PAIRS} names and values are read`);
    const value: Record<string, unknown> = Object.create(null);
    const violations: Violation[] = [];
    const received = readPairs(text, violations, (pair) => (value[pair.name] = pair.value));
    const [first] = violations;
    if (first !== undefined) return new Unreadable('', `${first.location}: ${first.message}`);
    for (const { name, shape } of fields) {
      const field = received[shape].get(name);
      if (field instanceof Unreadable) return new Unreadable('', `${name}: ${field.problem}`);
      if (field !== undefined) value[name] = field;
    }
    return value;
  };
}

const KEYWORDS: ReadonlySet<string> = new Set(['contentType', 'style', 'explode', 'allowReserved']);

function compileField(
  reader: DocumentReader,
  name: string,
  property: Located<Schema>,
  { value: encoding, pointer }: Located<OpenAPIV3_1.EncodingObject>,
): PairsField {
  const unknown = Object.keys(encoding).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) throw new ContractError(reader.name, pointer, `"${unknown}" of an encoding is not read`);
  const { contentType, style, explode } = encoding;
  const isStyled = style !== undefined || explode !== undefined;
  const isJson = contentType === 'application/json' || (contentType === undefined && property.value.type === 'object');
  const described = { name, severity: 'error', provenance: 'assumed', alsoExploded: false } as const;
  if (isJson && !isStyled) return { ...JSON_FORM, ...described };
  const options = { name, place: 'query', style: style ?? 'form', explode, hasJsonInside: true } as const;
  return { ...compileTextForm(reader, property, options), ...described };
}
