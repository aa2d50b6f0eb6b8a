import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf, severityOf } from './document.ts';
import type { DocumentReader, Located, Provenance, Severity } from './document.ts';
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
  /** The value that a text stands for; a text that stands for none of the schema's types stays a text. */
  decode(text: string): unknown;
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
  const location = parameter.in;
  if (!isLocation(location)) throw new ContractError(reader.name, pointer, `parameters in "${location}" are not read`);
  if (parameter.schema === undefined) throw new ContractError(reader.name, pointer, 'a parameter needs a schema');
  const schema = reader.resolve<OpenAPIV3_1.SchemaObject>(parameter.schema, pointerTo(pointer, 'schema'));
  const types = [schema.value.type ?? []].flat();
  return {
    name: location === 'header' ? parameter.name.toLowerCase() : parameter.name,
    location,
    required: parameter.required ?? false,
    severity: severityOf(reader, located),
    provenance: provenanceOf(reader, located),
    shape: shapeOf(reader, located, types),
    alsoExploded: extensionOf(parameter, 'x-also-exploded') === true,
    schema: compileSchema(schema.pointer),
    decode: (text) => decodeText(text, types),
  };
}

function isLocation(location: string): location is ParameterLocation {
  return LOCATIONS.has(location);
}

function shapeOf(
  reader: DocumentReader,
  located: Located<OpenAPIV3_1.ParameterObject>,
  types: readonly string[],
): Parameter['shape'] {
  const { value: parameter, pointer } = located;
  const style = parameter.style ?? (parameter.in === 'query' ? 'form' : 'simple');
  if (types.includes('object')) {
    if (parameter.in === 'query' && style === 'deepObject') return 'brackets';
  } else if (types.includes('array')) {
    if (parameter.in === 'query' && style === 'form' && parameter.explode !== false) return 'several';
  } else if (style === 'form' || style === 'simple') {
    return 'single';
  }
  throw new ContractError(
    reader.name,
    pointer,
    `style ${style} of ${types.join('|') || 'any type'} in ${parameter.in} is not read`,
  );
}

function decodeText(text: string, types: readonly string[]): unknown {
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const isNumeric = types.includes('number') || types.includes('integer');
  if (isNumeric && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return text;
}
