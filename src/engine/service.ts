import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { ContractError, pointerTo } from '../contract/document.ts';
import type { ContractResponses } from '../contract/reply/response.ts';
import { variantMarks } from '../contract/reply/variant-mark.ts';
import type { Api, Persona } from './api.ts';
import type { Exchange } from './exchange.ts';
import { handle } from './handle.ts';
import type { HandleOptions } from './handle.ts';
import { isOf } from './outcome.ts';
import type { Refusal } from './outcome.ts';
import type { EngineRequest } from './request.ts';
import type { Session } from './session/session.ts';
import type { Written } from './session/written.ts';
import { chooseVariants, singleChoices } from './variant.ts';
import type { ChosenVariants, Variant, VariantChoices } from './variant.ts';

/** An API with its contract, ready to answer: a vendor's API, or a mounted document. */
export interface Service {
  /** The name of the API, which is the path below which it is served. */
  readonly name: string;
  readonly api: Pick<
    Api<Persona>,
    | 'personas'
    | 'showcase'
    | 'environment'
    | 'credentialOf'
    | 'bodyCredential'
    | 'brokenStream'
    | 'unacceptable'
    | 'options'
    | 'retryAfter'
    | 'clockMoved'
    | 'takesCallbacks'
  >;
  readonly contract: Contract;
  /** The build has checked the contract, alone and beside the others of the package. */
  readonly isChecked?: boolean;
  /** The variants of the API. */
  readonly variants: readonly Variant[];
  /** The server's choice for each variant. */
  readonly choices: VariantChoices;
  /** The server's choices, with others that replace them. @throws {RangeError} if a choice doesn't exist. */
  choose(given: VariantChoices): ChosenVariants;
  /** The API with the clock and the variants of a session. */
  apiFor(session: Session): Service['api'];
  /** Answers a request. A promise only if something must be awaited. */
  handle(request: EngineRequest, session: Session): Exchange | Promise<Exchange>;
}

/**
 * Makes an API for a time, in microseconds since 1970, UTC, for a choice of each variant, and for what the clients of a
 * session have written. Undefined if they have written nothing.
 */
export type ApiAt<P extends Persona> = (now: number, choices: VariantChoices, written: Written | undefined) => Api<P>;

/** How a service is set up. */
export interface ServiceOptions extends HandleOptions {
  readonly now: number;
  /** The variants of the API. Default none. */
  readonly variants?: readonly Variant[];
  /** The server's choices of variants. Default: the default choices. */
  readonly choices?: VariantChoices;
}

/** Maximum number of cached times for each of as many cached combinations of choices. Sessions with equal ones share an API. */
const MAX_CACHED = 32;

/** Maximum number of sessions whose own API is cached: making one takes up to a tenth of a millisecond, keeping it 8 KB. */
const MAX_WRITERS = 256;

/**
 * Joins an API to its contract.
 *
 * @throws {ContractError} if they don't match, in any variant: an operation without a handler, a handler without an
 * operation, a refusal without an example in the contract, or a part of the contract with an unknown choice.
 */
export function createService<P extends Persona>(
  apiAt: ApiAt<P>,
  contract: Contract,
  { now, variants = [], choices = {}, ...options }: ServiceOptions,
): Service {
  const choose = (given: VariantChoices): ChosenVariants => chooseVariants(variants, { ...choices, ...given });
  const own = choose({});
  const api = apiAt(now, own.choices, undefined);
  if (contract.isChecked !== true) {
    checkOperations(api, contract);
    checkRefusals(api, contract);
    checkMarks(variants, contract);
    for (const other of singleChoices(variants)) checkRefusals(apiAt(now, choose(other).choices, undefined), contract);
  }

  const byKey = new Map([[own.key, new Map([[now, api]])]]);
  const chosenIn = (session: Session): ChosenVariants => session.variants.get(contract.name) ?? own;
  /** The APIs of the sessions that have written something, of the most recent ones only. */
  const ofWriters = new WeakMap<Written, { readonly now: number; readonly key: string; readonly api: Api<P> }>();
  /** The oldest first. Weak, so that a reset frees the written data of a session. */
  const writers: WeakRef<Written>[] = [];

  function cachedApi(session: Session): Api<P> {
    const chosen = chosenIn(session);
    if (session.written !== undefined) return apiOfWriter(session, session.written, chosen);
    const byTime = cachedIn(byKey, chosen.key, () => new Map<number, Api<P>>());
    return cachedIn(byTime, session.now, () => apiAt(session.now, chosen.choices, undefined));
  }

  function apiOfWriter(session: Session, written: Written, { key, choices: chosen }: ChosenVariants): Api<P> {
    const cached = ofWriters.get(written);
    if (cached?.now === session.now && cached.key === key) return cached.api;
    if (cached === undefined) writers.push(new WeakRef(written));
    const oldest = writers.length > MAX_WRITERS ? writers.shift()?.deref() : undefined;
    if (oldest !== undefined) ofWriters.delete(oldest);
    const made = apiAt(session.now, chosen, written);
    ofWriters.set(written, { now: session.now, key, api: made });
    return made;
  }

  return {
    name: contract.name,
    api,
    contract,
    variants,
    choices: own.choices,
    choose,
    apiFor: cachedApi,
    handle: (request, session) =>
      handle(cachedApi(session), contract, request, session, { ...options, choices: chosenIn(session).choices }),
  };
}

