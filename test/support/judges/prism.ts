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

/** A reply as Prism takes it: the body decoded, an XML one too. */
export interface ProvableReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Prism {
  /** What of a reply breaks the contract; empty where nothing does. Without an operation: the answers to what matches none. */
  breaches(operation: Operation | undefined, reply: ProvableReply): readonly string[];
  /** What of a request breaks the contract, by Prism's lights. */
  violations(operation: Operation, request: PrismRequest): readonly string[];
}

const UNMATCHED = 'unmatched';
const loaded = new WeakMap<Contract, Promise<Prism>>();

/** Prism's reading of a contract, made once. */
export function loadPrism(contract: Contract): Promise<Prism> {
  const earlier = loaded.get(contract);
  if (earlier !== undefined) return earlier;
  const prism = createPrism(contract);
  loaded.set(contract, prism);
  return prism;
}

async function createPrism(contract: Contract): Promise<Prism> {
  // Prism changes what it is given, and knows no answers but an operation's: so a copy, and an operation for them.
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

/** What Prism says of the requests and replies of any document. */
export interface DocumentPrism {
  isRefused(place: Place, request: Omit<PrismRequest, 'method'>): boolean;
  isBroken(place: Place, reply: ProvableReply): boolean;
}

/** Where an operation stands in its document. */
export interface Place {
  readonly method: string;
  readonly path: string;
}

/** Prism's reading of any document, as it is written. */
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
      // Which method was asked is known by now.
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

/** Prism knows no response that comes with a body and without one. */
function withoutContent(resource: PrismOperation, status: number): PrismOperation {
  const [first, ...others] = resource.responses.map((response) =>
    response.code === String(status) ? { ...response, contents: [] } : response,
  );
  return first === undefined ? resource : { ...resource, responses: [first, ...others] };
}
