import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, valueAt } from './document.ts';
import type {
  DocumentProblem,
  DocumentReader,
  DynamicAnchors,
  Located,
  OpenApiDocument,
  SchemaNode,
} from './document.ts';
import { isNote, isPlace } from './schema/keywords/schema-words.ts';

/** How a document is read. */
export interface ReaderOptions {
  /** Parts that the engine doesn't understand are recorded, not thrown. Default false. */
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
      // All errors here come from the document, because no request is read yet.
      if (error instanceof ContractError) reject(error.pointer, error.problem);
      else reject(pointer, error instanceof Error ? error.message.slice(0, 300) : String(error));
      return fallback();
    }
  }

  function resolve<T extends object>(
    node: T | OpenAPIV3_1.ReferenceObject,
    pointer: string,
    keepsReference: KeepsReference = never,
  ): Located<T> {
    const { value, pointer: at } = isLenient
      ? tryToFollow(node, pointer, keepsReference)
      : follow(node, pointer, keepsReference);
    // The target of a reference has the type that its place requires: the specs are linted for this (npm run check).
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { value: value as T, pointer: at };
  }

  function resolveSchema(node: SchemaNode, pointer: string): Located<OpenAPIV3_1.SchemaObject> {
    return resolve<OpenAPIV3_1.SchemaObject>(node, pointer, isLenient ? hasRules : never);
  }

  function follow(node: unknown, pointer: string, keepsReference: KeepsReference): Located<object> {
    // A schema may be true or false, although the types of the OpenAPI library don't have this.
    if (typeof node !== 'object' || node === null)
      throw new ContractError(name, pointer, `must be an object, got ${JSON.stringify(node)}`);
    let current: object = node;
    let at = pointer;
    for (const seen = new Set<string>(); '$ref' in current && !keepsReference(current);) {
      const reference = String(current.$ref);
      if (!reference.startsWith('#/'))
        throw new ContractError(name, at, `the reference "${reference}" must be within the document`);
      if (seen.has(reference)) throw new ContractError(name, at, `the reference "${reference}" refers to itself`);
      seen.add(reference);
      const target = lookUp(reference, at);
      if (typeof target !== 'object' || target === null) {
        if (isLenient && typeof target === 'boolean') return tryToFollow(target, reference, keepsReference);
        throw new ContractError(name, at, `the reference "${reference}" has no target`);
      }
      current = target;
      at = reference;
    }
    return { value: current, pointer: at };
  }

  function tryToFollow(node: unknown, pointer: string, keepsReference: KeepsReference): Located<object> {
    // The schema true is the same as {}.
    if (typeof node === 'boolean') return { value: node ? {} : { not: {} }, pointer };
    return attempt(
      pointer,
      () => follow(node, pointer, keepsReference),
      () => ({ value: {}, pointer }),
    );
  }

  function lookUp(reference: string, at: string): unknown {
    const node = valueAt(document, reference);
    if (node === undefined || node === null)
      throw new ContractError(name, at, `the reference "${reference}" has no target`);
    return node;
  }

  function locate(pointer: string): Located<object | boolean> {
    if (!pointer.startsWith('#')) throw new ContractError(name, pointer, 'must be a reference within the document');
    const value = lookUp(pointer, pointer);
    if (typeof value === 'boolean') return { value, pointer };
    if (typeof value !== 'object' || value === null) throw new ContractError(name, pointer, 'must be a schema');
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

/** Whether the reference of a node is not followed. */
type KeepsReference = (node: object) => boolean;

function never(): boolean {
  return false;
}

/** Whether a schema with a reference has other keywords that check values. */
function hasRules(schema: object): boolean {
  return Object.keys(schema).some((keyword) => !(keyword === '$ref' || isNote(keyword) || isMark(keyword)));
}

function isMark(keyword: string): boolean {
  return keyword.startsWith('x-') || keyword === 'readOnly' || keyword === 'writeOnly' || isPlace(keyword);
}
