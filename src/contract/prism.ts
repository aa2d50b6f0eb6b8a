/**
 * The only door to Prism. Importing this file costs half a second and 90 MB, so it is imported when it is needed:
 * to answer a `Prefer`, to prove a reply, and in tests, where it is the authority that ours is held against.
 */
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import mocker from '@stoplight/prism-http/dist/mocker/index.js';
import { validateInput, validateOutput, validateSecurity } from '@stoplight/prism-http/dist/validator/index.js';

import { lookUp } from './bound-references.ts';
import type { Contract, Operation } from './contract.ts';
import type { MountedContract, MountedOperation } from './mounted.ts';
import { extensionOf } from './document.ts';
import { operationDocument } from './operation-document.ts';
import { mayTakeLong } from './schema-cost.ts';
import { OutOfTimeError, createTimeLimit, withinTime } from './time-limit.ts';
import type { TimeLimit } from './time-limit.ts';

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

/** What Prism finds against a request. */
export type PrismFinding = MockOptions['input']['validations'][number];

/** A response of an operation, as Prism has it. */
export interface PrismResponse {
  /** `200`, `4XX`, `default`. */
  readonly code: string;
  readonly mediaTypes: readonly string[];
}

/** What Prism makes of a wish: an answer, or why there is none. */
export type PrismAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, unknown>>;
      /** Absent where there is no body. */
      readonly mediaType?: string;
      readonly body: unknown;
    }
  /** `status` is what Prism would refuse with; absent where the document holds nothing that could be answered. */
  | { readonly kind: 'none'; readonly status?: number; readonly title: string; readonly detail: string };

/** Prism's reading of one operation of a mounted document. */
export interface PrismOperationMock {
  readonly responses: readonly PrismResponse[];
  /** The schemas of the request could keep a check busy for long, so it is made within a time. */
  readonly isLongCheck: boolean;
  readonly inTime: TimeLimit;
  findings(request: PrismRequest): readonly PrismFinding[];
  answer(findings: readonly PrismFinding[], wish: MockOptions['config']): PrismAnswer;
  /**
   * What of a reply breaks the document; empty where nothing does.
   *
   * @throws {OutOfTimeError} where that could not be found out in time.
   */
  breaches(reply: ProvableReply): readonly string[];
}

/** An operation of a document that nothing can be made of. */
export class UnusableOperationError extends Error {
  override readonly name = 'UnusableOperationError';
  readonly code = 'ERR_LMS_MOCK_UNUSABLE_OPERATION';
}

const mountedOperations = new WeakMap<MountedOperation, Promise<PrismOperationMock>>();

/** Prism's reading of an operation, made when it is first asked for: what Prism compiles for it stays with Prism. */
export function loadMountedOperation(
  contract: MountedContract,
  operation: MountedOperation,
): Promise<PrismOperationMock> {
  const earlier = mountedOperations.get(operation);
  if (earlier !== undefined) return earlier;
  const made = createMountedOperation(contract, operation);
  mountedOperations.set(operation, made);
  return made;
}

async function createMountedOperation(
  contract: MountedContract,
  operation: MountedOperation,
): Promise<PrismOperationMock> {
  const { resource, isLongCheck } = await readOperation(contract, operation);
  const endless = new Set<string>();

  /** What was too much to make up once is not tried again. */
  function makeUp<T>(key: string, make: () => T): T {
    if (endless.has(key)) throw new OutOfTimeError(MAX_DYNAMIC_MS);
    try {
      return withinTime(MAX_DYNAMIC_MS, make);
    } catch (error) {
      if (error instanceof OutOfTimeError) endless.add(key);
      throw error;
    }
  }

  return {
    isLongCheck,
    inTime: createTimeLimit(),
    responses: resource.responses.map(({ code, contents = [] }) => ({
      code,
      mediaTypes: contents.map(({ mediaType }) => mediaType),
    })),
    findings(request) {
      const input = validateInput({ resource, element: request });
      const security = validateSecurity({ resource, element: request });
      return [security, input].flatMap((result) => (result._tag === 'Left' ? result.left : []));
    },
    answer(findings, wish) {
      const data: PrismRequest = { method: 'get', url: { path: resource.path } };
      const make = mocker.default({ resource, input: { data, validations: [...findings] }, config: { ...wish } });
      const result = wish.dynamic
        ? makeUp(`${wish.code} ${wish.mediaTypes?.join()}`, () => make(silent))
        : make(silent);
      if (result._tag === 'Left') return { kind: 'none', ...explainLeft(result.left) };
      const { statusCode, headers = {}, body } = result.right;
      const { 'Content-type': mediaType, ...others } = headers;
      const answer = { kind: 'answer', status: statusCode, headers: others, body } as const;
      return mediaType === undefined || body === undefined ? answer : { ...answer, mediaType };
    },
    breaches({ status, headers, body }) {
      const element = { statusCode: status, headers: { ...headers }, body };
      const result = withinTime(MAX_REPLY_CHECK_MS, () => validateOutput({ resource, element }));
      return result._tag === 'Left' ? result.left.map(({ message }) => message) : [];
    },
  };
}

/** What Prism throws here is trouble with the document: it is said once, at each request. */
async function readOperation(
  contract: MountedContract,
  operation: MountedOperation,
): Promise<{ readonly resource: PrismOperation; readonly isLongCheck: boolean }> {
  try {
    const document = operationDocument(contract, operation);
    // Prism changes the document, so it is asked first.
    const isLongCheck = hasLongCheck(document);
    const [resource] = await getHttpOperationsFromSpec(document);
    if (resource !== undefined) return { resource, isLongCheck };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnusableOperationError(`Prism can't read it: ${reason.slice(0, 300)}`, { cause: error });
  }
  throw new UnusableOperationError('Prism finds nothing of it');
}

/** Whether the schemas of an operation's request may take long; the document has that operation alone. */
function hasLongCheck(document: Readonly<Record<string, unknown>>): boolean {
  const operations = Object.values(Object(document['paths'])).flatMap((item) => Object.values(Object(item)));
  const asked = operations.map((operation) => [Object(operation).parameters, Object(operation).requestBody]);
  return mayTakeLong(asked, (reference) => lookUp(document, reference));
}

/** So long may Prism make up an answer: a schema that holds itself, or very many others, could keep it busy for hours. */
const MAX_DYNAMIC_MS = 1_000;
/** So long may it hold an answer that a rule gives against the document. */
const MAX_REPLY_CHECK_MS = 1_000;

/** Prism's own errors say what to answer; any other is its trouble with the document. */
function explainLeft(error: Error): { readonly status?: number; readonly title: string; readonly detail: string } {
  const status: unknown = Reflect.get(error, 'status');
  const detail: unknown = Reflect.get(error, 'detail');
  const told = { title: error.message.slice(0, 200), detail: typeof detail === 'string' ? detail : '' };
  return typeof status === 'number' && status < 500 ? { ...told, status } : told;
}

/** Prism tells a log how it decided; nobody reads it. */
const silent: PrismLogger = Object.assign(Object.create(null), {
  level: 'silent',
  ...Object.fromEntries(
    ['trace', 'debug', 'info', 'success', 'warn', 'error', 'fatal'].map((level) => [level, () => undefined]),
  ),
  child: () => silent,
});
