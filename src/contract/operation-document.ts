import type { OpenAPIV3_1 } from 'openapi-types';

import { boundReferences } from './bound-references.ts';
import { keysOf, pointerTo } from './document.ts';
import type { DocumentReader, OpenApiDocument } from './document.ts';
import type { MountedContract, MountedOperation } from './mounted.ts';
import { readerOf } from './outline.ts';

type Parameter = OpenAPIV3_1.ParameterObject;
type Tree = Record<string, unknown>;

/** What stands for `$ref` where it is data, in an example, and no reference. */
export const DATA_REF = '\u0000$ref';

/** Where Prism finds the operation: its path has one parameter a segment, whatever the template mixes. */
function plainPath({ pathNames }: MountedOperation): string {
  return `/${pathNames
    .filter(isReadable)
    .map((name) => `{${name}}`)
    .join('/')}`;
}

/** A path with these values for the plain one. */
export function plainPathOf({ pathNames }: MountedOperation, values: Readonly<Record<string, string>>): string {
  return `/${pathNames
    .filter(isReadable)
    .map((name) => encodeURIComponent(values[name] ?? ''))
    .join('/')}`;
}

/**
 * A document of one operation alone, with what it refers to: making sense of it takes a millisecond, where all of a
 * large document takes seconds. It is a copy, since Prism changes what it is given. Callbacks are left out: Prism calls
 * them, at addresses that a request names.
 */
export function operationDocument(contract: MountedContract, operation: MountedOperation): Tree {
  const { document, name } = contract;
  const reader = readerOf(contract);
  const { callbacks: _, servers: __, ...said } = operation.node.value;
  const body = said.requestBody === undefined ? {} : { requestBody: requestBodyOf(reader, operation) };
  const copy: Tree = {
    openapi: document.openapi,
    info: { title: name, version: '1' },
    ...dialectOf(document),
    ...(document.security === undefined ? {} : { security: document.security }),
    paths: {
      [plainPath(operation)]: {
        [operation.method.toLowerCase()]: {
          ...said,
          operationId: operation.operationId,
          parameters: parametersOf(contract, operation),
          ...body,
        },
      },
    },
    components: { securitySchemes: document.components?.securitySchemes ?? {} },
  };
  takeReferences(document, copy);
  const own = structuredClone(copy);
  renameReferences(own);
  return boundReferences(own);
}

/** JSON Schema as 3.1 has it; Prism else takes the schemas for an older draft. */
function dialectOf({ openapi, jsonSchemaDialect }: OpenApiDocument): object {
  if (!openapi.startsWith('3.1')) return {};
  const isOwn = jsonSchemaDialect !== undefined && !jsonSchemaDialect.includes('spec.openapis.org');
  return { jsonSchemaDialect: isOwn ? jsonSchemaDialect : 'https://json-schema.org/draft/2020-12/schema' };
}

/** What OpenAPI has as headers of their own, and lets no parameter describe (3.1, section 4.8.12). */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation and its path that Prism is told of; the operation's go first. */
export function parametersOf(contract: MountedContract, operation: MountedOperation): readonly Parameter[] {
  const { pathNames, node } = operation;
  const reader = readerOf(contract);
  const owners = [node.value, contract.document.paths?.[operation.path] ?? {}];
  const found = new Map<string, Parameter>();
  for (const { parameters } of owners) {
    for (const each of parameters ?? []) {
      const { value } = reader.resolve<Parameter>(each, pointerTo(node.pointer, 'parameters'));
      const key = `${value.in} ${value.name}`;
      const isForeign = value.in === 'path' ? !pathNames.filter(isReadable).includes(value.name) : isNoParameter(value);
      if (!found.has(key) && !isForeign) found.set(key, withAnyOf(reader, value));
    }
  }
  return [...found.values()];
}

/** A text such as `1` is an integer and a string: Prism converts it, and so takes it for both, which a oneOf forbids. */
function withAnyOf(reader: DocumentReader, parameter: Parameter): Parameter {
  if (parameter.schema === undefined) return parameter;
  const { value } = reader.resolve<OpenAPIV3_1.SchemaObject>(parameter.schema, '#');
  const { oneOf, ...others } = value;
  if (oneOf === undefined || value.anyOf !== undefined) return parameter;
  return Object.assign({}, parameter, { schema: { ...others, anyOf: oneOf } });
}

