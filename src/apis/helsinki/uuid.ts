const GROUPS = /^([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})$/i;

/**
 * Parses a UUID like the server (`Uuid::parse_str` of Rust's crate uuid): 32 digits, or groups with dashes, optionally in
 * braces or after `urn:uuid:`. Only the digits are case-insensitive.
 *
 * @returns The UUID with dashes and in lower case. Undefined if the server would refuse it.
 */
export function parseUuid(text: string): string | undefined {
  const { inner, isWrapped } = unwrap(text);
  const isRead = inner.length === 36 || (inner.length === 32 && !isWrapped);
  const [, ...groups] = (isRead ? GROUPS.exec(inner) : null) ?? [];
  return groups.length === 0 ? undefined : groups.join('-').toLowerCase();
}

/** The start of the last group of a UUID with dashes, and the number of digits in each group. */
const LAST_GROUP_START = 24;
const GROUP_LENGTHS = [8, 4, 4, 4, 12] as const;

/** Why the server refuses a UUID, in its words (`InvalidUuid::into_err` of uuid 1.23, and its serde support). */
export function uuidProblem(text: string): string {
  return `UUID parsing failed: ${reasonOf(text)}`;
}

function reasonOf(text: string): string {
  const { inner, offset, isWrapped } = unwrap(text);
  const wrong = /[^-\da-f]/iu.exec(inner);
  if (wrong !== null) {
    const at = Buffer.byteLength(inner.slice(0, wrong.index)) + offset + 1;
    return `invalid character: found \`${wrong[0]}\` at ${at}`;
  }
  const groups = inner.split('-');
  if (groups.length === 1 && !isWrapped)
    return `invalid length: expected length 32 for simple format, found ${text.length}`;
  if (groups.length !== 5) return `invalid group count: expected 5, found ${groups.length}`;
  const found = groups.findIndex((group, index) => group.length !== GROUP_LENGTHS[index]);
  const group = found === -1 ? 4 : found;
  // The crate measures the last group to the end of the whole text, with a brace.
  const length = group === 4 ? text.length - LAST_GROUP_START : groups[group]?.length;
  return `invalid group length in group ${group}: expected ${GROUP_LENGTHS[group]}, found ${length}`;
}

function unwrap(text: string): { readonly inner: string; readonly offset: number; readonly isWrapped: boolean } {
  const prefix = ['urn:uuid:', '{'].find((each) => text.startsWith(each) && (each !== '{' || text.endsWith('}')));
  if (prefix === undefined || text === '{') return { inner: text, offset: 0, isWrapped: false };
  const end = prefix === '{' ? -1 : text.length;
  return { inner: text.slice(prefix.length, end), offset: prefix.length, isWrapped: true };
}