/**
 * A service that is made when it is first used, because most programs use one or two APIs.
 *
 * @param make Must not fail: the contract was checked before.
 */
export function createLateService(name: string, make: () => Service): Service {
  let made: Service | undefined;
  const service = (): Service => (made ??= make());
  return {
    name,
    isChecked: true,
    get api() {
      return service().api;
    },
    get contract() {
      return service().contract;
    },
    get variants() {
      return service().variants;
    },
    get choices() {
      return service().choices;
    },
    choose: (given) => service().choose(given),
    apiFor: (session) => service().apiFor(session),
    handle: (request, session) => service().handle(request, session),
  };
}

/** The value of a key in a cache. Makes it if it is absent, and removes the oldest entry of a full cache. */
function cachedIn<K, T>(map: Map<K, T>, key: K, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  const [oldest] = map.keys();
  if (map.size >= MAX_CACHED && oldest !== undefined) map.delete(oldest);
  map.set(key, made);
  return made;
}

/** Checks that each `x-variant` of the contract names a choice that exists. */
function checkMarks(variants: readonly Variant[], { name, document }: Contract): void {
  for (const { variant, choice, pointer } of variantMarks(name, document)) {
    const choices = variants.find((one) => one.name === variant)?.choices.map((one) => one.name);
    if (choices?.includes(choice) === true) continue;
    const known = variants.map((one) => one.name).join(', ') || 'none';
    const problem =
      choices === undefined
        ? `there is no variant ${variant}; the variants are ${known}`
        : `the variant ${variant} has no choice ${choice}; its choices are ${choices.join(', ')}`;
    throw new ContractError(name, pointer, problem);
  }
}

function checkOperations<P extends Persona>(api: Api<P>, contract: Contract): void {
  for (const operation of contract.operations.values()) {
    if (!Object.hasOwn(api.operations, operation.operationId)) {
      const problem = `the operation ${operation.operationId} has no handler`;
      throw new ContractError(contract.name, pointerOf(operation), problem);
    }
  }
  for (const operationId of Object.keys(api.operations)) {
    if (!contract.operations.has(operationId)) {
      throw new ContractError(
        contract.name,
        '#/paths',
        `there is a handler for ${operationId}, which must be an operation`,
      );
    }
  }
}

function checkRefusals<P extends Persona>(api: Api<P>, contract: Contract): void {
  const { unknownPath, unknownMethod, ...ofOperations } = api.refusals;
  const early = Object.values(ofOperations).filter(({ status }) => [401, 403, 406].includes(status));
  const ofUnmatched = { pointer: '#/x-unmatched', responses: contract.unmatched };
  for (const refusal of [unknownPath, unknownMethod, ...(api.checksMethodLast === true ? early : [])])
    checkRefusal(api, contract, refusal, ofUnmatched);
  for (const operation of contract.operations.values()) {
    const ofOperation = { pointer: pointerOf(operation), responses: operation.responses };
    for (const refusal of Object.values(ofOperations)) {
      if (isOf(refusal, operation.operationId)) checkRefusal(api, contract, refusal, ofOperation);
    }
  }
}

function checkRefusal<P extends Persona>(
  { unacceptable }: Api<P>,
  { name }: Contract,
  { status, example }: Refusal,
  { pointer, responses }: { readonly pointer: string; readonly responses: ContractResponses },
): void {
  const response = responses.get(status);
  if (response === undefined) throw new ContractError(name, pointer, `there is no response ${status}`);
  if (example === '' && response.mayBeEmpty) return;
  const { mediaTypes } = response.byExample.get(example) ?? response;
  const lacking = [...mediaTypes].flatMap(([type, { examples }]) => (examples.has(example) ? [] : [type]));
  // A caller may accept any of the media types. If the API ignores Accept, one of them must have the example.
  const isEnough = unacceptable === undefined && lacking.length < mediaTypes.size;
  if (lacking.length === 0 || isEnough) return;
  const problem = `the response ${status} has no example "${example}" in ${lacking[0]}`;
  throw new ContractError(name, pointerTo(pointer, 'responses', status), problem);
}

function pointerOf({ path, method }: Operation): string {
  return pointerTo('#/paths', path, method.toLowerCase());
}
