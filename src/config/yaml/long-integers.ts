/** Whether a text may hold an integer that a double rounds. Reading those takes longer, and few documents have any. */
export function hasLongIntegers(text: string): boolean {
  return /\d{16}/.test(text);
}

/** Reads JSON, with integers that a double would round as `bigint`. */
export function parseWithLongIntegers(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? '')
      : value;
  return JSON.parse(text, reviver);
}

/** Members that hold what is shown as it stands. */
const SHOWN: ReadonlySet<string> = new Set(['example', 'examples']);

/** Members whose own members have names that the document chooses. */
const NAMED: ReadonlySet<string> = new Set(
  'properties patternProperties $defs definitions dependentSchemas schemas headers parameters responses'.split(' '),
);

/**
 * Keeps integers with all their digits in examples, in place. Elsewhere they become doubles, because limits and lists
 * of schemas are computed with.
 */
export function keepLongIntegersOfExamples(document: unknown): void {
  const seen = new Set<object>();
  const open: { readonly node: object; readonly isNamed: boolean; readonly isShown: boolean }[] = [];
  const enter = (node: unknown, isNamed: boolean, isShown: boolean): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    open.push({ node, isNamed, isShown });
  };
  enter(document, false, false);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isNamed, isShown } = next;
    for (const [key, value] of Object.entries(node)) {
      const isBelowShown = isShown || (!isNamed && SHOWN.has(key));
      const isKept = isBelowShown && !Number.isSafeInteger(Number(value));
      if (typeof value === 'bigint' && !isKept) Reflect.set(node, key, Number(value));
      else enter(value, !isNamed && NAMED.has(key), isBelowShown);
    }
  }
}
