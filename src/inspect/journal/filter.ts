import type { ShownExchange } from './show.ts';

/** Conditions that exchanges must meet. All are optional. */
export interface JournalFilter {
  readonly api?: string;
  /** An operationId. */
  readonly operation?: string;
  readonly persona?: string;
  readonly status?: number;
  /** Exchanges with a violation of this severity, of any severity, or without violations. */
  readonly violations?: 'any' | 'error' | 'warning' | 'none';
  /** The exchange with this number. */
  readonly sequence?: number;
  /** Exchanges that ended after the one with this number. */
  readonly since?: number;
  /** Maximum number of exchanges; the latest are kept. */
  readonly limit?: number;
}

/** The exchanges that match, in the same order. */
export function filterExchanges(exchanges: readonly ShownExchange[], filter: JournalFilter): readonly ShownExchange[] {
  const found = exchanges.filter((exchange) => matches(exchange, filter));
  return filter.limit === undefined ? found : found.slice(Math.max(0, found.length - filter.limit));
}

function matches(
  exchange: ShownExchange,
  { api, operation, persona, status, violations, sequence, since }: JournalFilter,
): boolean {
  return (
    (api === undefined || exchange.api === api) &&
    (operation === undefined || exchange.operationId === operation) &&
    (persona === undefined || exchange.persona === persona) &&
    (status === undefined || exchange.reply?.status === status) &&
    (sequence === undefined || exchange.sequence === sequence) &&
    (since === undefined || exchange.isOpen || exchange.sequence > since) &&
    (violations === undefined || hasViolations(exchange, violations))
  );
}

function hasViolations({ violations }: ShownExchange, filter: NonNullable<JournalFilter['violations']>): boolean {
  if (filter === 'none') return violations.length === 0;
  return violations.some(({ severity }) => filter === 'any' || severity === filter);
}
