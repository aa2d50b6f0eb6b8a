import type { OperationName } from './nearest-operation.ts';
import { ContractError, extensionOf, pointerTo, provenanceOf } from '../document.ts';
import type { DocumentReader, Provenance } from '../document.ts';
import { createPathMatcher, shapeOf } from './path-matcher.ts';

/** An operation that the vendor has and lms-mock doesn't serve. */
export interface UnservedOperation extends OperationName {
  /** The display name of the vendor. */
  readonly vendor: string;
  readonly provenance: Provenance;
}

/** Finds the unserved operation of a request. */
export type FindUnserved = (method: string, rawPath: string) => UnservedOperation | undefined;

const EXTENSION = 'x-unserved-operations';
const REQUEST = /^(GET|PUT|POST|DELETE|PATCH) (\/.*)$/;

/**
 * Reads `x-unserved-operations`: the vendor's name, and lists of requests with their provenance and source. A document
 * without it has no such operations.
 *
 * @throws {ContractError} if it has another structure, has an operation twice, or has one that is served.
 */
export function readUnserved(reader: DocumentReader, served: Iterable<OperationName>): FindUnserved {
  const extension = extensionOf(reader.document, EXTENSION);
  if (extension === undefined) return () => undefined;
  const seen = new Set(Array.from(served, keyOf));
  const byPath = new Map<string, Map<string, UnservedOperation>>();
  for (const operation of readLists(reader, extension)) {
    if (seen.has(keyOf(operation))) {
      const problem = `${operation.method} ${operation.path} is served, or is listed twice`;
      throw new ContractError(reader.name, `#/${EXTENSION}`, problem);
    }
    seen.add(keyOf(operation));
    const shape = shapeOf(operation.path);
    const byMethod = byPath.get(shape) ?? new Map<string, UnservedOperation>();
    byPath.set(shape, byMethod.set(operation.method, operation));
  }
  const matcher = createPathMatcher(byPath);
  return (method, rawPath) => {
    const effectiveMethod = method === 'HEAD' ? 'GET' : method;
    const found = matcher.match(rawPath, (byMethod) => byMethod.has(effectiveMethod));
    return found.kind === 'unknown' ? undefined : found.target.get(effectiveMethod);
  };
}

function keyOf({ method, path }: OperationName): string {
  return `${method} ${shapeOf(path)}`;
}

function* readLists(reader: DocumentReader, extension: unknown): Iterable<UnservedOperation> {
  const vendor = memberOf(extension, 'vendor');
  const lists = memberOf(extension, 'lists');
  if (typeof vendor !== 'string' || !Array.isArray(lists)) {
    throw new ContractError(reader.name, `#/${EXTENSION}`, 'must have a vendor (text) and lists');
  }
  for (const [index, list] of lists.entries()) {
    const pointer = pointerTo(`#/${EXTENSION}/lists`, index);
    const requests = memberOf(list, 'requests');
    if (typeof memberOf(list, 'x-source') !== 'string' || !Array.isArray(requests))
      throw new ContractError(reader.name, pointer, 'a list must have x-source (text) and requests');
    const provenance = provenanceOf(reader, { value: Object(list), pointer });
    for (const request of requests) {
      const [, method, path] = REQUEST.exec(String(request)) ?? [];
      if (method === undefined || path === undefined)
        throw new ContractError(reader.name, pointer, `${JSON.stringify(request)} must be a method and a path`);
      yield { method, path, vendor, provenance };
    }
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
