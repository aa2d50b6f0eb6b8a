import { isTree, nodesOf, replaceEmptyParts, resolveIn } from './document-nodes.ts';
import type { Tree } from './document-nodes.ts';
import { upgradeFrom3_2 } from './openapi-3-2.ts';
import { upgradeSwagger } from './swagger.ts';
import { upgradeSchema } from './upgrade-schema.ts';

/** The version of all upgraded documents. */
const VERSION = '3.1.1';

/** Converts a pointer into the upgraded document to one into the original document. */
export type OriginalPointer = (pointer: string) => string;

/**
 * Upgrades a document of Swagger 2.0 or OpenAPI 3.0 to 3.2 to OpenAPI 3.1, in place, and replaces parts that are null. Its
 * references must have been bundled. Schemas keep their pointers, so references to them are not changed. Shared objects stay shared.
 */
export function upgradeDocument(document: Tree): OriginalPointer {
  replaceEmptyParts(document);
  const version = String(document['swagger'] ?? document['openapi']);
  if (version.startsWith('3.1')) return (pointer) => pointer;
  const original: OriginalPointer = version.startsWith('2') ? upgradeSwagger(document) : (pointer) => pointer;
  if (version.startsWith('3.2')) upgradeFrom3_2(document);
  else upgradeFrom3_0(document);
  document['openapi'] = VERSION;
  return original;
}

function upgradeFrom3_0(document: Tree): void {
  for (const { kind, value } of nodesOf(document)) {
    if (kind === 'schema') upgradeSchema(value);
    if (kind === 'pathItem') for (const method of ['get', 'head']) letBodyBeAbsent(document, value[method]);
  }
}

/**
 * Makes the body of a GET or HEAD optional: before 3.1 it is ignored, and few clients can send one. A sent body is still
 * checked.
 */
function letBodyBeAbsent(document: Tree, operation: unknown): void {
  if (!isTree(operation) || operation['requestBody'] === undefined) return;
  const body = resolveIn(document, operation['requestBody']);
  if (body?.value['required'] === true) operation['requestBody'] = { ...body.value, required: false };
}
