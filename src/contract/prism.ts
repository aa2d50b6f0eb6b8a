/**
 * The only door to Prism. Importing this file costs half a second and 90 MB, so it is imported when it is needed:
 * to answer a `Prefer`, to prove a reply, and in tests, where it is the authority that ours is held against.
 */
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import mocker from '@stoplight/prism-http/dist/mocker/index.js';
import { validateInput, validateOutput, validateSecurity } from '@stoplight/prism-http/dist/validator/index.js';

import type { Contract, Operation } from './contract.ts';
import { extensionOf } from './document.ts';

type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type MockOptions = Parameters<typeof mocker.default>[0];
type PrismRequest = MockOptions['input']['data'];
type PrismLogger = Parameters<ReturnType<typeof mocker.default>>[0];

/** A reply as Prism takes it: the body decoded, an XML one too. */
export interface ProvableReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Prism {
  /** Makes an answer from the contract's examples, or from its schemas where it is dynamic. */
  mock(
    operation: Operation,
    wish: MockOptions['config'],
  ): Promise<{ readonly headers: Record<string, string>; readonly body: unknown }>;
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
    async mock(operation, wish) {
      const data: PrismRequest = { method: 'get', url: { path: operation.path } };
      // Prism is CommonJS: its default export is a member of what is imported.
      const result = mocker.default({
        resource: resourceOf(operation.operationId),
        input: { data, validations: [] },
        config: { ...wish },
      })(silent);
      if (result._tag === 'Left') throw result.left;
      const { headers = {}, body } = result.right;
      const { 'Content-type': _, ...others } = headers;
      return { headers: others, body };
    },
    breaches(operation, { status, headers, body }) {
      const resource = resourceOf(operation?.operationId ?? UNMATCHED);
      const result = validateOutput({ resource, element: { statusCode: status, headers: { ...headers }, body } });
      return result._tag === 'Left' ? result.left.map(({ message }) => message) : [];
    },
    violations(operation, request) {
      const result = validateInput({ resource: resourceOf(operation.operationId), element: request });
      return result._tag === 'Left' ? result.left.map(({ message }) => message) : [];
    },
  };
}

/** Of the severities that a language server knows, the first. */
const ERROR = '0';

const VERBS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** A request to a document that is mounted as it is. */
export interface MountedRequest {
  /** In lower case. */
  readonly method: string;
  /** As it came. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What Prism has against a request. */
export interface PrismDiagnostic {
  /** `query`, `limit`. */
  readonly path: readonly string[];
  readonly message: string;
  /** The keyword that doesn't hold, or the status that says so. */
  readonly code: string;
  readonly isError: boolean;
}

/** What Prism answers. */
export interface PrismAnswer {
  readonly status: number;
  /** A number where the document's example is one. */
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  readonly body: unknown;
  readonly diagnostics: readonly PrismDiagnostic[];
}

/** A document whose operations Prism answers alone. */
export interface PrismMount {
  /** @param path the operation's template. */
  answer(path: string, request: MountedRequest, wish: MockOptions['config']): PrismAnswer;
}

/** Reads a document, which may be of OpenAPI 3.0. Prism changes what it is given. */
export async function mountPrism(document: object): Promise<PrismMount> {
  const operations = new Map<string, PrismOperation>();
  for (const operation of await getHttpOperationsFromSpec(structuredClone(document))) {
    // Prism would call the addresses that callbacks have, which a request can decide: nothing of ours calls anyone.
    Reflect.deleteProperty(operation, 'callbacks');
    operations.set(`${operation.method.toLowerCase()} ${operation.path}`, operation);
  }
  return {
    answer(path, { method, path: sent, query, headers, body }, wish) {
      const resource = operations.get(`${method} ${path}`);
      if (resource === undefined) throw new Error(`Prism doesn't know ${method} ${path}`);
      const data: PrismRequest = {
        method: VERBS.find((verb) => verb === method) ?? 'get',
        url: { path: sent, query: { ...query } },
        headers: { ...headers },
        body,
      };
      const checks = [validateSecurity({ resource, element: data }), validateInput({ resource, element: data })];
      const validations = checks.flatMap((check) => (check._tag === 'Left' ? check.left : []));
      const result = mocker.default({ resource, input: { data, validations }, config: { ...wish } })(silent);
      const diagnostics = validations.map(({ path: at = [], message, code = '', severity }) => {
        return { path: at.map(String), message, code: String(code), isError: String(severity) === ERROR };
      });
      if (result._tag === 'Left') return { ...problemOf(result.left), diagnostics };
      const { statusCode: status, headers: own = {}, body: answer } = result.right;
      return { status, headers: own, body: answer, diagnostics };
    },
  };
}

/** What Prism says of itself, as a problem document. */
function problemOf(error: Error): Omit<PrismAnswer, 'diagnostics'> {
  const status: unknown = Reflect.get(error, 'status');
  const detail: unknown = Reflect.get(error, 'detail');
  const known = typeof status === 'number' ? status : 500;
  return {
    status: known,
    headers: { 'Content-type': 'application/problem+json' },
    body: { title: error.message, status: known, detail: typeof detail === 'string' ? detail : error.message },
  };
}

/** Prism tells a log how it decided; nobody reads it. */
const silent: PrismLogger = Object.assign(Object.create(null), {
  level: 'silent',
  ...Object.fromEntries(
    ['trace', 'debug', 'info', 'success', 'warn', 'error', 'fatal'].map((level) => [level, () => undefined]),
  ),
  child: () => silent,
});
