import type { OpenApiDocument } from '../../../src/contract/document.ts';
import { documentWith } from '../document.ts';

/** A document with one operation that has a body: `POST /things`. */
export function postingDocument(
  content: Readonly<Record<string, object>>,
  {
    schemas = {},
    ...more
  }: { readonly schemas?: Readonly<Record<string, object>>; readonly [key: string]: unknown } = {},
): OpenApiDocument {
  const requestBody = { 'x-provenance': 'documented', required: true, content, ...more };
  const post = { operationId: 'postThing', 'x-provenance': 'documented', requestBody };
  return documentWith({ '/things': { post } }, schemas);
}
