import type { OpenAPIV3_1 } from 'openapi-types';

import { METHODS, readRequestHeaders } from './contract.ts';
import { ContractError, createDocumentReader, pointerTo } from './document.ts';
import type { DocumentReader, Located, OpenApiDocument } from './document.ts';
import { isFinalStatus } from './outline.ts';
import type { ContractOutline, OperationOutline, ResponseOutline } from './outline.ts';
import { passwordNames } from './secret-names.ts';
import { createTemplateMatcher, shapeOf } from './path-templates.ts';
import { showcaseOf } from './sample-request.ts';
import type { SampleRequest } from './sample-request.ts';

/** An operation of a mounted document. */
export interface MountedOperation extends OperationOutline {
  readonly openStatuses: readonly string[];
  /** Where it stands in the document. */
  readonly node: Located<OpenAPIV3_1.OperationObject>;
  /** The names of the parameters in the path, as its template has them. */
  readonly pathNames: readonly string[];
}

export type MountedMatch =
  | {
      readonly kind: 'found';
      readonly operation: MountedOperation;
      readonly pathValues: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unknown-path' }
  | { readonly kind: 'unknown-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'malformed-path'; readonly operation: MountedOperation };

/**
 * Any OpenAPI document of 3.0 or 3.1, with no adapter behind it. Nothing of its schemas is compiled: what is wrong with
 * one is found, and told, where an operation needs it.
 */
export interface MountedContract extends MountedPaths {
  /** A request that shows what the document is for. */
  readonly showcase: SampleRequest;
}

/** What requests to it are matched with. */
export interface MountedPaths extends ContractOutline {
  readonly operations: ReadonlyMap<string, MountedOperation>;
  /** The names of headers, parameters, cookies and properties that hold secrets. */
  readonly credentialNames: readonly string[];
  match(method: string, rawPath: string): MountedMatch;
}

/**
 * Makes a contract of a document whose references have been bundled.
 *
 * @throws {ContractError} where it has no operations, or two paths that the same requests match.
 */
export function createMountedContract(name: string, document: OpenApiDocument): MountedContract {
  const reader = createDocumentReader(name, document, { isLenient: true });
  const operations = new Map<string, MountedOperation>();
  // Paths that differ in the names of their parameters alone share their methods.
  const byShape = new Map<string, Map<string, MountedOperation>>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    // An extension stands beside the paths.
    if (!path.startsWith('/')) continue;
    const byMethod = byShape.get(shapeOf(path)) ?? new Map<string, MountedOperation>();
    for (const operation of operationsOf(reader, path, item ?? {})) {
      const { method, operationId } = operation;
      // A name that two operations have is no name.
      const id = operations.has(operationId) ? `${method} ${path}` : operationId;
      const named = id === operationId ? operation : withId(operation, id);
      const other = byMethod.get(method);
      if (other !== undefined)
        throw new ContractError(name, operation.node.pointer, `${method} ${other.path} is for the same requests`);
      operations.set(id, named);
      byMethod.set(method, named);
    }
    if (byMethod.size > 0) byShape.set(shapeOf(path), byMethod);
  }
  if (operations.size === 0 && !('webhooks' in document))
    throw new ContractError(name, '#/paths', 'it has no operations');
  const matcher = createTemplateMatcher<ReadonlyMap<string, MountedOperation>>(byShape);
  const bases = basePathsOf(document);

  function find(rawPath: string, method?: string): ReturnType<typeof matcher.match> {
    const isWanted = (target: ReadonlyMap<string, MountedOperation>): boolean =>
      method === undefined || operationOf(target, method) !== undefined;
    const found = matcher.match(rawPath, isWanted);
    if (found.kind !== 'unknown') return found;
    const base = bases.find((each) => rawPath.startsWith(`${each}/`));
    return base === undefined ? found : matcher.match(rawPath.slice(base.length), isWanted);
  }

  const contract: MountedPaths = {
    name,
    title: typeof document.info.title === 'string' ? document.info.title : name,
    document,
    operations,
    requestHeaders: readRequestHeaders(reader),
    credentialNames: [...credentialNamesOf(reader), ...passwordNames(reader)],
    match(method, rawPath) {
      // `DELETE /books/latest` is of /books/{id} where /books/latest has nothing to delete.
      const withMethod = find(rawPath, method);
      const found = withMethod.kind === 'unknown' ? find(rawPath) : withMethod;
      if (found.kind === 'unknown') return { kind: 'unknown-path' };
      const operation = operationOf(found.target, method);
      if (operation === undefined) {
        const allowed = [...found.target.keys()].flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
        return { kind: 'unknown-method', allowed: [...new Set(allowed)] };
      }
      if (found.kind === 'malformed') return { kind: 'malformed-path', operation };
      const values = operation.pathNames.map((each, index) => [each, found.values[index] ?? ''] as const);
      return { kind: 'found', operation, pathValues: Object.fromEntries(values) };
    },
  };
  return { ...contract, showcase: showcaseOf(contract) };
}

function operationOf(byMethod: ReadonlyMap<string, MountedOperation>, method: string): MountedOperation | undefined {
  return byMethod.get(method) ?? (method === 'HEAD' ? byMethod.get('GET') : undefined);
}

function* operationsOf(
  reader: DocumentReader,
  path: string,
  item: OpenAPIV3_1.PathItemObject,
): Iterable<MountedOperation> {
  const pathNames = Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, each = '']) => each);
  for (const key of METHODS) {
    const value = item[key];
    if (typeof value !== 'object' || value === null) continue;
    const method = key.toUpperCase();
    const node = { value, pointer: pointerTo('#/paths', path, key) };
    const operationId = textOr(value.operationId, `${method} ${path}`);
    let responses: ReadonlyMap<number, ResponseOutline> | undefined;
    yield {
      operationId,
      method,
      path,
      summary: textOr(value.summary, operationId),
      provenance: 'documented',
      // Thousands of operations are mounted; few are looked into.
      get responses() {
        return (responses ??= outlineResponses(reader, node));
      },
      openStatuses: Object.keys(value.responses ?? {}).filter((status) => /^(default|[2-5]XX)$/i.test(status)),
      node,
      pathNames,
    };
  }
}

