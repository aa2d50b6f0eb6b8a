import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, keysOf, pointerTo, provenanceOf, severityOf } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import type { PairsField } from '../text/pairs-reader.ts';
import { segmentsOf } from '../match/path-matcher.ts';
import { checkSchema } from '../schema/schema.ts';
import type { Schema, SchemaCompiler } from '../schema/schema.ts';
import { JSON_FORM, plain } from '../text/text-form.ts';
import type { TextForm } from '../text/text-form.ts';
import { compileTextForms } from '../text/text-forms.ts';
import { Unreadable } from '../text/unreadable.ts';

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/** A compiled parameter of an operation. */
export interface Parameter extends PairsField {
  readonly location: ParameterLocation;
  readonly required: boolean;
  /** The whole query string is its value (`in: querystring` of OpenAPI 3.2). Its location is the query. */
  readonly isWholeQuery: boolean;
  /** For the path: the index of the segment, from the end. Undefined if the segment has other text as well. */
  readonly segment: number | undefined;
  readonly schema: Schema;
  /** The schema in the document. Undefined if there is none. */
  readonly schemaNode: unknown;
}

const LOCATIONS: ReadonlySet<string> = new Set(['path', 'query', 'header', 'cookie'] satisfies ParameterLocation[]);

/**
 * The parameters of an operation and its path. Those of the operation have precedence.
 *
 * @throws {ContractError} if a parameter is written in a style that the engine doesn't read.
 */
export function compileParameters(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  path: Located<OpenAPIV3_1.PathItemObject>,
  operation: Located<OpenAPIV3_1.OperationObject>,
): readonly Parameter[] {
  const segments = segmentsOf(keysOf(path.pointer).at(-1) ?? '');
  const parameters = new Map<string, Parameter>();
  for (const owner of [operation, path]) {
    const listed: unknown = owner.value.parameters ?? [];
    if (!Array.isArray(listed)) reader.reject(pointerTo(owner.pointer, 'parameters'), 'parameters must be a list');
    for (const [index, node] of (Array.isArray(listed) ? listed : []).entries()) {
      const located = reader.resolve<OpenAPIV3_1.ParameterObject>(node, pointerTo(owner.pointer, 'parameters', index));
      if (reader.isLenient && !isOfRequest(reader, located, segments)) continue;
      const parameter = reader.attempt(
        located.pointer,
        () => compileParameter(reader, compileSchema, segments, located),
        () => unread(located.value),
      );
      if (parameter === undefined) continue;
      const key = `${parameter.location} ${parameter.name}`;
      if (!parameters.has(key)) parameters.set(key, parameter);
    }
  }
  const all = [...parameters.values()];
  reader.attempt(
    operation.pointer,
    () => checkKeys(reader, operation.pointer, all),
    () => undefined,
  );
  return [...parameters.values()];
}

/** OpenAPI ignores parameters for these headers (3.1, section 4.8.12). */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

function isOfRequest(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.ParameterObject>,
  segments: readonly string[],
): boolean {
  if (value.in === 'header') return !(typeof value.name === 'string' && NO_PARAMETERS.has(value.name.toLowerCase()));
  if (value.in !== 'path' || segments.some((segment) => segment.includes(`{${value.name}}`))) return true;
  reader.reject(pointer, `must be in the path as {${value.name}}`);
  return false;
}

/** A parameter that the engine doesn't understand. Only its presence is checked. */
function unread({ name, in: place, required }: OpenAPIV3_1.ParameterObject): Parameter | undefined {
  const isWholeQuery = place === 'querystring';
  const location = isWholeQuery ? 'query' : place;
  if (typeof name !== 'string' || !isLocation(location)) return undefined;
  const schema: Schema = { accepts: () => true, explain: () => '', breachOf: () => undefined };
  const form: TextForm = { ...plain(place === 'query' ? 'several' : 'single'), decode: String };
  return {
    ...form,
    others: [],
    name: place === 'header' ? name.toLowerCase() : name,
    location,
    isWholeQuery,
    required: required === true,
    severity: 'error',
    provenance: 'documented',
    alsoExploded: false,
    segment: undefined,
    schema,
    schemaNode: undefined,
  };
}

function compileParameter(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  segments: readonly string[],
  located: Located<OpenAPIV3_1.ParameterObject>,
): Parameter {
  const { value: parameter, pointer } = located;
  checkKeywords(reader, located);
  const isWholeQuery = parameter.in === 'querystring';
  const location = isWholeQuery ? 'query' : parameter.in;
  if (!isLocation(location))
    throw new ContractError(reader.name, pointer, `parameters in "${location}" are not supported`);
  const name = location === 'header' ? parameter.name.toLowerCase() : parameter.name;
  const severity = severityOf(reader, located);
  return {
    name,
    location,
    isWholeQuery,
    required: parameter.required ?? false,
    severity,
    provenance: provenanceOf(reader, located),
    alsoExploded: extensionOf(parameter, 'x-also-exploded') === true,
    segment: location === 'path' ? segmentOf(segments, name) : undefined,
    ...compileValue(reader, compileSchema, location, located),
  };
}

