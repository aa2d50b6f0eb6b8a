import type { IspringSubscriptionParameter } from '../contract-types.ts';

/** The users and courses whose events a subscriber gets. Undefined for all. */
export interface EventFilter {
  readonly userIds?: ReadonlySet<string>;
  readonly courseIds?: ReadonlySet<string>;
}

/**
 * Reads the parameters of a subscription: each value is a JSON array of ids, written as a text. Parameters that the mock
 * doesn't know are kept, but filter nothing. Undefined if a value is not such an array.
 */
export function readFilter(params: readonly IspringSubscriptionParameter[] = []): EventFilter | undefined {
  const filter: { -readonly [K in keyof EventFilter]: EventFilter[K] } = {};
  for (const { name, value } of params) {
    const ids = readIds(value);
    if (ids === undefined) return undefined;
    if (name === 'userIds' || name === 'courseIds') filter[name] = ids;
  }
  return filter;
}

function readIds(text: string): ReadonlySet<string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const ids = value.filter((id) => typeof id === 'string');
  return ids.length === value.length ? new Set(ids) : undefined;
}
