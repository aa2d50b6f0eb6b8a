import type { Contract } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { loadPrism } from '../judges/prism.ts';
import type { VariantChoices } from '../../../src/engine/variant.ts';
import { decodeBody, mediaTypesOf } from '../cases/decode-body.ts';
import type { WireReply } from './exchange.ts';

/** Returns the violations in a reply. Without an operation, it is the reply to an unmatched request. */
export type Prove = (operation: Operation | undefined, reply: WireReply) => readonly string[];

/** Checks replies against a contract with Prism. Equal replies are checked only once. */
export async function createProof(contract: Contract, choices: VariantChoices): Promise<Prove> {
  const prism = await loadPrism(contract);
  const proven = new Map<string, readonly string[]>();

  return (operation, reply) => {
    const key = JSON.stringify([operation?.operationId, reply.status, reply.head, reply.text]);
    const breaches = proven.get(key) ?? prove(operation, reply);
    proven.set(key, breaches);
    return breaches;
  };

  function prove(operation: Operation | undefined, { status, headers, text }: WireReply): readonly string[] {
    const declared = (operation?.responses ?? contract.unmatched).get(status);
    if (declared === undefined) return [`the contract has no status ${status}`];
    const type = headers['content-type']?.split(';')[0] ?? '';
    const names = mediaTypesOf(declared, type, text);
    const name = type === '' && text !== '' ? (names[0] ?? '') : type;
    // Prism ignores an undeclared media type.
    if (names.length === 0 ? text !== '' : !names.includes(name))
      return [`${status} has ${names.join()}, not "${name}"`];
    const sent = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
    if (name !== type) sent['content-type'] = name;
    const readings = decodeBody(contract, choices, { operation, status, mediaType: name, text });
    const found = readings.map((body) => [
      ...(body === undefined && names.length > 0 ? ['no body'] : []),
      ...prism.breaches(operation, { status, headers: sent, ...(body === undefined ? {} : { body }) }),
    ]);
    return found.find(({ length }) => length === 0) ?? found[0] ?? [];
  }
}
