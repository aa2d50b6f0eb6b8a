import { isMounted } from '../contract/outline.ts';
import type { Exchange } from '../engine/exchange.ts';
import type { Service } from '../engine/service.ts';

const POLICY = 'Content-Security-Policy';

/**
 * Adds the policy `sandbox` to the reply of a mounted document: a browser then runs no scripts in it and treats it as a
 * separate origin. If the document has its own policy, a browser applies both.
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