function compileValue(
  reader: DocumentReader,
  compileSchema: SchemaCompiler,
  place: ParameterLocation,
  { value: parameter, pointer }: Located<OpenAPIV3_1.ParameterObject>,
): TextForm & Pick<Parameter, 'schema' | 'others' | 'schemaNode'> {
  const json = parameter.content === undefined ? undefined : readContent(reader, { value: parameter, pointer });
  const node = json ?? { value: parameter.schema, pointer: pointerTo(pointer, 'schema') };
  if (node.value === undefined) throw new ContractError(reader.name, pointer, 'a parameter must have a schema');
  if (!reader.isLenient) checkSchema(reader, { value: node.value, pointer: node.pointer });
  const schema = reader.resolveSchema(node.value, node.pointer);
  const style = parameter.style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const [form, ...others] =
    json === undefined
      ? compileTextForms(reader, schema, { name: parameter.name, place, style, explode: parameter.explode })
      : [JSON_FORM];
  const compiled = compileSchema(schema.pointer);
  const mayBeEmpty = parameter.allowEmptyValue === true;
  // Values that can't be unreadable or empty need only the schema's check.
  const isPlain = json === undefined && ![form, ...others].some(({ readsEscaped }) => readsEscaped) && !mayBeEmpty;
  const schemaNode = node.value;
  return { ...form, others, schemaNode, schema: isPlain ? compiled : withoutUnreadable(compiled, mayBeEmpty) };
}

/** Reads `content` of a parameter. Only JSON is supported. */
function readContent(
  reader: DocumentReader,
  { value: parameter, pointer }: Located<OpenAPIV3_1.ParameterObject>,
): Located<NonNullable<OpenAPIV3_1.MediaTypeObject['schema']> | undefined> {
  const [[name, mediaType] = ['', {}], ...others] = Object.entries(parameter.content ?? {});
  if (others.length > 0 || !/^application\/(.+\+)?json$/.test(name))
    throw new ContractError(reader.name, pointer, 'the content of a parameter must be application/json only');
  const besides = ['schema', 'style', 'explode', 'allowReserved'].find((keyword) => Object.hasOwn(parameter, keyword));
  if (besides !== undefined)
    throw new ContractError(reader.name, pointer, `a parameter must not have both content and "${besides}"`);
  return { value: mediaType.schema, pointer: pointerTo(pointer, 'content', name, 'schema') };
}

function withoutUnreadable(schema: Schema, mayBeEmpty: boolean): Schema {
  return {
    ...schema,
    accepts: (value) => (mayBeEmpty && isEmpty(value)) || (!(value instanceof Unreadable) && schema.accepts(value)),
  };
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.every((item) => item === ''));
}

/** The known keywords of a parameter, besides extensions. */
const KEYWORDS: ReadonlySet<string> = new Set(
  [
    'name in required description deprecated schema style explode example examples'.split(' '),
    // Reserved characters are accepted with and without escapes, so allowReserved has no effect.
    ['content', 'allowReserved', 'allowEmptyValue'],
  ].flat(),
);

function checkKeywords(reader: DocumentReader, { value, pointer }: Located<OpenAPIV3_1.ParameterObject>): void {
  if (typeof value.name !== 'string') throw new ContractError(reader.name, pointer, 'a parameter must have a name');
  const unknown = Object.keys(value).find((keyword) => !KEYWORDS.has(keyword) && !keyword.startsWith('x-'));
  if (unknown !== undefined) reader.reject(pointer, `"${unknown}" of a parameter is not supported`);
  const misplaced = (['allowReserved', 'allowEmptyValue'] as const).find((keyword) => value[keyword] === true);
  // OpenAPI 3.2 allows allowReserved in all places. It has no effect here.
  if (misplaced !== undefined && value.in !== 'query' && !(reader.isLenient && misplaced === 'allowReserved'))
    reader.reject(pointer, `"${misplaced}" is only for parameters in the query`);
}

/** If an object's keys are names in the query, each name must belong to one parameter only. */
function checkKeys(reader: DocumentReader, pointer: string, parameters: readonly Parameter[]): void {
  const ofQuery = parameters.filter(({ location, isWholeQuery }) => location === 'query' && !isWholeQuery);
  const names = ofQuery.flatMap(({ name, shape, keys }) => (shape === 'members' ? keys : [name]));
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined)
    throw new ContractError(reader.name, pointer, `"${shared}" in the query belongs to two parameters`);
  if (ofQuery.filter(({ isOpen, alsoExploded }) => isOpen || alsoExploded).length > 1)
    throw new ContractError(reader.name, pointer, 'an undeclared name in the query belongs to two parameters');
}

function segmentOf(segments: readonly string[], name: string): number | undefined {
  const index = segments.indexOf(`{${name}}`);
  return index === -1 ? undefined : index - segments.length;
}

function isLocation(location: string): location is ParameterLocation {
  return LOCATIONS.has(location);
}
