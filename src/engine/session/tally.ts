import { entryOf } from '../../contract/schema/entry-of.ts';
import type { ContractOutline } from '../../contract/outline.ts';
import type { Violation } from '../../contract/violation.ts';
import { openShare } from '../budget.ts';
import type { Budget, Share } from '../budget.ts';
import type { Exchange } from '../exchange.ts';
import { addOperation, countOperation, entriesOf, makeOperation } from './operation-counts.ts';
import type { OperationCounts, OperationTally } from './operation-counts.ts';
import { ownCopy, ownViolation, violationBytes } from './own-copy.ts';
import type { ChosenVariants, VariantChoices } from '../variant.ts';

/** The counts of an API. */
export interface ApiTally {
  readonly operations: ReadonlyMap<string, OperationTally>;
  /** Number of answers with each combination of choices. */
  readonly choices: ReadonlyMap<string, { readonly choices: VariantChoices; readonly count: number }>;
}

/** Violations of one kind: with the same API, operation, location and rule. Without an operation, with the same method and path. */
export interface ViolationTally {
  readonly api: string;
  readonly operationId?: string;
  readonly violation: Violation;
  readonly count: number;
  /** The first request with it. */
  readonly method: string;
  readonly url: string;
}

/** The counts of a tally, as data for another process. */
export interface TallyCounts {
  readonly exchanges: number;
  readonly apis: ReadonlyMap<string, ApiTally>;
  readonly violations: readonly ViolationTally[];
  /** Violations of kinds that were not recorded, because there were too many kinds. */
  readonly unlistedCount: number;
}

/** The API of an exchange that is counted. */
export interface CountedApi {
  readonly name: string;
  readonly contract: ContractOutline;
  /** The number of variants. */
  readonly variants: { readonly length: number };
  /** The server's choices. */
  readonly choices: VariantChoices;
}

/** The counts of a session's requests. Its memory doesn't depend on the number of requests. */
export interface Tally extends TallyCounts {
  count(
    service: CountedApi,
    session: { readonly variants: ReadonlyMap<string, ChosenVariants> },
    request: { readonly method: string; readonly url: string },
    exchange: Exchange,
  ): void;
  /** Releases its memory. It must not be used afterwards. */
  release(): void;
  /** Removes the counts of an API's operations, because its contract was replaced. Its violations stay. */
  forget(api: string): void;
  /** Adds the counts of another tally. */
  add(other: TallyCounts): void;
}

/** Maximum number of kinds of violations. Further ones are only counted. */
const MAX_KINDS = 500;
const MAX_URL = 500;
/** Maximum number of kinds for unmatched requests, because a client may send any path. Further ones share a kind. */
const MAX_UNMATCHED_KINDS = 100;
interface ApiCounts {
  readonly operations: Map<string, OperationCounts>;
  readonly choices: Map<string, { readonly choices: VariantChoices; count: number }>;
}

/** Approximate memory for the tallies of all sessions. */
export const MAX_TALLY_BYTES: number = 128 * 1_048_576;
/** Memory of the counts of an operation, and of one count. */
const OPERATION_BYTES = 1_024;
const COUNT_BYTES = 128;

/** @param budget Default: unlimited, for the sum of tallies. */
export function createTally(budget: Budget = { left: Number.POSITIVE_INFINITY }): Tally {
  const share = openShare(budget);
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
    else if (violations.size < MAX_KINDS && share.take(OPERATION_BYTES + 2 * key.length + violationBytes(violation)))
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
    count({ name, contract, choices, variants }, session, { method, url }, exchange) {
      exchanges += 1;
      const { operationId } = exchange;
      const api = entryOf(apis, name, makeApi);
      if (variants.length > 0) countChoices(api, session.variants.get(name), choices, share);
      if (operationId !== undefined && (api.operations.has(operationId) || share.take(OPERATION_BYTES))) {
        const operation = entryOf(api.operations, operationId, makeOperation);
        const before = entriesOf(operation);
        countOperation(operation, exchange, contract);
        const more = entriesOf(operation) - before;
        if (more > 0) share.take(more * COUNT_BYTES);
      }
      for (const violation of exchange.violations) {
        const of = operationId === undefined ? {} : { operationId };
        countViolation({ api: name, ...of, violation, count: 1, method, url: url.slice(0, MAX_URL) });
      }
    },
    forget: (api) => void apis.delete(api),
    release: () => share.release(),
    add(other) {
      exchanges += other.exchanges;
      unlistedCount += other.unlistedCount;
      for (const [name, { operations, choices }] of other.apis) {
        const api = entryOf(apis, name, makeApi);
        for (const [operationId, from] of operations)
          addOperation(entryOf(api.operations, operationId, makeOperation), from);
        for (const [key, { choices: made, count }] of choices)
          entryOf(api.choices, key, () => ({ choices: made, count: 0 })).count += count;
      }
      for (const violation of other.violations) countViolation(violation);
    },
  };
}

function countChoices(
  { choices: counts }: ApiCounts,
  chosen: ChosenVariants | undefined,
  own: VariantChoices,
  share: Share,
): void {
  const key = chosen?.key ?? '';
  const known = counts.get(key);
  if (known !== undefined) known.count += 1;
  else if (share.take(OPERATION_BYTES)) counts.set(key, { choices: chosen?.choices ?? own, count: 1 });
}

function makeApi(): ApiCounts {
  return { operations: new Map(), choices: new Map() };
}
