import { valueAt } from '../../contract/document.ts';
import type { OpenApiDocument } from '../../contract/document.ts';
import { METHODS } from '../../contract/operation.ts';

/** Replaces references of paths and operations with their targets. */
export function inlineOperations(document: OpenApiDocument): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const whole: unknown = inlined(document, item);
    if (typeof whole !== 'object' || whole === null) continue;
    const operations = METHODS.flatMap((method) => {
      const operation: unknown = Reflect.get(whole, method);
      return operation === undefined ? [] : [[method, inlined(document, operation)] as const];
    });
    Reflect.set(document.paths ?? {}, path, { ...whole, ...Object.fromEntries(operations) });
  }
}

/** Replaces a reference for a whole map of names (`properties: { $ref: … }`) with its target. */
export function inlineNames(document: object, node: object): void {
  const names = inlined(document, node);
  Reflect.deleteProperty(node, '$ref');
  Object.assign(node, names, { ...node });
}

/** The data of a reference to another file. */
export function followData(document: object, node: unknown, left = 10): unknown {
  const $ref: unknown = Reflect.get(Object(node), '$ref');
  return typeof $ref === 'string' && left > 0 ? followData(document, valueAt(document, $ref), left - 1) : node;
}

function inlined(document: object, node: unknown, left = 10): unknown {
  if (typeof node !== 'object' || node === null || !('$ref' in node) || left === 0) return node;
  const { $ref, ...own } = node;
  const target = inlined(document, valueAt(document, String($ref)), left - 1);
  return typeof target === 'object' ? { ...target, ...own } : node;
}
