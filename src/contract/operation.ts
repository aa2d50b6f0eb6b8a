import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, pointerTo, provenanceOf } from './document.ts';
import type { DocumentReader, Located } from './document.ts';
import { createLimit } from './schema/limited-check.ts';
import type { OperationOutline } from './outline.ts';
import { compileParameters } from './request/parameters.ts';
import { createBodyCompiler } from './request/request-body.ts';
import type { BodyCompiler, BodyReader } from './request/request-body.ts';
import { createAbsentForbidden, createRequestReader } from './request/request-reader.ts';
import type { ReadableRequest, RequestReader } from './request/request-reader.ts';
import { compileOpenResponses, compileResponses } from './reply/response.ts';
import type { ContractResponse, ContractResponses } from './reply/response.ts';
import { createSchemaCompiler } from './schema/schema.ts';
import type { SchemaCompiler } from './schema/schema.ts';
import { compileSecurity } from './request/security.ts';
import type { Security } from './request/security.ts';
import type { TimeLimit } from './schema/time-limit.ts';
import type { Violation } from './violation.ts';

type PathItem = OpenAPIV3_1.PathItemObject;
type OperationNode = Located<OpenAPIV3_1.OperationObject>;

/** The compiled parts of an operation. */
interface CompiledOperation {
  /** Reads the parameters of a request. */
  readonly read: RequestReader;
  readonly readBody: BodyReader;
  /** Violations for absent required headers that no script in a browser can send. */
  readonly absentForbidden: (request: ReadableRequest) => readonly Violation[];
  readonly security: Security;
  readonly responses: ContractResponses;
  /** The response of a status, a range or the default included. */
  readonly responseOf: (status: number) => ContractResponse | undefined;
  /** Limits the time of a check. Undefined if the schemas of the request are always fast. */
  readonly limit: TimeLimit | undefined;
}

/** An operation of the contract. It may be compiled when it is first used. */
export interface Operation extends OperationOutline, CompiledOperation {
  readonly responses: ContractResponses;
  readonly responseOf: CompiledOperation['responseOf'];
  readonly node: OperationNode;
  /** The names of the parameters in the path, in order. */
  readonly pathNames: readonly string[];
}

/** Compiles the parts of operations. Shared parts are compiled once. */
export interface Compilers {
  readonly compileSchema: SchemaCompiler;
  readonly compileAnswerSchema: SchemaCompiler;
  readonly compileBody: BodyCompiler;
}

export function createCompilers(reader: DocumentReader): Compilers {
  const compileSchema = createSchemaCompiler(reader);
  return {
    compileSchema,
    compileAnswerSchema: reader.isLenient ? createSchemaCompiler(reader, 'answer') : compileSchema,
    compileBody: createBodyCompiler(reader),
  };
}

/** The methods that have an own key in a path item. OpenAPI 3.2 adds `query`. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** A path of a document. */
interface DocumentPath {
  readonly item: Located<PathItem>;
  readonly template: string;
  /** The operations of this path are compiled when they are first used. */
  readonly isLate: boolean;
}

/** The operations of a path. */
export function* operationsOf(
  reader: DocumentReader,
  compilers: Compilers,
  { item, template, isLate }: DocumentPath,
): Iterable<Operation> {
  const pathNames = Array.from(template.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => name);
  for (const { method, node } of methodsOf(item)) {
    const { operationId, summary } = node.value;
    const id = typeof operationId === 'string' && operationId !== '' ? operationId : undefined;
    if (id === undefined && !reader.isLenient)
      throw new ContractError(reader.name, node.pointer, 'an operation must have an operationId');
    const outline: Outline = {
      operationId: id ?? `${method} ${template}`,
      method,
      path: template,
      summary: typeof summary === 'string' && summary !== '' ? summary : (id ?? `${method} ${template}`),
      provenance: provenanceOf(reader, node),
      openStatuses: openStatusesOf(node.value),
      node,
      pathNames,
    };
    const compile = (): CompiledOperation => compileOperation(reader, compilers, item, outline);
    yield isLate ? new LateOperation(outline, compile) : { ...outline, ...compile() };
  }
}

type Outline = Omit<Operation, keyof CompiledOperation>;