function withId(operation: MountedOperation, operationId: string): MountedOperation {
  const { method, path, summary, provenance, openStatuses, node, pathNames } = operation;
  return {
    operationId,
    method,
    path,
    summary,
    provenance,
    openStatuses,
    node,
    pathNames,
    get responses() {
      return operation.responses;
    },
  };
}

function outlineResponses(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.OperationObject>,
): ReadonlyMap<number, ResponseOutline> {
  const outlines = new Map<number, ResponseOutline>();
  for (const [key, node] of Object.entries(value.responses ?? {})) {
    const status = Number(key);
    if (!/^\d{3}$/.test(key) || !isFinalStatus(status) || node === undefined) continue;
    const response = reader.resolve<OpenAPIV3_1.ResponseObject>(node, pointerTo(pointer, 'responses', key));
    const mediaTypes = Object.entries(response.value.content ?? {}).map(
      ([name, mediaType]) => [name, { examples: new Map(Object.entries(mediaType?.examples ?? {})) }] as const,
    );
    outlines.set(status, { status, provenance: 'documented', mediaTypes: new Map(mediaTypes) });
  }
  return outlines;
}

function credentialNamesOf(reader: DocumentReader): readonly string[] {
  return Object.entries(reader.document.components?.securitySchemes ?? {}).flatMap(([name, node]) => {
    const at = pointerTo('#/components/securitySchemes', name);
    const { value } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(node, at);
    return value.type === 'apiKey' && typeof value.name === 'string' ? [value.name] : [];
  });
}

/** The paths of the document's servers: a client may have them in its addresses. */
function basePathsOf({ servers = [] }: OpenApiDocument): readonly string[] {
  const bases = servers.flatMap(({ url, variables = {} }) => {
    const filled = url.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => variables[name]?.default ?? '');
    const path = URL.parse(filled, 'http://localhost')?.pathname.replace(/\/+$/, '') ?? '';
    return path === '' ? [] : [path];
  });
  return [...new Set(bases)];
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
