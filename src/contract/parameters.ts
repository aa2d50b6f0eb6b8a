import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf, severityOf } from './document.ts';
import type { DocumentReader, Located, Provenance, Severity } from './document.ts';
import { checkSchema } from './schema.ts';
import type { Schema, SchemaCompiler } from './schema.ts';

export type ParameterLocation = 'path' | 'query' | 'header';

/** A parameter of an operation, ready to be read from a request. */
export interface Parameter {
  readonly name: string;
  readonly location: ParameterLocation;
  readonly required: boolean;
  readonly severity: Severity;
  readonly provenance: Provenance;
  /** How it is written: one value, several, or an object whose keys stand in brackets (`proxy[page]=2`). */
  readonly shape: 'single' | 'several' | 'brackets';
  /** An object that may also arrive without brackets, so that a name no other parameter has is a key of it. */
  readonly alsoExploded: boolean;
  readonly schema: Schema;
  /**
   * The value that a text stands for, by the schema's type; one that stands for no such value stays a text.
   * The text is that of one value, of one item, or of the member `key` of an object.
   */
  decode(text: string, key?: string): unknown;
}

const LOCATIONS: ReadonlySet<string> = new Set(['path', 'query', 'header'] satisfies ParameterLocation[]);

/**
 * The parameters of an operation, its path's included; its own go first.
 *
 * @throws {ContractError} where a parameter is written in a style that the engine doesn't read.
 */
export function compileParameters(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  path: Located<OpenAPIV3_1.PathItemObject>,
  operation: Located<OpenAPIV3_1.OperationObject>,
): readonly Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const owner of [operation, path]) {
    for (const [index, node] of (owner.value.parameters ?? []).entries()) {
      const located = reader.resolve<OpenAPIV3_1.ParameterObject>(node, pointerTo(owner.pointer, 'parameters', index));
      const parameter = compileParameter(reader, compileSchema, located);
      const key = `${parameter.location} ${parameter.name}`;
      if (!parameters.has(key)) parameters.set(key, parameter);
    }
  }
  return [...parameters.values()];
}

function compileParameter(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  located: Located<OpenAPIV3_1.ParameterObject>,
): Parameter {
  const { value: parameter, pointer } = located;
  checkKeywords(reader, located);
  const location = parameter.in;
  if (!isLocation(location)) throw new ContractError(reader.name, pointer, `parameters in "${location}" are not read`);
  if (parameter.schema === undefined) throw new ContractError(reader.name, pointer, 'a parameter needs a schema');
  checkSchema(reader, { value: parameter.schema, pointer: pointerTo(pointer, 'schema') });
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(parameter.schema, pointerTo(pointer, 'schema'));
  const shape = shapeOf(reader, located, schema.value);
  return {
    name: location === 'header' ? parameter.name.toLowerCase() : parameter.name,
    location,
    required: parameter.required ?? false,
    severity: severityOf(reader, located),
    provenance: provenanceOf(reader, located),
    shape,
    alsoExploded: extensionOf(parameter, 'x-also-exploded') === true,
    schema: compileSchema(schema.pointer),
    decode: compileDecode(reader, schema, shape),
  };
}

/** What a parameter may say; its extensions are looked for by name where they are read. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'name in required description deprecated schema style explode example examples'.split(' '),
);

function checkKeywords(reader: DocumentReader, { value, pointer }: Located<OpenAPIV3_1.ParameterObject>): void {
  const unknown = Object.keys(value).find((keyword) => !KEYWORDS.has(keyword) && !keyword.startsWith('x-'));
  if (unknown !== undefined) throw new ContractError(reader.name, pointer, `"${unknown}" of a parameter is not read`);
}

function isNumeric(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}

function isLocation(location: string): location is ParameterLocation {
  return LOCATIONS.has(location);
}

function shapeOf(
  reader: DocumentReader,
  located: Located<OpenAPIV3_1.ParameterObject>,
  { type }: OpenAPIV3_1.SchemaObject,
): Parameter['shape'] {
  const { value: parameter, pointer } = located;
  const style = parameter.style ?? (parameter.in === 'query' ? 'form' : 'simple');
  if (type === 'object') {
    if (parameter.in === 'query' && style === 'deepObject' && parameter.explode !== false) return 'brackets';
  } else if (type === 'array') {
    if (parameter.in === 'query' && style === 'form' && parameter.explode !== false) return 'several';
  } else if (style === 'form' || style === 'simple') {
    return 'single';
  }
  throw new ContractError(reader.name, pointer, `style ${style} of ${String(type)} in ${parameter.in} is not read`);
}

type Decode = Parameter['decode'];

function compileDecode(
  reader: DocumentReader,
  schema: Located<OpenAPIV3_1.SchemaObject>,
  shape: Parameter['shape'],
): Decode {
  if (shape === 'single') return decodeScalar(reader, schema);
  if (shape === 'several') {
    const items = 'items' in schema.value ? schema.value.items : {};
    return decodeScalar(reader, reader.resolve(items, pointerTo(schema.pointer, 'items')));
  }
  const members = new Map(
    Object.entries(schema.value.properties ?? {}).map(([key, node]): [string, Decode] => {
      const pointer = pointerTo(schema.pointer, 'properties', key);
      return [key, decodeScalar(reader, reader.resolve<OpenAPIV3_1.SchemaObject>(node, pointer))];
    }),
  );
  return (text, key = '') => members.get(key)?.(text) ?? text;
}

/** A text means one thing only where its schema has one type, so another schema is not read. */
export function decodeScalar(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.SchemaObject>,
): Parameter['decode'] {
  const [type, ...others] = [value.type ?? []].flat().filter((name) => name !== 'null');
  const isCombined = [value.anyOf, value.oneOf, value.allOf].some((schemas) => schemas !== undefined);
  if (others.length > 0 || isCombined)
    throw new ContractError(reader.name, pointer, 'a value that is written as text needs one type');
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
