import type { OpenAPIV3_1 } from 'openapi-types';

import { isNote, isPlace } from './schema/keywords/schema-words.ts';

/** An OpenAPI 3.1 document as it was parsed, references and all. */
export type OpenApiDocument = OpenAPIV3_1.Document;

/** Who says so: the vendor's own page, something of the vendor's seen elsewhere, or we. */
export type Provenance = 'documented' | 'observed' | 'assumed';

/** `error`: the vendor would reject it. `warning`: the vendor would not notice. */
export type Severity = 'error' | 'warning';

/** A document that can't be served. The message names the document and the place in it. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code = 'ERR_LMS_MOCK_CONTRACT';
  /** Where in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
  /** What is wrong there. */
  readonly problem: string;

  constructor(contract: string, pointer: string, problem: string, options?: ErrorOptions) {
    super(`The contract ${contract} can't be served: ${problem} (at ${pointer}).`, options);
    this.pointer = pointer;
    this.problem = problem;
  }
}

/** A node of a document, and where it stands, as a JSON pointer behind `#`. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: string;
}

/** The dynamic anchors of the schema resources of a document: for each resource, its anchors by name, as pointers. */
export type DynamicAnchors = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** A part of a document that the engine doesn't understand, so it is not checked. */
export interface DocumentProblem {
  /** Where in the document, as a JSON pointer behind `#`. */
  readonly pointer: string;
  readonly problem: string;
}

/** Reads one document: follows its local references and its extensions. */
export interface DocumentReader {
  readonly name: string;
  readonly document: OpenApiDocument;
  /** Parts that the engine doesn't understand are noted and passed over. Otherwise they are errors. */
  readonly isLenient: boolean;
  /** The schemas whose `$dynamicAnchor`s can replace a `$dynamicRef`. Empty for most documents. */
  readonly dynamicAnchors: DynamicAnchors;
  /** What was noted so far. Always empty where the reader is not lenient. */
  readonly problems: Iterable<DocumentProblem>;
  /**
   * Notes a part that the engine doesn't understand.
   *
   * @throws {ContractError} where the reader is not lenient.
   */
  reject(pointer: string, problem: string): void;
  /**
   * Reads a part. Where that fails, a lenient reader notes why and takes the fallback.
   *
   * @throws {ContractError} from `read`, where the reader is not lenient.
   */
  attempt<T>(pointer: string, read: () => T, fallback: () => T): T;
  /**
   * The node itself, or what its reference leads to.
   *
   * @throws {ContractError} where a reference leads nowhere, in a circle, or out of the document.
   */
  resolve<T extends object>(node: T | OpenAPIV3_1.ReferenceObject, pointer: string): Located<T>;
  /**
   * A schema, or what its reference leads to. In a leniently read document, a reference with rules beside it stays, because
   * both hold.
   */
  resolveSchema(node: SchemaNode, pointer: string): Located<OpenAPIV3_1.SchemaObject>;
  /** The value at a pointer, which may be a reference itself. @throws {ContractError} where there is none. */
  locate(pointer: string): Located<object | boolean>;
}

type SchemaNode = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** How a document is read. */
export interface ReaderOptions {
  /** Parts that the engine doesn't understand are noted, not thrown. Default false. */
  readonly isLenient?: boolean;
  /** Default none. */
  readonly dynamicAnchors?: DynamicAnchors;
}

