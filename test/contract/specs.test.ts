import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

import { apiNames } from '../../src/apis/index.ts';
import { openContract } from '../../src/config/contracts.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { loadPrism } from '../support/judges/prism.ts';
import type { ContractResponses } from '../../src/contract/reply/response.ts';
import { root } from '../support/processes/server-process.ts';

const REQUEST_ID = '0b5e5a1c-6f0e-4c53-9d0a-3c1f6a6f2a77';

/** Every mapping of a document, with the keys that lead to it. */
function* mappings(
  node: unknown,
  path: readonly string[] = [],
): Generator<{ readonly node: object; readonly path: readonly string[] }> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield { node, path };
  for (const [key, value] of Object.entries(node)) {
    // The values of examples are data, not parts of the document.
    if (key !== 'example' && key !== 'value' && key !== 'default') yield* mappings(value, [...path, key]);
  }
}

/** The parts of these objects must have `x-provenance`. */
const SOURCED: ReadonlySet<string> = new Set(['parameters', 'responses', 'headers', 'properties', 'securitySchemes']);

describe.for(apiNames.map((name) => [name] as const))('specs/%s.yaml', ([name]) => {
  const document: object = parse(readFileSync(join(root, `specs/${name}.yaml`), 'utf8'));
  const contract = openContract(name).use((read) => read);
  const everyResponses: readonly (readonly [Operation | undefined, ContractResponses])[] = [
    [undefined, contract.unmatched],
    ...Array.from(contract.operations.values(), (operation) => [operation, operation.responses] as const),
  ];

  test('has x-provenance at each operation, parameter, response, header, property and scheme', () => {
    const sourced = [...mappings(document)].filter(({ node, path }) => {
      return (SOURCED.has(path.at(-2) ?? '') || path.at(-1) === 'get') && !('$ref' in node);
    });
    expect(sourced.length).toBeGreaterThan(15);
    for (const { node, path } of sourced) {
      expect(['documented', 'observed', 'assumed'], path.join('/')).toContain(Reflect.get(node, 'x-provenance'));
    }
  });

  test('has x-source at each part that the vendor does not document', () => {
    const unpaged = [...mappings(document)].filter(({ node }) =>
      /^(observed|assumed)$/.test(Reflect.get(node, 'x-provenance')),
    );
    expect(unpaged.length).toBeGreaterThan(3);
    for (const { node, path } of unpaged) {
      expect(Reflect.get(node, 'x-source'), path.join('/')).toEqual(expect.stringMatching(/\w{3}/));
    }
  });

  test('has x-severity at each parameter', () => {
    const parameters = [...mappings(document)].filter(({ node }) => 'in' in node && 'schema' in node);
    expect(parameters.length).toBeGreaterThan(0);
    for (const { node, path } of parameters) {
      expect(['error', 'warning'], path.join('/')).toContain(Reflect.get(node, 'x-severity'));
    }
  });

  test('has examples that Prism finds valid against its schemas', async () => {
    const prism = await loadPrism(contract);
    let count = 0;
    for (const [operation, responses] of everyResponses) {
      for (const { status, fixedHeaders, mediaTypes } of responses.values()) {
        for (const mediaType of mediaTypes.values()) {
          expect(mediaType.examples.size, `${status} ${mediaType.name}`).toBeGreaterThan(0);
          for (const [example, body] of mediaType.examples) {
            const fixed = Object.entries(fixedHeaders).map(([header, value]) => [header.toLowerCase(), value]);
            const shown = {
              allow: 'GET, HEAD, OPTIONS',
              'retry-after': '1',
              'request-id': REQUEST_ID,
              'content-type': mediaType.name,
            };
            const headers = { ...shown, ...Object.fromEntries(fixed) };
            expect(prism.breaches(operation, { status, headers, body }), example).toEqual([]);
            count += 1;
          }
        }
      }
    }
    expect(count).toBeGreaterThan(5);
  });

  test('has schemas that refuse invalid values in Prism', async () => {
    const prism = await loadPrism(contract);
    for (const operation of contract.operations.values()) {
      const [mediaType] = operation.responses.get(200)?.mediaTypes.keys() ?? [];
      if (mediaType === undefined) continue; // There is no body to refuse.
      const headers = { 'content-type': mediaType };
      for (const body of [[{}], { data: { id: 1 } }, 'text', [{ unknown: true }]]) {
        expect(prism.breaches(operation, { status: 200, headers, body }), JSON.stringify(body)).not.toEqual([]);
      }
    }
  });
});