function isNoParameter({ in: place, name }: Parameter): boolean {
  return place === 'header' && NO_PARAMETERS.has(name.toLowerCase());
}

/** Prism reads the names of parameters in a path as those of URI templates. */
function isReadable(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}

/** Bodies that are neither JSON nor a form are not looked into: what comes is bytes, and the schema is of their values. */
function requestBodyOf(reader: DocumentReader, { node }: MountedOperation): object {
  const at = pointerTo(node.pointer, 'requestBody');
  const { value } = reader.resolve<OpenAPIV3_1.RequestBodyObject>(node.value.requestBody ?? { content: {} }, at);
  const content = Object.entries(value.content ?? {}).map(([name, mediaType]) => {
    const { schema, ...unread } = mediaType;
    if (!isRead(name)) return [name, unread];
    if (schema === undefined || !name.startsWith('application/x-www-form-urlencoded')) return [name, mediaType];
    return [name, { ...mediaType, encoding: { ...listsIn(reader, schema), ...mediaType.encoding } }];
  });
  return { ...value, content: Object.fromEntries(content) };
}

/** In a form a list is a name that may come more than once, unless the document says else; Prism must be told. */
function listsIn(
  reader: DocumentReader,
  schema: NonNullable<OpenAPIV3_1.MediaTypeObject['schema']>,
): Readonly<Record<string, OpenAPIV3_1.EncodingObject>> {
  const { properties = {} } = reader.resolve<OpenAPIV3_1.SchemaObject>(schema, '#').value;
  const lists = Object.entries(properties).filter(
    ([, each]) => reader.resolve<OpenAPIV3_1.SchemaObject>(each, '#').value.type === 'array',
  );
  return Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]));
}

/** Whether a body of a media type is read, and so held against its schema. */
function isRead(mediaType: string): boolean {
  return isJson(mediaType) || /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(mediaType);
}

export function isJson(mediaType: string): boolean {
  return /^application\/([^;]+\+)?json\b/i.test(mediaType) || mediaType === '*/*';
}

/** Puts what a tree refers to, and what that refers to, where it stands in the document. */
function takeReferences(document: OpenApiDocument, copy: Tree): void {
  const seen = new Set<unknown>();
  const made = new Set<unknown>();
  const todo: unknown[] = [copy];
  while (todo.length > 0) {
    const node = todo.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [key, value] of Object.entries<unknown>(Object(node))) {
      if (key === '$ref' && typeof value === 'string') todo.push(take(document, copy, value, made));
      else if (typeof value === 'object' && value !== null) todo.push(value);
    }
  }
}

/** What stands below other paths goes elsewhere: Prism would take it for operations. */
const OTHER_PATHS = 'x-other-paths';

function take(document: OpenApiDocument, copy: Tree, pointer: string, made: Set<unknown>): unknown {
  let [from, to]: [unknown, unknown] = [document, copy];
  const keys = keysOf(pointer);
  for (const [index, key] of keys.entries()) {
    from = typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
    if (typeof to !== 'object' || to === null) return undefined;
    const ownKey = index === 0 && key === 'paths' ? OTHER_PATHS : key;
    const isLast = index === keys.length - 1;
    const known: unknown = Reflect.get(to, ownKey);
    // What is there already is whole, unless it was made to hold what is below it.
    if (known === undefined || (isLast && made.has(known))) {
      const container = Array.isArray(from) ? [] : {};
      if (!isLast) made.add(container);
      Reflect.set(to, ownKey, isLast ? from : container);
    }
    to = Reflect.get(to, ownKey);
  }
  return from;
}

/** Has references below other paths lead to where these are now; whatever else is called so is none. */
function renameReferences(node: unknown, seen: Set<unknown> = new Set()): void {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  for (const [key, value] of Object.entries<unknown>(Object(node))) {
    if (key === '$ref' && typeof value === 'string' && value.startsWith('#/paths/'))
      Reflect.set(node, key, value.replace('paths', OTHER_PATHS));
    else if (key === '$ref' && typeof value === 'string' && !value.startsWith('#/')) {
      // Prism would read the file, or fetch it.
      Reflect.deleteProperty(node, key);
      Reflect.set(node, DATA_REF, value);
    } else renameReferences(value, seen);
  }
}
