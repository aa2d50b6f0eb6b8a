import type { Response } from 'supertest';
import { expect } from 'vitest';

import type { Operation } from '../../src/contract/contract.ts';
import { createDocumentReader, pointerTo } from '../../src/contract/document.ts';
import { loadPrism } from '../../src/contract/prism.ts';
import { readXml } from '../../src/contract/xml-reader.ts';
import type { Service } from '../../src/engine/handle.ts';

/** Has Prism hold a response against the contract: an operation's, or, without one, that of what matches none. */
export async function expectInContract(
  { contract }: Service,
  operation: Operation | undefined,
  response: Response,
): Promise<void> {
  const prism = await loadPrism(contract);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name] = value;
  const body = decode(contract, operation, response);
  const breaches = prism.breaches(operation, {
    status: response.status,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  expect(breaches, `${response.status} ${response.text?.slice(0, 200)}`).toEqual([]);
  expectMediaType(contract, operation, response);
}

/** Prism passes a media type that it doesn't know over: a response must have one that the contract lists, or no body. */
function expectMediaType(contract: Service['contract'], operation: Operation | undefined, response: Response): void {
  const declared = (operation?.responses ?? contract.unmatched).get(response.status);
  expect(declared, `the status ${response.status}`).toBeDefined();
  const names = [...(declared?.mediaTypes.keys() ?? [])];
  if (names.length === 0) expect(response.text ?? '').toBe('');
  else expect(names).toContain(response.type);
}

/** The body as the value that its schema describes. */
function decode(contract: Service['contract'], operation: Operation | undefined, response: Response): unknown {
  const text = typeof response.text === 'string' ? response.text : String(response.body);
  if (text === '') return undefined;
  if (response.type.endsWith('json')) return JSON.parse(text);
  if (!response.type.endsWith('xml')) return text;
  const reader = createDocumentReader(contract.name, contract.document);
  const owner =
    operation === undefined ? '#/x-unmatched' : pointerTo('#/paths', operation.path, operation.method.toLowerCase());
  const declared = reader.resolve<object>({ $ref: pointerTo(owner, 'responses', response.status) }, owner);
  const schema = reader.resolve<object>(
    { $ref: pointerTo(declared.pointer, 'content', response.type, 'schema') },
    owner,
  );
  return readXml(reader, schema, text);
}
