/** Prism as the judge of requests and replies, beside our own engine. */
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type mocker from '@stoplight/prism-http/dist/mocker/index.js';
import { validateInput, validateOutput, validateSecurity } from '@stoplight/prism-http/dist/validator/index.js';

import type { Contract } from '../../../src/contract/contract.ts';
import { extensionOf } from '../../../src/contract/document.ts';
import type { Operation } from '../../../src/contract/operation.ts';

type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type MockOptions = Parameters<typeof mocker.default>[0];
type PrismRequest = MockOptions['input']['data'];

/** A reply in the form that Prism accepts: the body is decoded, also if it is XML. */
export interface ProvableReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Prism {
  /** The violations in a reply. Without an operation, it is the reply to an unmatched request. */
  breaches(operation: Operation | undefined, reply: ProvableReply): readonly string[];
  /** The violations in a request, as Prism reports them. */
  violations(operation: Operation, request: PrismRequest): readonly string[];
}

const UNMATCHED = 'unmatched';
const loaded = new WeakMap<Contract, Promise<Prism>>();

/** Loads a contract in Prism, once. */
export function loadPrism(contract: Contract): Promise<Prism> {
  const earlier = loaded.get(contract);
  if (earlier !== undefined) return earlier;
  const prism = createPrism(contract);
  loaded.set(contract, prism);
  return prism;
}

async function createPrism(contract: Contract): Promise<Prism> {
  // Prism changes its document, so it gets a copy. It only has responses of operations, so unmatched requests are one.
  const document = structuredClone(contract.document);
  const unmatched = { get: { operationId: UNMATCHED, ...Object(extensionOf(document, 'x-unmatched')) } };
  const operations = await getHttpOperationsFromSpec({
    ...document,
    paths: { ...document.paths, '/x-unmatched': unmatched },
  });
  const byId = new Map(operations.map((operation) => [operation.iid, operation]));

  function resourceOf(operationId: string): PrismOperation {
    const resource = byId.get(operationId);
    if (resource === undefined) throw new Error(`Prism doesn't know the operation ${operationId} of ${contract.name}`);
    return resource;
  }

  return {
    breaches(operation, { status, headers, body }) {
      const response = (operation?.responses ?? contract.unmatched).get(status);
      const isEmpty = body === undefined && headers['content-type'] === undefined && response?.mayBeEmpty === true;
      const whole = resourceOf(operation?.operationId ?? UNMATCHED);
      const resource = isEmpty ? withoutContent(whole, status) : whole;
      const result = validateOutput({ resource, element: { statusCode: status, headers: { ...headers }, body } });
      return result._tag === 'Left' ? result.left.map(({ message }) => message) : [];
    },
    violations(operation, request) {
      const result = validateInput({ resource: resourceOf(operation.operationId), element: request });
      return result._tag === 'Left' ? result.left.map(({ message }) => message) : [];
    },
  };
}

/** Judges the requests and replies of any document with Prism. */
export interface DocumentPrism {
  isRefused(place: Place, request: Omit<PrismRequest, 'method'>): boolean;
  isBroken(place: Place, reply: ProvableReply): boolean;
}

/** The place of an operation in its document. */
export interface Place {
  readonly method: string;
  readonly path: string;
}

/** Loads any document in Prism, unchanged. */
export async function loadDocument(document: object): Promise<DocumentPrism> {
  const operations = await getHttpOperationsFromSpec(structuredClone(document));

  function resourceOf({ method, path }: Place): PrismOperation {
    const found = operations.find((each) => each.method === method.toLowerCase() && each.path === path);
    if (found === undefined) throw new Error(`Prism has no operation ${method} ${path}`);
    return found;
  }

  return {
    isRefused(place, request) {
      const resource = resourceOf(place);
      // The operation is already found, so the method has no effect here.
      const element: PrismRequest = { ...request, method: 'get' };
      return [validateSecurity({ resource, element }), validateInput({ resource, element })].some(isLeft);
    },
    isBroken(place, { status, headers, body }) {
      const element = { statusCode: status, headers: { ...headers }, body };
      return isLeft(validateOutput({ resource: resourceOf(place), element }));
    },
  };
}

function isLeft({ _tag }: { readonly _tag: 'Left' | 'Right' }): boolean {
  return _tag === 'Left';
}

/** In Prism a response either always has a body or never. */
function withoutContent(resource: PrismOperation, status: number): PrismOperation {
  const [first, ...others] = resource.responses.map((response) =>
    response.code === String(status) ? { ...response, contents: [] } : response,
  );
  return first === undefined ? resource : { ...resource, responses: [first, ...others] };
}
