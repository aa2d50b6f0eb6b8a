import { declaredOf } from '../../contract/declared/declared.ts';
import type { DeclaredParameter } from '../../contract/declared/declared.ts';
import { entryOf } from '../../contract/schema/entry-of.ts';
import { BODY } from '../../contract/declared/declared-body.ts';
import type { DeclaredBody } from '../../contract/declared/declared-body.ts';
import { namesIn } from '../../contract/declared/listed-values.ts';
import type { ContractOutline } from '../../contract/outline.ts';
import type { ParameterValues } from '../../contract/request/request-reader.ts';
import type { Violation } from '../../contract/violation.ts';
import type { Exchange } from '../exchange.ts';
import { ownCopy, ownViolation, violationBytes } from './own-copy.ts';
import type { ChosenVariants, VariantChoices } from '../variant.ts';

/** How often each of some things was seen. */
export type Counts = ReadonlyMap<string, number>;

/** What was seen of an operation. */
export interface OperationTally {
  readonly calls: number;
  /** By the places of the contract's list of them ({@link DeclaredOperation}). */
  readonly parameters: readonly number[];
  /** What is declared of lists of values and of bodies: `query.format=json`, `body`, `body application/json`. */
  readonly values: Counts;
  readonly statuses: Counts;
  /** Calls that were answered without a verdict, as the check took too long. */
  readonly unchecked: number;
  /** By the whole of their header. */
  readonly mediaTypes: Counts;
}

/** What was seen of an API. */
export interface ApiTally {
  readonly operations: ReadonlyMap<string, OperationTally>;
  /** How often the API answered under each set of choices. */
  readonly choices: ReadonlyMap<string, { readonly choices: VariantChoices; readonly count: number }>;
}

/** Violations of one kind: the same API, operation, location and rule; the same method and path where there is no operation. */
export interface ViolationTally {
  readonly api: string;
  readonly operationId?: string;
  readonly violation: Violation;
  readonly count: number;
  /** The first request that had it. */
  readonly method: string;
  readonly url: string;
}

/** The counts of a tally, as data that can be sent to another process. */
export interface TallyCounts {
  readonly exchanges: number;
  readonly apis: ReadonlyMap<string, ApiTally>;
  readonly violations: readonly ViolationTally[];
  /** Violations of kinds for which there was no room. */
  readonly unlistedCount: number;
}

/** The API of an exchange that is counted. */
export interface CountedApi {
  readonly api: { readonly name: string };
  readonly contract: ContractOutline;
  /** Whether the vendor's documents leave something open. */
  readonly variants: { readonly length: number };
  /** How the server reads that. */
  readonly choices: VariantChoices;
}

/** What came of a session's requests, counted: it takes the same room however many there are. */
export interface Tally extends TallyCounts {
  count(
    service: CountedApi,
    session: { readonly variants: ReadonlyMap<string, ChosenVariants> },
    request: { readonly method: string; readonly url: string },
    exchange: Exchange,
  ): void;
  /** Gives back the room that it has; it is not used afterwards. */
  release(): void;
  /** Adds what another has counted. */
  add(other: TallyCounts): void;
}

/** So many kinds of violations are told apart; a client that makes more is told of enough. */
const MAX_KINDS = 500;
const MAX_URL = 500;
/** Maximum number of unmatched requests that are told apart: a client may make up any path. Further ones share a kind. */
const MAX_UNMATCHED_KINDS = 100;
/** So many media types of an operation's answers: a rule may make up any. */
const MAX_TYPES = 100;
/** Maximum characters of one of them that are kept. */
const MAX_TYPE = 200;

interface OperationCounts {
  calls: number;
  unchecked: number;
  /** By the places of the contract's list of them: this is counted with every request. */
  readonly parameters: number[];
  /** Nothing but what the contract declares. */
  readonly values: Map<string, number>;
  readonly statuses: Map<string, number>;
  readonly mediaTypes: Map<string, number>;
}

interface ApiCounts {
  readonly operations: Map<string, OperationCounts>;
  readonly choices: Map<string, { readonly choices: VariantChoices; count: number }>;
}

/** What the tallies of a server share. */
export interface TallyRoom {
  /** How much more the tallies of all sessions may keep together, in bytes, about. */
  bytesLeft: number;
}

const MAX_BYTES_OF_ALL = 128 * 1_048_576;
/** What the counts of an operation take, and one count of it. */
const OPERATION_BYTES = 1_024;
const COUNT_BYTES = 128;

export function createTallyRoom(): TallyRoom {
  return { bytesLeft: MAX_BYTES_OF_ALL };
}

