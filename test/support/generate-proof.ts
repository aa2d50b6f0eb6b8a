import type { Contract, Operation } from '../../src/contract/contract.ts';
import { createDocumentReader, pointerTo } from '../../src/contract/document.ts';
import { loadPrism } from '../../src/contract/prism.ts';
import { readXml } from '../../src/contract/xml-reader.ts';
import type { WireReply } from './generate-exchange.ts';

/** Tells what of a reply breaks a contract; empty where nothing does. Without an operation: that of what matches none. */
export type Prove = (operation: Operation | undefined, reply: WireReply) => readonly string[];

/** Has Prism hold replies against a contract. What has been proven once is not proven again. */
export async function createProof(contract: Contract): Promise<Prove> {
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
    const names = [...declared.mediaTypes.keys()];
    const name = headers['content-type']?.split(';')[0] ?? '';
    // Prism passes a media type that it doesn't know over.
    if (names.length === 0 ? text !== '' : !names.includes(name))
      return [`${status} has ${names.join()}, not "${name}"`];
    const sent = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
    if (text === '')
      return [...(names.length === 0 ? [] : ['no body']), ...prism.breaches(operation, { status, headers: sent })];
    return prism.breaches(operation, { status, headers: sent, body: decode(operation, status, name, text) });
  }

  /** The body as the value that its schema describes. */
  function decode(operation: Operation | undefined, status: number, mediaType: string, text: string): unknown {
    if (mediaType.endsWith('json')) return JSON.parse(text);
    if (!mediaType.endsWith('xml')) return text;
    const reader = createDocumentReader(contract.name, contract.document);
    const owner =
      operation === undefined ? '#/x-unmatched' : pointerTo('#/paths', operation.path, operation.method.toLowerCase());
    const response = reader.resolve<object>({ $ref: pointerTo(owner, 'responses', status) }, owner);
    const pointer = pointerTo(response.pointer, 'content', mediaType, 'schema');
    return readXml(reader, reader.resolve<object>({ $ref: pointer }, owner), text);
  }
}
