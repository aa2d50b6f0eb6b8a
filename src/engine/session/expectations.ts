import type { Violation } from '../../contract/violation.ts';
import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';
import type { Exchange } from '../exchange.ts';

/** Violations that a test or a run causes on purpose. A member that is absent matches everything. */
export interface Expectation {
  readonly api?: string;
  /** An operationId, or the method and path of a request that matches no operation: `GET /api/nope`. */
  readonly operation?: string;
  /** The place in the request: `header.authorization`. A place also matches the places within it. */
  readonly location?: string;
  /** The rule of the violation: `security`, `unknown-path` and so on. */
  readonly rule?: string;
  /** Only the violations of documented refusals (401, 403, 404, 412, 429) of known operations. Default false. */
  readonly refusals?: boolean;
}

/** An expectation of a session, with the number of violations that it matched. */
export interface CountedExpectation extends Expectation {
  readonly count: number;
}

/** The expectations of a session. */
export interface Expectations extends Iterable<CountedExpectation> {
  /** Returns false if the session, or all sessions together, have too many. */
  add(expectation: Expectation): boolean;
  clear(): void;
  /** The exchange with its expected violations marked. */
  mark(api: string, exchange: Exchange): Exchange;
}

/** Maximum number of expectations of a session. */
export const MAX_EXPECTATIONS = 1_000;
/** Approximate memory for the expectations of all sessions. */
export const MAX_EXPECTATION_BYTES: number = 16 * 1_048_576;
/** Memory of an expectation besides its texts. */
const EXPECTATION_BYTES = 256;

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 412, 429]);

/** @param base Returns the expectations of the whole run, which are not reported if they do not happen. */
export function createExpectations(base: () => readonly Expectation[], budget: Budget): Expectations {
  const share = openShare(budget);
  let own: { readonly expectation: Expectation; count: number }[] = [];

  function expects(api: string, exchange: Exchange, violation: Violation): boolean {
    const found = own.filter(({ expectation }) => matches(expectation, api, exchange, violation));
    for (const one of found) one.count += 1;
    return found.length > 0 || base().some((expectation) => matches(expectation, api, exchange, violation));
  }

  return {
    add(expectation) {
      const bytes = EXPECTATION_BYTES + 2 * describeExpectation(expectation).length;
      if (own.length >= MAX_EXPECTATIONS || !share.take(bytes)) return false;
      own.push({ expectation, count: 0 });
      return true;
    },
    clear() {
      share.release();
      own = [];
    },
    mark(api, exchange) {
      if (exchange.violations.length === 0 || (own.length === 0 && base().length === 0)) return exchange;
      const violations = exchange.violations.map((violation) =>
        expects(api, exchange, violation) ? { ...violation, isExpected: true as const } : violation,
      );
      return { ...exchange, violations };
    },
    *[Symbol.iterator]() {
      for (const { expectation, count } of own) yield { ...expectation, count };
    },
  };
}

/** An expectation in words: `moocit listGrades header.authorization`. */
export function describeExpectation({ api, operation, location, rule, refusals = false }: Expectation): string {
  const parts = [api, operation, location, rule, refusals ? 'documented refusals' : undefined];
  return parts.filter((part) => part !== undefined).join(' ') || 'any violation';
}

function matches(expectation: Expectation, api: string, exchange: Exchange, violation: Violation): boolean {
  const { operation, location, rule } = expectation;
  if (expectation.api !== undefined && expectation.api !== api) return false;
  if (operation !== undefined && operation !== (exchange.operationId ?? violation.request)) return false;
  if (location !== undefined && !isWithin(violation.location, location)) return false;
  if (rule !== undefined && rule !== violation.rule) return false;
  return expectation.refusals !== true || isOfRefusal(exchange, violation);
}

function isWithin(location: string, outer: string): boolean {
  return location === outer || location.startsWith(`${outer}.`) || location.startsWith(`${outer}/`);
}

/** A wrong credential, account or id causes the refusal. A wrong query or body beside it stays a violation. */
function isOfRefusal({ operationId, reply }: Exchange, { rule, location }: Violation): boolean {
  if (!REFUSALS.has(reply.status)) return false;
  // A refused OPTIONS has no operation, but its credentials are checked like those of an operation.
  if (rule === 'security') return true;
  if (operationId === undefined) return false;
  if (location.startsWith('path.')) return true;
  return location.startsWith('header.') && location !== 'header.accept' && location !== 'header.content-type';
}
