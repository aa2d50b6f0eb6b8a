import { parseQuery } from '../../contract/text/query.ts';
import type { Persona } from '../api.ts';
import { callerOf } from '../caller/caller.ts';
import type { Asked } from '../asked.ts';
import type { RuleCall } from './rule.ts';

/** What a session's rules look at; what costs something is found out once, where the first of them minds. */
export function ruleCallOf<P extends Persona>({ api, match, request }: Asked<P>): RuleCall {
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
