/**
 * Keeps the members of a record that a client names, in the order of the record; all of them where it names none. Names that
 * the record doesn't have are passed over.
 *
 * @param names between commas.
 * @param always members that are kept where others are named.
 */
export function selectFields(
  record: Readonly<Record<string, unknown>>,
  names: string | undefined,
  always: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const named = (names ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (named.length === 0) return record;
  const kept = new Set([...always, ...named]);
  return Object.fromEntries(Object.entries(record).filter(([name]) => kept.has(name)));
}