/** @param room default: one without a bound, for a sum of tallies, which has the kinds and operations of one. */
export function createTally(room: TallyRoom = { bytesLeft: Number.POSITIVE_INFINITY }): Tally {
  let bytes = 0;

  /** Takes room; false where there is too little. */
  function claim(more: number): boolean {
    if (more > room.bytesLeft) return false;
    room.bytesLeft -= more;
    bytes += more;
    return true;
  }

  let exchanges = 0;
  let unlistedCount = 0;
  let unmatchedKinds = 0;
  const apis = new Map<string, ApiCounts>();
  const violations = new Map<string, ViolationTally & { count: number }>();

  function countViolation(tally: ViolationTally): void {
    const { api, operationId, violation, count } = tally;
    const { location, rule, severity, request = '', isExpected = false } = violation;
    const shared = `${api} ${operationId ?? ''} ${location} ${rule} ${severity}${isExpected ? ' expected' : ''}`;
    const own = `${shared} ${request}`;
    const key = request !== '' && !violations.has(own) && unmatchedKinds >= MAX_UNMATCHED_KINDS ? shared : own;
    const known = violations.get(key);
    if (request !== '' && known === undefined) unmatchedKinds += 1;
    if (known !== undefined) known.count += count;
    else if (violations.size < MAX_KINDS && claim(OPERATION_BYTES + 2 * key.length + violationBytes(violation)))
      violations.set(ownCopy(key), { ...tally, violation: ownViolation(violation), url: ownCopy(tally.url) });
    else unlistedCount += count;
  }

  return {
    get exchanges() {
      return exchanges;
    },
    apis,
    get violations() {
      return [...violations.values()];
    },
    get unlistedCount() {
      return unlistedCount;
    },
    count({ api: { name }, contract, choices, variants }, session, { method, url }, exchange) {
      exchanges += 1;
      const { operationId } = exchange;
      const api = entryOf(apis, name, makeApi);
      if (variants.length > 0) countChoices(api, session.variants.get(name), choices, claim);
      if (operationId !== undefined && (api.operations.has(operationId) || claim(OPERATION_BYTES))) {
        const operation = entryOf(api.operations, operationId, makeOperation);
        const before = entriesOf(operation);
        countOperation(operation, exchange, contract);
        const more = entriesOf(operation) - before;
        if (more > 0) claim(more * COUNT_BYTES);
      }
      for (const violation of exchange.violations) {
        const of = operationId === undefined ? {} : { operationId };
        countViolation({ api: name, ...of, violation, count: 1, method, url: url.slice(0, MAX_URL) });
      }
    },
    release() {
      room.bytesLeft += bytes;
      bytes = 0;
    },
    add(other) {
      exchanges += other.exchanges;
      unlistedCount += other.unlistedCount;
      for (const [name, { operations, choices }] of other.apis) {
        const api = entryOf(apis, name, makeApi);
        for (const [operationId, from] of operations) {
          const to = entryOf(api.operations, operationId, makeOperation);
          to.calls += from.calls;
          to.unchecked += from.unchecked;
          for (const [index, count] of from.parameters.entries())
            to.parameters[index] = (to.parameters[index] ?? 0) + count;
          for (const part of ['values', 'statuses'] as const)
            for (const [key, count] of from[part]) increase(to[part], key, count);
          for (const [type, count] of from.mediaTypes) increaseType(to.mediaTypes, type, count);
        }
        for (const [key, { choices: made, count }] of choices)
          entryOf(api.choices, key, () => ({ choices: made, count: 0 })).count += count;
      }
      for (const violation of other.violations) countViolation(violation);
    },
  };
}

/** How many things are counted of an operation: each takes room. */
function entriesOf({ parameters, values, statuses, mediaTypes }: OperationCounts): number {
  return parameters.length + values.size + statuses.size + mediaTypes.size;
}

function countChoices(
  { choices: counts }: ApiCounts,
  chosen: ChosenVariants | undefined,
  own: VariantChoices,
  claim: (bytes: number) => boolean,
): void {
  const key = chosen?.key ?? '';
  const known = counts.get(key);
  if (known !== undefined) known.count += 1;
  else if (claim(OPERATION_BYTES)) counts.set(key, { choices: chosen?.choices ?? own, count: 1 });
}

function countOperation(
  to: OperationCounts,
  { operationId = '', values, reply, note }: Exchange,
  contract: ContractOutline,
): void {
  to.calls += 1;
  if (note !== undefined) to.unchecked += 1;
  increase(to.statuses, String(reply.status), 1);
  increaseType(to.mediaTypes, reply.headers['Content-Type'] ?? '', 1);
  const operation = contract.operations.get(operationId);
  if (values === undefined || operation === undefined) return;
  const { parameters, body } = declaredOf(contract, operation);
  while (to.parameters.length < parameters.length) to.parameters.push(0);
  for (let index = 0; index < parameters.length; index += 1) {
    const { place, name, listed } = parameters[index] ?? NO_PARAMETER;
    const value = values[place][name];
    if (value === undefined) continue;
    to.parameters[index] = (to.parameters[index] ?? 0) + 1;
    if (listed !== undefined) for (const found of namesIn(listed, value)) increase(to.values, found, 1);
  }
  if (body !== undefined && values.bodyType !== undefined) countBody(to.values, body, values);
}

const NO_PARAMETER: DeclaredParameter = { place: 'query', name: '' };

/** A value that a body holds several times counts once, as a request does. */
function countBody(to: Map<string, number>, { mediaTypes }: DeclaredBody, { body, bodyType }: ParameterValues): void {
  increase(to, BODY, 1);
  const mediaType = mediaTypes.get(bodyType ?? '');
  if (mediaType === undefined) return;
  increase(to, mediaType.name, 1);
  if (mediaType.listed !== undefined) for (const found of namesIn(mediaType.listed, body)) increase(to, found, 1);
}

function makeApi(): ApiCounts {
  return { operations: new Map(), choices: new Map() };
}

function makeOperation(): OperationCounts {
  return { calls: 0, unchecked: 0, parameters: [], values: new Map(), statuses: new Map(), mediaTypes: new Map() };
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function increaseType(counts: Map<string, number>, type: string, by: number): void {
  const kept = type.length > MAX_TYPE ? ownCopy(type.slice(0, MAX_TYPE)) : type;
  if (counts.size < MAX_TYPES || counts.has(kept)) increase(counts, kept, by);
}
