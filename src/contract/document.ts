import type { OpenAPIV3_1 } from 'openapi-types';

/** A parsed OpenAPI 3.1 document, with its references. */
export type OpenApiDocument = OpenAPIV3_1.Document;

/** The source of a statement: the vendor's documents, the vendor's other material (SDK, source), or our assumption. */
export type Provenance = 'documented' | 'observed' | 'assumed';

/** `error`: the vendor would reject it. `warning`: the vendor would not notice. */
export type Severity = 'error' | 'warning';

/** Thrown for a document that can't be served. The message names the document and the place in it. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code = 'ERR_LMS_MOCK_CONTRACT';
  /** The place in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
  /** The problem at this place. */
  readonly problem: string;

  constructor(contract: string, pointer: string, problem: string, options?: ErrorOptions) {
    super(`The contract ${contract} can't be served: ${problem} (at ${pointer}).`, options);
    this.pointer = pointer;
    this.problem = problem;
  }
}

/** A node of a document, and its place, as a JSON pointer behind `#`. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: string;
}

/** The dynamic anchors of the schema resources of a document: for each resource, its anchors by name, as pointers. */
export type DynamicAnchors = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** A part of a document that the engine doesn't understand and so doesn't check. */
export interface DocumentProblem {
  /** The place in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
  readonly problem: string;
}

/** Reads one document: follows its local references and its extensions. */
export interface DocumentReader {
  readonly name: string;
  readonly document: OpenApiDocument;
  /** Parts that the engine doesn't understand are recorded as problems and skipped. Otherwise they are errors. */
  readonly isLenient: boolean;
  /** The schemas whose `$dynamicAnchor`s can replace a `$dynamicRef`. Empty for most documents. */
  readonly dynamicAnchors: DynamicAnchors;
  /** The problems found so far. Always empty if the reader is not lenient. */
  readonly problems: Iterable<DocumentProblem>;
  /**
   * Records a part that the engine doesn't understand.
   *
   * @throws {ContractError} if the reader is not lenient.
   */
  reject(pointer: string, problem: string): void;
  /**
   * Reads a part. If that fails, a lenient reader records the problem and uses the fallback.
   *
   * @throws {ContractError} from `read` if the reader is not lenient.
   */
  attempt<T>(pointer: string, read: () => T, fallback: () => T): T;
  /**
   * The node itself, or the target of its reference.
   *
   * @throws {ContractError} if a reference has no target, leads to itself, or leaves the document.
   */
  resolve<T extends object>(node: T | OpenAPIV3_1.ReferenceObject, pointer: string): Located<T>;
  /**
   * A schema, or the target of its reference. In a leniently read document, a reference with keywords beside it is not
   * followed, because both apply.
   */
  resolveSchema(node: SchemaNode, pointer: string): Located<OpenAPIV3_1.SchemaObject>;
  /** The value at a pointer. It may be a reference itself. @throws {ContractError} if there is none. */
  locate(pointer: string): Located<object | boolean>;
}

export type SchemaNode = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** Appends keys to a JSON pointer, escaped as in RFC 6901. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  return [base, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** The keys of a JSON pointer behind `#`. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON pointer, with or without its `#`. Undefined if there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let node = value;
  for (const key of keysOf(pointer))
    node = typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
  return node;
}

/** The value of an extension (`x-…`) of a node; undefined if it has none. */
export function extensionOf(node: object, name: `x-${string}`): unknown {
  return Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}

/** The extension of a part. Defaults to that of the whole document. */
function ownOrOfAll(reader: DocumentReader, node: Located<object>, name: `x-${string}`): unknown {
  return extensionOf(node.value, name) ?? extensionOf(reader.document, name);
}

/**
 * The provenance of a part. Parts of a leniently read document default to `documented`.
 *
 * @throws {ContractError} if neither the node nor the document has the extension.
 */
export function provenanceOf(reader: DocumentReader, node: Located<object>): Provenance {
  const provenance = ownOrOfAll(reader, node, 'x-provenance');
  if (provenance === 'documented' || provenance === 'observed' || provenance === 'assumed') return provenance;
  if (reader.isLenient) return 'documented';
  throw new ContractError(reader.name, node.pointer, 'x-provenance must be documented, observed or assumed');
}

/**
 * The severity of a breach of a part. Parts of a leniently read document default to `error`.
 *
 * @throws {ContractError} if neither the node nor the document has the extension.
 */
export function severityOf(reader: DocumentReader, node: Located<object>): Severity {
  const severity = ownOrOfAll(reader, node, 'x-severity');
  if (severity === 'error' || severity === 'warning') return severity;
  if (reader.isLenient) return 'error';
  throw new ContractError(reader.name, node.pointer, 'x-severity must be error or warning');
}

/** Replaces the key `$ref` where it is data of an example, not a reference. */
export const DATA_REF = '\u0000$ref';
