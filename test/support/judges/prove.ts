import type { Response } from 'supertest';
import { expect } from 'vitest';

import type { Operation } from '../../../src/contract/operation.ts';
import { loadPrism } from './prism.ts';
import type { Service } from '../../../src/engine/service.ts';
import { decodeBody, mediaTypesOf } from '../cases/decode-body.ts';

/** Checks a response against the contract with Prism. Without an operation, it is that of an unmatched request. */
export async function expectInContract(
  { contract, choices }: Service,
  operation: Operation | undefined,
  response: Response,
): Promise<void> {
  const prism = await loadPrism(contract);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name] = value;
  const { status, type } = response;
  const text = typeof response.text === 'string' ? response.text : String(response.body);
  const declared = (operation?.responses ?? contract.unmatched).get(status);
  expect(declared, `the status ${status}`).toBeDefined();
  const names = mediaTypesOf(declared, type, text);
  const mediaType = type === '' && text !== '' ? (names[0] ?? '') : type;
  if (mediaType !== type) headers['content-type'] = mediaType;
  const readings = decodeBody(contract, choices, { operation, status, mediaType, text });
  const found = readings.map((body) =>
    prism.breaches(operation, { status, headers, ...(body === undefined ? {} : { body }) }),
  );
  const breaches = found.find(({ length }) => length === 0) ?? found[0];
  expect(breaches, `${response.status} ${response.text?.slice(0, 200)}`).toEqual([]);
  // Prism ignores an undeclared media type, so this checks that the contract has it, or that there is no body.
  if (names.length === 0) expect(text).toBe('');
  else expect(names).toContain(mediaType);
}
