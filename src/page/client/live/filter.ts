import type { ShownExchange } from '../../../inspect/journal/show.ts';

/** The filters of the list. Empty ones do not filter. */
export interface LiveFilter {
  readonly api: string;
  readonly operation: string;
  /** A status, or its first digit: `404`, `4`. */
  readonly status: string;
  readonly persona: string;
  readonly violations: '' | 'any' | 'error' | 'warning' | 'none' | 'unmatched';
  /** Part of the method, the URL, the body of the request or of the answer. Case is ignored. */
  readonly text: string;
}

export const NO_FILTER: LiveFilter = { api: '', operation: '', status: '', persona: '', violations: '', text: '' };

/** The exchanges that a filter lets through; their order stays. */
export function filterExchanges(exchanges: readonly ShownExchange[], filter: LiveFilter): readonly ShownExchange[] {
  if (Object.values(filter).every((value) => value === '')) return exchanges;
  const wanted = filter.text.toLowerCase();
  return exchanges.filter((exchange) => isShown(exchange, filter) && (wanted === '' || hasText(exchange, wanted)));
}

/** Whether a request matches no operation. */
export function isUnmatched({ violations }: ShownExchange): boolean {
  return violations.some(({ rule }) => rule === 'unknown-path' || rule === 'unknown-method');
}

function isShown(exchange: ShownExchange, { api, operation, status, persona, violations }: LiveFilter): boolean {
  return (
    (api === '' || exchange.api === api) &&
    (operation === '' || exchange.operationId === operation) &&
    (persona === '' || exchange.persona === persona) &&
    (status === '' || String(exchange.reply?.status ?? '').startsWith(status)) &&
    (violations === '' || hasViolations(exchange, violations))
  );
}

function hasViolations(exchange: ShownExchange, wanted: Exclude<LiveFilter['violations'], ''>): boolean {
  const { violations } = exchange;
  if (wanted === 'none') return violations.length === 0;
  if (wanted === 'any') return violations.length > 0;
  if (wanted === 'unmatched') return isUnmatched(exchange);
  return violations.some(({ severity }) => severity === wanted);
}

function hasText({ request, reply }: ShownExchange, wanted: string): boolean {
  const texts = [`${request.method} ${request.url}`, request.body?.text ?? '', reply?.body.text ?? ''];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
