/** Members with values that are sent or compared. */
const OF_VALUES: ReadonlySet<string> = new Set(
  'example examples default const enum minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' '),
);

/** Members whose keys are names in the document. */
const NAMED: ReadonlySet<string> = new Set(
  'properties patternProperties $defs definitions dependentSchemas schemas headers parameters responses'.split(' '),
);

/**
 * Keeps integers with all digits in examples and in the limits and lists of schemas, in place. Other integers, and those
 * that a double can represent, become doubles.
 */
export function keepLongIntegers(document: unknown): void {
  const seen = new Set<object>();
  const open: { readonly node: object; readonly isNamed: boolean; readonly isOfValues: boolean }[] = [];
  const enter = (node: unknown, isNamed: boolean, isOfValues: boolean): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    open.push({ node, isNamed, isOfValues });
  };
  enter(document, false, false);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isNamed, isOfValues } = next;
    for (const [key, value] of Object.entries(node)) {
      const isBelow = isOfValues || (!isNamed && OF_VALUES.has(key));
      const needsAllDigits = isBelow && !Number.isSafeInteger(Number(value));
      if (typeof value === 'bigint' && !needsAllDigits) Reflect.set(node, key, Number(value));
      else enter(value, !isNamed && NAMED.has(key), isBelow);
    }
  }
}
