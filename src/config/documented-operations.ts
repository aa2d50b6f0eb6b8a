import { extensionOf } from '../contract/document.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { METHODS } from '../contract/operation.ts';

const UNSERVED = 'x-unserved-operations';

/**
 * A contract with its documented operations only. The others are listed as operations that the vendor has and lms-mock does
 * not serve. The document itself is not changed.
 */
export function withDocumentedOperations(document: OpenApiDocument): OpenApiDocument {
  const others: string[] = [];
  const paths = Object.entries(document.paths ?? {}).flatMap(([path, item = {}]) => {
    const members = Object.entries(item).filter(([name, operation]) => {
      const isKept = !isMethod(name) || extensionOf(Object(operation), 'x-provenance') === 'documented';
      if (!isKept) others.push(`${name.toUpperCase()} ${path}`);
      return isKept;
    });
    const hasOperations = members.some(([name]) => isMethod(name));
    return hasOperations ? [[path, Object.fromEntries(members)] as const] : [];
  });
  if (others.length === 0) return document;
  const unserved = Object(extensionOf(document, UNSERVED));
  const list = { 'x-provenance': 'observed', 'x-source': 'an operation without --documented-only', requests: others };
  const lists: unknown = Reflect.get(unserved, 'lists');
  const allLists: readonly unknown[] = [...(Array.isArray(lists) ? lists : []), list];
  return Object.assign(
    { ...document, paths: Object.fromEntries(paths) },
    { [UNSERVED]: { vendor: document.info.title, ...unserved, lists: allLists } },
  );
}

function isMethod(name: string): boolean {
  return METHODS.some((method) => method === name);
}
