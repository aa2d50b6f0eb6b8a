import type { OpenAPIV3_1 } from 'openapi-types';

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

  constructor(contract: string, pointer: string, problem: string, options?: ErrorOptions) {
    super(`The contract ${contract} can't be served: ${problem} (at ${pointer}).`, options);
    this.pointer = pointer;
  }
}

/** A node of a document, and where it stands, as a JSON pointer behind `#`. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: string;
}

/** Reads one document: follows its local references and its extensions. */
export interface DocumentReader {
  readonly name: string;
  readonly document: OpenApiDocument;
  /**
   * The node itself, or what its reference leads to.
   *
   * @throws {ContractError} where a reference leads nowhere, in a circle, or out of the document.
   */
  resolve<T extends object>(node: T | OpenAPIV3_1.ReferenceObject, pointer: string): Located<T>;
}

/** How a document is read. */
export interface ReaderOptions {
  /** Anyone wrote it: of what is not built as OpenAPI says, nothing is read, and nothing thrown. Default false. */
  readonly isLenient?: boolean;
}

export function createDocumentReader(
  name: string,
  document: OpenApiDocument,
  { isLenient = false }: ReaderOptions = {},
): DocumentReader {
  function resolve<T extends object>(node: T | OpenAPIV3_1.ReferenceObject, pointer: string): Located<T> {
    const { value, pointer: at } = isLenient ? followIfCan(node, pointer) : follow(node, pointer);
    // What stands at a reference is of the kind its place asks for: the specs are linted for it (npm run check).
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { value: value as T, pointer: at };
  }

  function follow(node: unknown, pointer: string): Located<object> {
    // A schema may be written as true or false, whatever the types of OpenAPI say.
    if (typeof node !== 'object' || node === null)
      throw new ContractError(name, pointer, `${JSON.stringify(node)} is not read here`);
    let current: object = node;
    let at = pointer;
    for (const seen = new Set<string>(); '$ref' in current;) {
      const reference = String(current.$ref);
      if (!reference.startsWith('#/'))
        throw new ContractError(name, at, `"${reference}" is not a reference within the document`);
      if (seen.has(reference)) throw new ContractError(name, at, `"${reference}" refers to itself`);
      seen.add(reference);
      current = lookUp(reference, at);
      at = reference;
    }
    return { value: current, pointer: at };
  }

  function followIfCan(node: unknown, pointer: string): Located<object> {
    // A schema that nothing satisfies; true, which anything does, is read as none.
    if (node === false) return { value: { not: {} }, pointer };
    try {
      return follow(node, pointer);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      return { value: {}, pointer };
    }
  }

  function lookUp(reference: string, at: string): object {
    let node: unknown = document;
    for (const key of keysOf(reference)) {
      node = typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
    }
    if (typeof node !== 'object' || node === null) throw new ContractError(name, at, `"${reference}" leads nowhere`);
    return node;
  }

  return { name, document, resolve };
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

/** @throws {ContractError} where neither the node nor the document says where it is known from. */
export function provenanceOf(reader: DocumentReader, node: Located<object>): Provenance {
  const provenance = ownOrOfAll(reader, node, 'x-provenance');
  if (provenance === 'documented' || provenance === 'observed' || provenance === 'assumed') return provenance;
  throw new ContractError(reader.name, node.pointer, 'x-provenance must be documented, observed or assumed');
}

/** @throws {ContractError} where neither the node nor the document says how much a breach of it matters. */
export function severityOf(reader: DocumentReader, node: Located<object>): Severity {
  const severity = ownOrOfAll(reader, node, 'x-severity');
  if (severity === 'error' || severity === 'warning') return severity;
  throw new ContractError(reader.name, node.pointer, 'x-severity must be error or warning');
}
