import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo } from './document.ts';
import { createDocumentReader } from './document-reader.ts';
import type { DocumentProblem, DocumentReader, OpenApiDocument } from './document.ts';
import type { ReaderOptions } from './document-reader.ts';
import { METHODS, createCompilers, operationsOf, withOwnId } from './operation.ts';
import type { Operation } from './operation.ts';
import type { ContractOutline } from './outline.ts';
import { createMatch } from './match/operation-matcher.ts';
import type { BasesOf, ByMethod, MatchOperation } from './match/operation-matcher.ts';
import { segmentsOf, shapeOf } from './match/path-matcher.ts';
import { compileResponses } from './reply/response.ts';
import type { ContractResponses } from './reply/response.ts';
import { checkDialect } from './schema/keywords/dialect.ts';
import { checkSchema, checkSchemasWithin } from './schema/schema.ts';
import type { SchemaCompiler } from './schema/schema.ts';
import { basePathsOf, longestFirst } from './match/servers.ts';
import { readUnserved } from './match/unserved.ts';

/** A compiled OpenAPI document. */
export interface Contract extends ContractOutline {
  readonly operations: ReadonlyMap<string, Operation>;
  /** The vendor's answers to an unknown path and a wrong method (`x-unmatched`). */
  readonly unmatched: ContractResponses;
  /** The build has found no error in it. */
  readonly isChecked?: boolean;
  readonly match: MatchOperation;
}

/** How a document is read. */
export interface ContractOptions extends Pick<ReaderOptions, 'dynamicAnchors'> {
  /**
   * For mounted documents: parts that the engine doesn't understand are listed as problems, and an operation is compiled
   * when it is first used. Default false.
   */
  readonly isLenient?: boolean;
  /**
   * The build has compiled the document without an error, so it is not checked again, and an operation is compiled when it
   * is first used. Default false.
   */
  readonly isChecked?: boolean;
}

/**
 * Compiles a document.
 *
 * @throws {ContractError} if the engine doesn't understand a part, unless the document is read leniently; if two
 * operations match the same requests.
 */
export function createContract(
  name: string,
  document: OpenApiDocument,
  { isLenient = false, isChecked = false, ...options }: ContractOptions = {},
): Contract {
  if (!isLenient && !document.openapi.startsWith('3.1'))
    throw new ContractError(name, '#/openapi', `must be OpenAPI 3.1, got ${JSON.stringify(document.openapi)}`);
  const reader = createDocumentReader(name, document, { ...options, isLenient });
  const compilers = createCompilers(reader);
  const isLate = isLenient || isChecked;
  if (!isLate) checkComponents(reader);
  const operations = new Map<string, Operation>();
  // Paths that differ only in the names of their parameters share their methods.
  const byShape = new Map<string, Map<string, Operation>>();
  const basesOf = new Map<ByMethod, readonly string[]>();
  const basesOfDocument = basePathsOf(document);
  for (const [path, item] of pathsOf(document)) {
    // Extensions are beside the paths.
    if (!path.startsWith('/')) continue;
    const pointer = pointerTo('#/paths', path);
    const byMethod = byShape.get(shapeOf(path)) ?? new Map<string, Operation>();
    if (!isLenient && byMethod.size > 0)
      throw new ContractError(name, pointer, 'another path matches the same requests');
    for (const operation of operationsOf(reader, compilers, {
      item: { value: item ?? {}, pointer },
      template: path,
      isLate,
    })) {
      const { method, operationId, node } = operation;
      const other = byMethod.get(method);
      const isShadowed = other !== undefined && path.includes('#');
      if (other !== undefined && !isShadowed)
        throw new ContractError(name, node.pointer, `${method} ${other.path} matches the same requests`);
      const named = operations.has(operationId) ? withOwnId(reader, operation) : operation;
      operations.set(named.operationId, named);
      if (!isShadowed) byMethod.set(method, named);
    }
    if (byMethod.size === 0) continue;
    byShape.set(shapeOf(path), byMethod);
    const other = isLenient ? undefined : otherPathOf(name, byShape, { item: item ?? {}, pointer });
    if (other !== undefined) byShape.set(shapeOf(other), byMethod);
    basesOf.set(byMethod, item?.servers === undefined ? basesOfDocument : basePathsOf(item));
  }
  const bases = new Set([...basesOf.values()].flat());
  let unmatched: ContractResponses | undefined;
  const readUnmatched = (): ContractResponses =>
    (unmatched ??= isLenient ? new Map() : compileUnmatched(reader, compilers.compileSchema));
  if (!isLate) readUnmatched();
  return {
    name,
    title: typeof document.info.title === 'string' ? document.info.title : name,
    document,
    reader,
    operations,
    isChecked,
    get unmatched() {
      return readUnmatched();
    },
    ...(isLenient ? {} : { unserved: readUnserved(reader, operations.values()), roots: rootsOf(byShape, basesOf) }),
    basePaths: basesOfDocument,
    requestHeaders: readRequestHeaders(reader),
    match: createMatch(byShape, [...bases].toSorted(longestFirst), basesOf),
  };
}

