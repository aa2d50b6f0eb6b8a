import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, createDocumentReader, extensionOf, pointerTo, provenanceOf } from './document.ts';
import type { DocumentReader, Located, OpenApiDocument } from './document.ts';
import type { ContractOutline, OperationOutline } from './outline.ts';
import { compileParameters } from './parameters.ts';
import { createPathMatcher, segmentsOf } from './path-matcher.ts';
import { createBodyCompiler } from './request-body.ts';
import type { BodyCompiler, BodyReader } from './request-body.ts';
import { createRequestReader } from './request-reader.ts';
import type { RequestReader } from './request-reader.ts';
import { compileResponses } from './response.ts';
import type { ContractResponses } from './response.ts';
import { checkSchema, createSchemaCompiler } from './schema.ts';
import type { SchemaCompiler } from './schema.ts';
import { compileSecurity } from './security.ts';
import type { Security } from './security.ts';
import { readUnserved } from './unserved.ts';

/** An operation of the contract, compiled. */
export interface Operation extends OperationOutline {
  /** Reads the parameters of a request. */
  readonly read: RequestReader;
  readonly readBody: BodyReader;
  readonly security: Security;
  readonly responses: ContractResponses;
}

/** What the contract makes of a method and a path. */
export type OperationMatch =
  | { readonly kind: 'found'; readonly operation: Operation; readonly pathValues: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown-path' }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'malformed-path'; readonly operation: Operation };

/** An OpenAPI document, compiled: what a server needs of it, made once. */
export interface Contract extends ContractOutline {
  readonly operations: ReadonlyMap<string, Operation>;
  /** The answers to an unknown path and a wrong method (`x-unmatched`): no operation's, yet the vendor's. */
  readonly unmatched: ContractResponses;
  readonly rootSegments: readonly string[];
  match(method: string, rawPath: string): OperationMatch;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/**
 * Compiles a document.
 *
 * @throws {ContractError} where it holds something that the engine doesn't understand; nothing is skipped.
 */
export function createContract(name: string, document: OpenApiDocument): Contract {
  if (!document.openapi.startsWith('3.1')) {
    throw new ContractError(name, '#/openapi', `OpenAPI 3.1 is wanted, not ${JSON.stringify(document.openapi)}`);
  }
  const reader = createDocumentReader(name, document);
  const compileSchema = createSchemaCompiler(reader);
  const compileBody = createBodyCompiler(reader);
  for (const [key, schema] of Object.entries(document.components?.schemas ?? {})) {
    checkSchema(reader, { value: schema, pointer: pointerTo('#/components/schemas', key) });
  }
  const byPath = new Map<string, ReadonlyMap<string, Operation>>();
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const pathItem = { value: item ?? {}, pointer: pointerTo('#/paths', path) };
    const byMethod = compilePathItem(reader, { compileSchema, compileBody }, path, pathItem);
    byPath.set(path, byMethod);
    for (const operation of byMethod.values()) {
      if (operations.has(operation.operationId)) {
        throw new ContractError(name, pathItem.pointer, `two operations are called ${operation.operationId}`);
      }
      operations.set(operation.operationId, operation);
    }
  }
  const matcher = createPathMatcher(name, byPath);

  return {
    name,
    title: document.info.title,
    document,
    operations,
    unmatched: compileUnmatched(reader, compileSchema),
    unserved: readUnserved(reader, operations.values()),
    rootSegments: commonSegments([...byPath.keys()]),
    requestHeaders: readRequestHeaders(reader),
    match(method, rawPath) {
      const found = matcher.match(rawPath);
      if (found.kind === 'unknown') return { kind: 'unknown-path' };
      const operation = found.target.get(method);
      if (operation === undefined) return { kind: 'unknown-method', allowed: [...found.target.keys()] };
      if (found.kind === 'malformed') return { kind: 'malformed-path', operation };
      return { kind: 'found', operation, pathValues: found.values };
    },
  };
}

function compilePathItem(
  reader: DocumentReader,
  { compileSchema, compileBody }: { readonly compileSchema: SchemaCompiler; readonly compileBody: BodyCompiler },
  path: string,
  pathItem: Located<OpenAPIV3_1.PathItemObject>,
): ReadonlyMap<string, Operation> {
  const byMethod = new Map<string, Operation>();
  for (const method of METHODS) {
    const value = pathItem.value[method];
    if (value === undefined) continue;
    const node = { value, pointer: pointerTo(pathItem.pointer, method) };
    if (value.operationId === undefined)
      throw new ContractError(reader.name, node.pointer, 'an operation needs an operationId');
    const parameters = compileParameters(reader, compileSchema, pathItem, node);
    const provenance = provenanceOf(reader, node);
    const security = compileSecurity(reader, node, provenance);
    byMethod.set(method.toUpperCase(), {
      operationId: value.operationId,
      method: method.toUpperCase(),
      path,
      summary: value.summary ?? value.operationId,
      provenance,
      read: createRequestReader(parameters, { provenance, passedOver: security.queryNames }),
      readBody: compileBody(node, provenance),
      security,
      responses: compileResponses(reader, compileSchema, {
        value: value.responses ?? {},
        pointer: pointerTo(node.pointer, 'responses'),
      }),
    });
  }
  return byMethod;
}

function compileUnmatched(reader: DocumentReader, compileSchema: SchemaCompiler): ContractResponses {
  const unmatched = extensionOf(reader.document, 'x-unmatched');
  const responses: unknown =
    typeof unmatched === 'object' && unmatched !== null ? Reflect.get(unmatched, 'responses') : undefined;
  if (typeof responses !== 'object' || responses === null) {
    throw new ContractError(
      reader.name,
      '#/x-unmatched',
      'the answers to an unknown path and a wrong method are missing',
    );
  }
  return compileResponses(reader, compileSchema, { value: { ...responses }, pointer: '#/x-unmatched/responses' });
}

function commonSegments(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map(segmentsOf);
  const end = first.findIndex(
    (segment, index) => segment.startsWith('{') || others.some((other) => other[index] !== segment),
  );
  return end === -1 ? first : first.slice(0, end);
}

/** The headers, in lower case, that parameters and credentials of a document stand in. */
export function readRequestHeaders(reader: DocumentReader): readonly string[] {
  const { document } = reader;
  const names = new Set<string>();
  for (const [name, node] of Object.entries(document.components?.securitySchemes ?? {})) {
    const { value: scheme } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(
      node,
      pointerTo('#/components/securitySchemes', name),
    );
    if (scheme.type === 'apiKey' && scheme.in === 'header') names.add(scheme.name.toLowerCase());
    else if (scheme.type !== 'apiKey') names.add('authorization');
  }
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const pointer = pointerTo('#/paths', path);
    const operations = METHODS.flatMap((method) => item?.[method] ?? []);
    for (const node of [item, ...operations].flatMap((owner) => owner?.parameters ?? [])) {
      const { value: parameter } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, pointer);
      if (parameter.in === 'header') names.add(parameter.name.toLowerCase());
    }
  }
  return [...names];
}
