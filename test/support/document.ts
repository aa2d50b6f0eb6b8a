import type { OpenApiDocument } from '../../src/contract/document.ts';

/** A document with these paths. Operations without responses get one. */
export function documentWith(
  paths: Readonly<Record<string, object>>,
  schemas: Readonly<Record<string, object>> = {},
): OpenApiDocument {
  const done = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [
        method,
        { responses: { 200: { description: 'ok', 'x-provenance': 'documented' } }, ...Object(operation) },
      ]),
    ),
  ]);
  return JSON.parse(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Test', version: '1' },
      'x-unmatched': { responses: {} },
      paths: Object.fromEntries(done),
      components: { schemas },
    }),
  );
}