/**
 * The other path of the same operations (`x-also-at`), without parameters.
 *
 * @throws {ContractError} if it isn't such a path, or already has operations.
 */
function otherPathOf(
  name: string,
  byShape: ReadonlyMap<string, ByMethod>,
  { item, pointer }: { readonly item: OpenAPIV3_1.PathItemObject; readonly pointer: string },
): string | undefined {
  const other = extensionOf(item, 'x-also-at');
  if (other === undefined) return undefined;
  if (typeof other !== 'string' || !/^\/[^{}]*$/.test(other))
    throw new ContractError(name, pointer, `x-also-at must be a path without parameters, got ${JSON.stringify(other)}`);
  if (byShape.has(shapeOf(other))) throw new ContractError(name, pointer, `${other} has operations of its own`);
  return other;
}

/** Sorts paths with a fragment last: paths without one match the same requests and have precedence. */
function pathsOf({ paths }: OpenApiDocument): readonly (readonly [string, OpenAPIV3_1.PathItemObject | undefined])[] {
  const entries = Object.entries(paths ?? {});
  const [plain = [], others = []] = [false, true].map((has) => entries.filter(([path]) => path.includes('#') === has));
  return [...plain, ...others];
}

const problems = new WeakMap<OpenApiDocument, readonly DocumentProblem[]>();

/**
 * The parts of a document that the engine doesn't understand and so doesn't check. The first call reads all operations.
 * Always empty for the four APIs, where such a part is an error at start.
 */
export function problemsOf({
  name,
  document,
  reader,
  originalPointer = (pointer) => pointer,
}: ContractOutline): readonly DocumentProblem[] {
  if (!reader.isLenient) return [];
  const known = problems.get(document) ?? findProblems(name, document, reader);
  problems.set(document, known);
  return known.map(({ pointer, problem }) => ({ pointer: originalPointer(pointer), problem }));
}

function findProblems(
  name: string,
  document: OpenApiDocument,
  { dynamicAnchors }: DocumentReader,
): readonly DocumentProblem[] {
  const { reader, operations } = createContract(name, document, { isLenient: true, dynamicAnchors });
  checkComponents(reader);
  const dialect: unknown = Reflect.get(document, 'jsonSchemaDialect');
  checkDialect(reader, { value: dialect, pointer: '#/jsonSchemaDialect' });
  for (const operation of operations.values()) {
    checkSchemasWithin(reader, operation.node);
    // Compiling the responses finds their problems.
    void operation.responses;
  }
  return [...reader.problems];
}

function checkComponents(reader: DocumentReader): void {
  for (const [key, schema] of Object.entries<object>(Object(reader.document.components?.schemas)))
    checkSchema(reader, { value: schema, pointer: pointerTo('#/components/schemas', key) });
}

function compileUnmatched(reader: DocumentReader, compileSchema: SchemaCompiler): ContractResponses {
  const unmatched = extensionOf(reader.document, 'x-unmatched');
  const responses: unknown =
    typeof unmatched === 'object' && unmatched !== null ? Reflect.get(unmatched, 'responses') : undefined;
  if (typeof responses !== 'object' || responses === null) {
    throw new ContractError(
      reader.name,
      '#/x-unmatched',
      'must have the answers to an unknown path and a wrong method',
    );
  }
  return compileResponses(reader, compileSchema, { value: { ...responses }, pointer: '#/x-unmatched/responses' });
}

/** The beginnings of all paths, up to their first parameter, with and without the base paths of their servers. */
function rootsOf(byShape: ReadonlyMap<string, ByMethod>, basesOf: BasesOf): readonly (readonly string[])[] {
  const roots = Array.from(byShape, ([shape, byMethod]) => {
    const [literal = ''] = shape.split('/{}');
    return ['', ...(basesOf.get(byMethod) ?? [])].map((base) => base + literal);
  });
  return [...new Set(roots.flat())].map(segmentsOf);
}

/** The lower-case names of the headers of all parameters and credentials. */
function readRequestHeaders(reader: DocumentReader): readonly string[] {
  const { document } = reader;
  const names = new Set<string>();
  const add = (name: unknown): void => {
    if (typeof name === 'string') names.add(name.toLowerCase());
  };
  for (const [name, node] of Object.entries(document.components?.securitySchemes ?? {})) {
    const at = pointerTo('#/components/securitySchemes', name);
    const { value: scheme } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(node, at);
    if (scheme.type === 'apiKey' && scheme.in === 'header') add(scheme.name);
    else if (scheme.type !== 'apiKey') names.add('authorization');
  }
  for (const [path, item] of Object.entries<unknown>(Object(document.paths))) {
    const pointer = pointerTo('#/paths', path);
    const operations = METHODS.map((method): unknown => Reflect.get(Object(item), method));
    for (const owner of [item, ...operations]) {
      const parameters: unknown = Reflect.get(Object(owner), 'parameters');
      for (const node of Array.isArray(parameters) ? parameters : []) {
        const { value: parameter } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, pointer);
        if (parameter.in === 'header') add(parameter.name);
      }
    }
  }
  return [...names];
}
