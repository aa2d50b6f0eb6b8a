import { parseQuery } from '../../contract/text/query.ts';
import type { Persona } from '../api.ts';
import { callerOf } from '../caller/caller.ts';
import type { RequestContext } from '../request-context.ts';
import type { RuleCall } from './rule.ts';

/** The request for the rules of a session. Expensive values are computed once, when the first rule needs them. */
export function ruleCallOf<P extends Persona>({ api, match, request }: RequestContext<P>): RuleCall {
  return {
    operation: match.operation,
    pathValues: match.kind === 'found' ? match.pathValues : undefined,
    headers: request.headers,
    query: once(() => parseQuery(request.query)),
    persona: once(() => callerOf(api, request.headers)),
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}