/** An operation that is compiled when it is first used, because a run uses few of many operations. */
class LateOperation implements Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly provenance: Operation['provenance'];
  readonly openStatuses: readonly string[];
  readonly node: OperationNode;
  readonly pathNames: readonly string[];
  readonly #outline: Outline;
  readonly #compile: () => CompiledOperation;
  #compiled: CompiledOperation | undefined;

  constructor(outline: Outline, compile: () => CompiledOperation) {
    this.operationId = outline.operationId;
    this.method = outline.method;
    this.path = outline.path;
    this.summary = outline.summary;
    this.provenance = outline.provenance;
    this.openStatuses = outline.openStatuses ?? [];
    this.node = outline.node;
    this.pathNames = outline.pathNames;
    this.#outline = outline;
    this.#compile = compile;
  }

  get #parts(): CompiledOperation {
    return (this.#compiled ??= this.#compile());
  }

  get read(): RequestReader {
    return this.#parts.read;
  }

  get readBody(): BodyReader {
    return this.#parts.readBody;
  }

  get absentForbidden(): Operation['absentForbidden'] {
    return this.#parts.absentForbidden;
  }

  get security(): Security {
    return this.#parts.security;
  }

  get responses(): ContractResponses {
    return this.#parts.responses;
  }

  get responseOf(): CompiledOperation['responseOf'] {
    return this.#parts.responseOf;
  }

  get limit(): TimeLimit | undefined {
    return this.#parts.limit;
  }

  /** The same operation under another name. */
  withId(operationId: string): Operation {
    return new LateOperation({ ...this.#outline, operationId }, () => this.#parts);
  }
}

/** Replaces an operationId that is not unique with the method and path. @throws {ContractError} if the reader is not lenient. */
export function withOwnId(reader: DocumentReader, operation: Operation): Operation {
  const { operationId, node, method, path } = operation;
  if (operation instanceof LateOperation) return operation.withId(`${method} ${path}`);
  throw new ContractError(reader.name, node.pointer, `the operationId ${operationId} must be unique`);
}

function* methodsOf({ value: item, pointer }: Located<PathItem>): Iterable<{ method: string; node: OperationNode }> {
  const nodeOf = (value: unknown, ...keys: readonly string[]): OperationNode[] =>
    typeof value === 'object' && value !== null ? [{ value: Object(value), pointer: pointerTo(pointer, ...keys) }] : [];
  for (const key of METHODS)
    for (const node of nodeOf(Reflect.get(item, key), key)) yield { method: key.toUpperCase(), node };
  const others: unknown = Reflect.get(item, 'additionalOperations');
  for (const [method, value] of Object.entries<unknown>(Object(others)))
    for (const node of nodeOf(value, 'additionalOperations', method)) yield { method, node };
}

/** The status of success: the lowest 2xx. Falls back to the default response, then to the first response. */
export function successStatusOf({ responses, openStatuses = [], node }: Operation): number | undefined {
  const successes = [...responses.keys()].filter((status) => status >= 200 && status < 300);
  if (successes.length > 0) return Math.min(...successes);
  const open = openStatuses.map((status) => status.toUpperCase());
  if (open.includes('2XX') || open.includes('DEFAULT')) return 200;
  const [first] = responses.keys();
  const [range] = open;
  const [unfinal] = Object.keys(Object(node.value.responses)).map(Number);
  return first ?? (range === undefined ? unfinal : Number(range.replace('XX', '00')));
}

function openStatusesOf({ responses }: OpenAPIV3_1.OperationObject): readonly string[] {
  return Object.keys(Object(responses)).filter((status) => /^(default|[2-5]XX)$/i.test(status));
}

function compileOperation(
  reader: DocumentReader,
  { compileSchema, compileAnswerSchema, compileBody }: Compilers,
  path: Located<PathItem>,
  { node, provenance }: Outline,
): CompiledOperation {
  const parameters = compileParameters(reader, compileSchema, path, node);
  const security = compileSecurity(reader, node, provenance);
  const listed = { value: Object(node.value.responses), pointer: pointerTo(node.pointer, 'responses') };
  const responses = compileResponses(reader, compileAnswerSchema, listed);
  const responseOfRange = reader.isLenient
    ? compileOpenResponses(reader, compileAnswerSchema, listed)
    : () => undefined;
  return {
    read: createRequestReader(parameters, { provenance, ignored: security.queryNames }),
    readBody: compileBody(node, provenance),
    absentForbidden: createAbsentForbidden(parameters),
    security,
    responses,
    responseOf: (status) => responses.get(status) ?? responseOfRange(status),
    limit: createLimit(
      reader,
      parameters.map(({ schemaNode }) => schemaNode),
    ),
  };
}
