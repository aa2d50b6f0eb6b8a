import { isMounted } from '../contract/outline.ts';
import type { Exchange } from '../engine/exchange.ts';
import type { Service } from '../engine/service.ts';

const POLICY = 'Content-Security-Policy';

/**
 * Gives the reply of a mounted document the policy `sandbox`: a browser that shows it runs no script in it, and gives
 * it an origin of its own. A policy of the document's own stands beside it: a browser applies both.
 */
export function sandboxed(exchange: Exchange, { contract }: Service): Exchange {
  if (!isMounted(contract)) return exchange;
  const { reply } = exchange;
  const entries = Object.entries(reply.headers);
  const isPolicy = ([name]: readonly [string, string]): boolean => name.toLowerCase() === POLICY.toLowerCase();
  const policies = [...entries.filter(isPolicy).map(([, value]) => value), 'sandbox'].join(', ');
  const others = Object.fromEntries(entries.filter((entry) => !isPolicy(entry)));
  return { ...exchange, reply: { ...reply, headers: { ...others, [POLICY]: policies } } };
}
