import type { ShownExchange } from './show.ts';

/** Which exchanges are wanted; what is left out is not looked at. */
export interface JournalFilter {
  readonly api?: string;
  /** An operationId. */
  readonly operation?: string;
  readonly persona?: string;
  readonly status?: number;
  /** Those with a violation of that severity, of any, or of none. */
  readonly violations?: 'any' | 'error' | 'warning' | 'none';
  /** The one with this number. */
  readonly sequence?: number;
  /** Those that ended after the exchange of this number. */
  readonly since?: number;
  /** The latest so many. */
  readonly limit?: number;
}

/** Narrows exchanges; their order stays. */
export function filterExchanges(exchanges: readonly ShownExchange[], filter: JournalFilter): readonly ShownExchange[] {
  const found = exchanges.filter((exchange) => isWanted(exchange, filter));
  return filter.limit === undefined ? found : found.slice(Math.max(0, found.length - filter.limit));
}

function isWanted(
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

function hasViolations({ violations }: ShownExchange, wanted: NonNullable<JournalFilter['violations']>): boolean {
  if (wanted === 'none') return violations.length === 0;
  return violations.some(({ severity }) => wanted === 'any' || severity === wanted);
}