export function createDocumentReader(
  name: string,
  document: OpenApiDocument,
  { isLenient = false, dynamicAnchors = new Map() }: ReaderOptions = {},
): DocumentReader {
  const problems = new Map<string, DocumentProblem>();

  function reject(pointer: string, problem: string): void {
    if (!isLenient) throw new ContractError(name, pointer, problem);
    problems.set(`${pointer} ${problem}`, { pointer, problem });
  }

  function attempt<T>(pointer: string, read: () => T, fallback: () => T): T {
    if (!isLenient) return read();
    try {
      return read();
    } catch (error) {
      // Whatever is thrown here comes from the document: nothing of a request is looked at yet.
      if (error instanceof ContractError) reject(error.pointer, error.problem);
      else reject(pointer, error instanceof Error ? error.message.slice(0, 300) : String(error));
      return fallback();
    }
  }

  function resolve<T extends object>(
    node: T | OpenAPIV3_1.ReferenceObject,
    pointer: string,
    stays: Stays = never,
  ): Located<T> {
    const { value, pointer: at } = isLenient ? followIfCan(node, pointer, stays) : follow(node, pointer, stays);
    // What stands at a reference is of the kind its place asks for: the specs are linted for it (npm run check).
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { value: value as T, pointer: at };
  }

  function resolveSchema(node: SchemaNode, pointer: string): Located<OpenAPIV3_1.SchemaObject> {
    return resolve<OpenAPIV3_1.SchemaObject>(node, pointer, isLenient ? hasRules : never);
  }

  function follow(node: unknown, pointer: string, stays: Stays): Located<object> {
    // A schema may be written as true or false, whatever the types of OpenAPI say.
    if (typeof node !== 'object' || node === null)
      throw new ContractError(name, pointer, `${JSON.stringify(node)} is not read here`);
    let current: object = node;
    let at = pointer;
    for (const seen = new Set<string>(); '$ref' in current && !stays(current);) {
      const reference = String(current.$ref);
      if (!reference.startsWith('#/'))
        throw new ContractError(name, at, `"${reference}" is not a reference within the document`);
      if (seen.has(reference)) throw new ContractError(name, at, `"${reference}" refers to itself`);
      seen.add(reference);
      const target = lookUp(reference, at);
      if (typeof target !== 'object' || target === null) {
        if (isLenient && typeof target === 'boolean') return followIfCan(target, reference, stays);
        throw new ContractError(name, at, `"${reference}" leads nowhere`);
      }
      current = target;
      at = reference;
    }
    return { value: current, pointer: at };
  }

  function followIfCan(node: unknown, pointer: string, stays: Stays): Located<object> {
    // Schemas may be true, which is the same as {}, or false.
    if (typeof node === 'boolean') return { value: node ? {} : { not: {} }, pointer };
    return attempt(
      pointer,
      () => follow(node, pointer, stays),
      () => ({ value: {}, pointer }),
    );
  }

  function lookUp(reference: string, at: string): unknown {
    let node: unknown = document;
    for (const key of keysOf(reference)) {
      node = typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
    }
    if (node === undefined || node === null) throw new ContractError(name, at, `"${reference}" leads nowhere`);
    return node;
  }

  function locate(pointer: string): Located<object | boolean> {
    if (!pointer.startsWith('#')) throw new ContractError(name, pointer, 'not a reference within the document');
    const value = lookUp(pointer, pointer);
    if (typeof value === 'boolean') return { value, pointer };
    if (typeof value !== 'object' || value === null) throw new ContractError(name, pointer, 'no schema stands here');
    return { value, pointer };
  }

  return {
    name,
    document,
    isLenient,
    dynamicAnchors,
    problems: { [Symbol.iterator]: () => problems.values() },
    reject,
    attempt,
    resolve,
    resolveSchema,
    locate,
  };
}

/** Whether a node with a reference is not followed. */
type Stays = (node: object) => boolean;

function never(): boolean {
  return false;
}

/** Whether a schema with a reference says something of values by itself. */
function hasRules(schema: object): boolean {
  return Object.keys(schema).some((keyword) => !(keyword === '$ref' || isNote(keyword) || isMark(keyword)));
}

function isMark(keyword: string): boolean {
  return keyword.startsWith('x-') || keyword === 'readOnly' || keyword === 'writeOnly' || isPlace(keyword);
}

/** Appends keys to a JSON pointer, escaped as RFC 6901 says. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  return [base, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** The keys that a JSON pointer behind `#` goes through. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value of an extension (`x-…`) of a node; undefined where it has none. */
export function extensionOf(node: object, name: `x-${string}`): unknown {
  return Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}

/** What the document says of all its parts holds for a part that says nothing. */
function ownOrOfAll(reader: DocumentReader, node: Located<object>, name: `x-${string}`): unknown {
  return extensionOf(node.value, name) ?? extensionOf(reader.document, name);
}

/**
 * Where a part is known from. Parts of a leniently read document default to `documented`.
 *
 * @throws {ContractError} where neither the node nor the document says it.
 */
export function provenanceOf(reader: DocumentReader, node: Located<object>): Provenance {
  const provenance = ownOrOfAll(reader, node, 'x-provenance');
  if (provenance === 'documented' || provenance === 'observed' || provenance === 'assumed') return provenance;
  if (reader.isLenient) return 'documented';
  throw new ContractError(reader.name, node.pointer, 'x-provenance must be documented, observed or assumed');
}

/**
 * How much a breach of a part matters. Parts of a leniently read document default to `error`.
 *
 * @throws {ContractError} where neither the node nor the document says it.
 */
export function severityOf(reader: DocumentReader, node: Located<object>): Severity {
  const severity = ownOrOfAll(reader, node, 'x-severity');
  if (severity === 'error' || severity === 'warning') return severity;
  if (reader.isLenient) return 'error';
  throw new ContractError(reader.name, node.pointer, 'x-severity must be error or warning');
}
